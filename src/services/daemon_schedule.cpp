#include "aurora/services/daemon_schedule.h"

#include "aurora/core/time.h"
#include "aurora/services/daemon.h"

#include <algorithm>

namespace aurora::services {

namespace {

constexpr double secondsPerDay = 86'400;

/// The calendar day in the zone that a moment lies in.
LocalTime dayOf(double uts, const std::string& timeZone)
{
    LocalTime day = parseLocalTime(formatTimestamp(uts, timeZone)).value_or(LocalTime{});
    day.hour = 0;
    day.minute = 0;
    day.second = 0;
    return day;
}

}  // namespace

std::optional<double> nextNightlyRun_uts(std::span<const config::TimeOfDay> nightlyAt, double after_uts,
                                         const std::string& timeZone)
{
    std::optional<double> next;
    for (const double day_s : {0.0, secondsPerDay, 2 * secondsPerDay}) {
        for (const config::TimeOfDay& time : nightlyAt) {
            LocalTime moment = dayOf(after_uts + day_s, timeZone);
            moment.hour = time.hour;
            moment.minute = time.minute;
            const double uts = toUts(moment, timeZone);
            if (uts > after_uts && (!next || uts < *next)) {
                next = uts;
            }
        }
    }
    return next;
}

DaemonSchedule::DaemonSchedule(double interval_s, std::vector<config::TimeOfDay> nightlyAt, std::string timeZone,
                               double start_uts)
    : m_interval_s(interval_s),
      m_nightlyAt(std::move(nightlyAt)),
      m_timeZone(std::move(timeZone)),
      m_nextUpdate_uts(start_uts),
      m_nextNightly_uts(nextNightlyRun_uts(m_nightlyAt, start_uts, m_timeZone))
{
}

DaemonSchedule::Due DaemonSchedule::takeDue(double now_uts)
{
    // A clock that was set back would put the next times off by as much.
    m_nextUpdate_uts = std::min(m_nextUpdate_uts, now_uts + m_interval_s);
    if (m_nextNightly_uts && *m_nextNightly_uts - now_uts > 2 * secondsPerDay) {
        m_nextNightly_uts = nextNightlyRun_uts(m_nightlyAt, now_uts, m_timeZone);
    }
    Due due;
    due.update = now_uts >= m_nextUpdate_uts;
    due.nightly = m_nextNightly_uts && now_uts >= *m_nextNightly_uts;
    if (due.update) {
        m_nextUpdate_uts = now_uts + m_interval_s;
    }
    if (due.nightly) {
        m_nextNightly_uts = nextNightlyRun_uts(m_nightlyAt, now_uts, m_timeZone);
    }
    return due;
}

}  // namespace aurora::services
