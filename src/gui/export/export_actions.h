#pragma once

#include <QStringList>

class QWidget;

namespace aurora::gui {

struct Frame;

/// Asks what of the samples is to be written and where to, then writes it as a task that ends in a message with the
/// result of each sample.
/// @param batch  whose samples they are; empty: no batch's
void exportSamples(Frame& frame, QWidget* parent, const QStringList& samples, const QString& batch = {});

}  // namespace aurora::gui
