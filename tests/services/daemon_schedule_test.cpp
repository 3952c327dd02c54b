#include "aurora/services/daemon_schedule.h"

#include "aurora/core/time.h"
#include "aurora/services/daemon.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

constexpr const char* zone = "Europe/Zurich";

double at(const char* text)
{
    return parseTimestamp(text, zone).value();
}

const std::vector<config::TimeOfDay> atTwo{{.hour = 2, .minute = 0}};

TEST(NextNightlyRun, IsTheNextTimeOfDayInTheZoneOfTheProject)
{
    EXPECT_EQ(nextNightlyRun_uts(atTwo, at("2025-01-10 01:59:59"), zone), at("2025-01-10 02:00:00"));
    EXPECT_EQ(nextNightlyRun_uts(atTwo, at("2025-01-10 02:00:00"), zone), at("2025-01-11 02:00:00"));
    EXPECT_EQ(nextNightlyRun_uts(atTwo, at("2025-01-31 12:00:00"), zone), at("2025-02-01 02:00:00"));
    EXPECT_EQ(nextNightlyRun_uts({}, at("2025-01-10 01:00:00"), zone), std::nullopt);
}

TEST(NextNightlyRun, IsTheFirstOfSeveral)
{
    const std::vector<config::TimeOfDay> twice{{.hour = 14, .minute = 30}, {.hour = 2, .minute = 0}};
    EXPECT_EQ(nextNightlyRun_uts(twice, at("2025-01-10 03:00:00"), zone), at("2025-01-10 14:30:00"));
}

TEST(NextNightlyRun, HappensInTheNightsInWhichTheClockIsChanged)
{
    // Half past two does not exist on 30 March 2025, and exists twice on 26 October.
    const std::vector<config::TimeOfDay> halfPastTwo{{.hour = 2, .minute = 30}};
    EXPECT_EQ(nextNightlyRun_uts(halfPastTwo, at("2025-03-29 12:00:00"), zone), at("2025-03-30 03:30:00"));
    const double first = at("2025-10-26 02:30:00");
    EXPECT_EQ(nextNightlyRun_uts(halfPastTwo, at("2025-10-25 12:00:00"), zone), first);
    EXPECT_EQ(nextNightlyRun_uts(halfPastTwo, first, zone), at("2025-10-27 02:30:00"));
}

TEST(DaemonSchedule, UpdatesAtOnceAndThenEveryInterval)
{
    const double start = at("2025-01-10 12:00:00");
    DaemonSchedule schedule(300, atTwo, zone, start);
    EXPECT_TRUE(schedule.takeDue(start).update);
    EXPECT_FALSE(schedule.takeDue(start + 299).update);
    EXPECT_TRUE(schedule.takeDue(start + 300).update);
    EXPECT_FALSE(schedule.takeDue(start + 301).nightly);
}

TEST(DaemonSchedule, CatchesUpOnceAfterASleepOfThreeNights)
{
    const double start = at("2025-01-10 12:00:00");
    DaemonSchedule schedule(300, atTwo, zone, start);
    static_cast<void>(schedule.takeDue(start));
    const double awake = at("2025-01-13 08:00:00");
    const DaemonSchedule::Due due = schedule.takeDue(awake);
    EXPECT_TRUE(due.update);
    EXPECT_TRUE(due.nightly);
    const DaemonSchedule::Due after = schedule.takeDue(awake + 1);
    EXPECT_FALSE(after.update);
    EXPECT_FALSE(after.nightly);
    EXPECT_EQ(schedule.nextNightly_uts(), at("2025-01-14 02:00:00"));
}

TEST(DaemonSchedule, ClockThatIsSetBackDoesNotStopIt)
{
    const double start = at("2025-01-10 12:00:00");
    DaemonSchedule schedule(300, atTwo, zone, start);
    static_cast<void>(schedule.takeDue(start));
    const double earlier = at("2024-12-01 12:00:00");
    static_cast<void>(schedule.takeDue(earlier));
    EXPECT_TRUE(schedule.takeDue(earlier + 300).update);
    EXPECT_EQ(schedule.nextNightly_uts(), at("2024-12-02 02:00:00"));
}

}  // namespace
}  // namespace aurora::services
