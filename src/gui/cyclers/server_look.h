#pragma once

#include "gui/cyclers/lab_watch.h"
#include "gui/tables/cell_format.h"

#include <QString>

namespace aurora::gui {

/// The state of a server as shape, word and colour: "● online", "◌ does not answer", "◌ stale", "○ not asked yet". One
/// that answered another program a moment ago is online too.
[[nodiscard]] StatusLook serverLook(const WatchedServer& server);

/// "last answer 2024-06-20 08:02", in project time.
[[nodiscard]] QString lastAnswerText(const services::ServerState& state, const std::string& timeZone);

/// Date and time of a moment to the minute, in project time.
[[nodiscard]] QString minuteText(double uts, const std::string& timeZone);

}  // namespace aurora::gui
