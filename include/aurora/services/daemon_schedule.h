#pragma once

#include "aurora/config/daemon_settings.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// When the daemon's work is due. After a sleep of the computer or a jump of its clock everything that was missed is
/// due once, not once for every time it was missed.
class DaemonSchedule
{
public:
    /// @param start_uts  the first update is due at once, the nightly work at its next time
    DaemonSchedule(double interval_s, std::vector<config::TimeOfDay> nightlyAt, std::string timeZone, double start_uts);

    struct Due
    {
        bool update = false;
        bool nightly = false;
    };

    /// What is due now; it counts as done then, and the next times are set.
    [[nodiscard]] Due takeDue(double now_uts);

    [[nodiscard]] double nextUpdate_uts() const noexcept { return m_nextUpdate_uts; }

    [[nodiscard]] std::optional<double> nextNightly_uts() const noexcept { return m_nextNightly_uts; }

private:
    double m_interval_s;
    std::vector<config::TimeOfDay> m_nightlyAt;
    std::string m_timeZone;
    double m_nextUpdate_uts;
    std::optional<double> m_nextNightly_uts;
};

}  // namespace aurora::services
