#pragma once

#include <QStringList>

class QWidget;

namespace aurora::gui {

struct Frame;

/// Looks what deleting the samples would lose, tells it and asks twice, then deletes them. Data files stay.
void deleteSamples(Frame& frame, QWidget* parent, const QStringList& samples);

}  // namespace aurora::gui
