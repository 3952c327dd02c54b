#pragma once

#include "aurora/services/overview.h"
#include "gui/tables/cell_format.h"

#include <QString>

namespace aurora::gui {

/// What goes on on a channel as shape, word and colour. On a server that does not answer it is stale, with what it was.
[[nodiscard]] StatusLook channelLook(const services::Channel& channel, bool stale);

/// The state of the channel alone, where one says that a job waits for it too.
[[nodiscard]] services::ChannelState withoutWaitingJob(services::ChannelState state);

/// A server as shape, word and colour: "● online", "◌ 3 h stale", "○ not asked yet".
[[nodiscard]] StatusLook overviewLook(const services::OverviewServer& server, double now_uts);

/// How long ago something was, in the largest unit that fits: "3 h", "12 min", "5 d".
[[nodiscard]] QString ageText(double age_s);

/// A time of day when it is today, else date and time, in project time.
[[nodiscard]] QString whenText(double uts, double now_uts, const std::string& timeZone);

}  // namespace aurora::gui
