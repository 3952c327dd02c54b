#pragma once

#include "aurora/services/report.h"

#include <QStringList>

#include <string>
#include <string_view>

namespace aurora::gui {

/// What a service says, as the window says it: in place of advice about the command line stands what is done here.
[[nodiscard]] std::string forWindow(std::string_view message);

/// The report for a log, a line each with what it concerns: what failed with its causes, then what was skipped, then
/// what was done.
[[nodiscard]] QStringList reportLines(const services::Report& report);

}  // namespace aurora::gui
