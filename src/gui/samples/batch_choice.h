#pragma once

#include <QStringList>

class QWidget;

namespace aurora::gui {

struct Frame;

/// Asks for a batch, an existing or a new one, and puts the samples into it.
void chooseBatchFor(Frame& frame, QWidget* parent, const QStringList& samples);

}  // namespace aurora::gui
