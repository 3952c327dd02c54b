#include "aurora/core/time.h"

#include "aurora/core/error.h"

#include <gtest/gtest.h>

#include <cmath>

namespace aurora {
namespace {

// Unix times below were taken from `date -u -d '…' +%s`.

TEST(Time, LocalTimeOfAZoneBecomesUnixTime)
{
    EXPECT_DOUBLE_EQ(toUts({2024, 6, 20, 8, 17, 10}, "Europe/Zurich"), 1718864230.0);
    EXPECT_DOUBLE_EQ(toUts({2025, 1, 16, 14, 5, 54.213}, "Europe/Zurich"), 1737032754.213);
}

TEST(Time, ALocalTimeThatExistsTwiceIsTheEarlier)
{
    // 2024-10-27 02:30 happens at 00:30 UTC (summer time) and again at 01:30 UTC.
    EXPECT_DOUBLE_EQ(toUts({2024, 10, 27, 2, 30, 0}, "Europe/Zurich"), 1729989000.0);
}

TEST(Time, ALocalTimeThatDoesNotExistIsMovedForwardByTheGap)
{
    // 2024-03-31 02:30 does not exist: the clock goes from 02:00 to 03:00, 02:30 becomes 03:30 = 01:30 UTC.
    EXPECT_DOUBLE_EQ(toUts({2024, 3, 31, 2, 30, 0}, "Europe/Zurich"), 1711848600.0);
}

TEST(Time, TimestampsAreReadWithAndWithoutOffset)
{
    EXPECT_EQ(parseTimestamp("2024-06-20 08:17:10", "Europe/Zurich"), 1718864230.0);
    EXPECT_EQ(parseTimestamp("2024-06-20T06:17:10Z", "Europe/Zurich"), 1718864230.0);
    EXPECT_EQ(parseTimestamp("2024-06-20T08:17:10.500+02:00", "America/New_York"), 1718864230.5);
    EXPECT_EQ(parseTimestamp("20.06.2024 08:17", "Europe/Zurich"), 1718864220.0);
    EXPECT_EQ(parseTimestamp("2024-02-30 00:00:00", "Europe/Zurich"), std::nullopt);
    EXPECT_EQ(parseTimestamp("2024-06-20 08:17:10 or so", "Europe/Zurich"), std::nullopt);
}

TEST(Time, TimesAreWrittenInTheZoneOfTheProject)
{
    EXPECT_EQ(formatTimestamp(1718864230.9, "Europe/Zurich"), "2024-06-20 08:17:10");
    EXPECT_EQ(formatTimestamp(1718864230.0, "America/New_York"), "2024-06-20 02:17:10");
    EXPECT_EQ(formatIso8601(1718864230.25, "Europe/Zurich"), "2024-06-20T08:17:10.250+02:00");
    EXPECT_EQ(formatIso8601(1737032754.213, "UTC"), "2025-01-16T13:05:54.213+00:00");
}

TEST(Time, OleDaysCountFromTheEndOf1899InLocalTime)
{
    // 2025-01-16 14:05:54.213 is day 45673 after 1899-12-30 and 50754.213 s.
    const double ole = 45673.0 + 50754.213 / 86400.0;
    EXPECT_NEAR(oleDaysToUts(ole, "Europe/Zurich"), 1737032754.213, 1e-6);
    EXPECT_NEAR(utsToOleDays(1737032754.213, "Europe/Zurich"), ole, 1e-10);
}

TEST(Time, AnUnknownZoneIsNamed)
{
    EXPECT_TRUE(isTimeZone("Europe/Zurich"));
    EXPECT_FALSE(isTimeZone("Europe/Nowhere"));
    EXPECT_THROW((void)toUts({}, "Europe/Nowhere"), Error);
}

TEST(FormatTimestamp, TimesThatNoCalendarHasAreEmpty)
{
    for (const double uts : {-3.94726e+157, 1e300, std::nan(""), 253402300800.0 + 86400.0}) {
        EXPECT_EQ(formatTimestamp(uts, "Europe/Zurich"), "");
        EXPECT_EQ(formatIso8601(uts, "Europe/Zurich"), "");
    }
    EXPECT_EQ(formatTimestamp(253402297199.0, "Europe/Zurich"), "9999-12-31 23:59:59");
}

}  // namespace
}  // namespace aurora
