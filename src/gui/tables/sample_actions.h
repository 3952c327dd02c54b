#pragma once

#include <QStringList>

namespace aurora::gui {

struct Frame;

/// Analyses the samples as a task, whatever the age of their results; ends in a message.
void analyseAgain(Frame& frame, const QStringList& samples);

/// Analyses every sample whose data is newer than its results.
void analyseNewData(Frame& frame);

}  // namespace aurora::gui
