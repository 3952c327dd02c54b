#pragma once

#include "aurora/services/report.h"

#include <QString>

namespace aurora::gui {

class MessageBar;

/// Puts the outcome of a task into the message bar: the summary, how many were skipped and failed, and a button that
/// opens the whole report. A report of one failure says it in full.
void showReport(MessageBar& messages, const services::Report& report, const QString& summary);

}  // namespace aurora::gui
