#pragma once

#include <QStringList>

class QWidget;

namespace aurora::gui {

struct Frame;

/// Asks for a label and gives it to the samples.
void labelSamples(Frame& frame, QWidget* parent, const QStringList& samples);

}  // namespace aurora::gui
