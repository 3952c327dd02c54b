#pragma once

#include "aurora/services/report.h"

#include <QString>
#include <QStringList>

namespace aurora::gui {

class MessageBar;

/// Puts the outcome of a task into the message bar: the summary, how many were skipped and failed, and a button that
/// opens the whole report. A report of one failure says it in full.
void showReport(MessageBar& messages, const services::Report& report, const QString& summary);

/// What was done, counted as the user counts it.
/// @param summary  with %1 for how many things were done, whatever was told of each; samples that were analysed are
///                 counted in a sentence after it
[[nodiscard]] QString doneText(const services::Report& report, const QString& summary);

/// What was done, each thing once, in order; samples that were only analysed after it are none, unless nothing else was
/// done.
[[nodiscard]] QStringList doneThings(const services::Report& report);

}  // namespace aurora::gui
