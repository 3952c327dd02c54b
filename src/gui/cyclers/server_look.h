#pragma once

#include "aurora/services/lab.h"
#include "gui/tables/cell_format.h"

#include <QString>

namespace aurora::gui {

/// The state of a server as shape, word and colour: "● online", "◌ does not answer", "○ not asked yet".
[[nodiscard]] StatusLook serverLook(const services::ServerState& state);

/// "last answer 2024-06-20 08:02", in project time.
[[nodiscard]] QString lastAnswerText(const services::ServerState& state, const std::string& timeZone);

/// Date and time of a moment to the minute, in project time.
[[nodiscard]] QString minuteText(double uts, const std::string& timeZone);

}  // namespace aurora::gui
