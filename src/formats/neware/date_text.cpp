#include "formats/neware/date_text.h"

#include "aurora/core/time.h"

#include <chrono>
#include <cmath>

namespace aurora::formats::neware {

namespace {

constexpr std::int64_t msPerDay = 86'400'000;
constexpr double latestDate_s = 253'402'300'799.0;  // the end of the year 9999

/// Writes a number with leading zeros.
void put(std::string& text, std::size_t at, std::size_t width, std::int64_t number)
{
    for (std::size_t i = width; i-- > 0;) {
        text[at + i] = static_cast<char>('0' + number % 10);
        number /= 10;
    }
}

std::chrono::year_month_day civilDay(std::int64_t daysSince1970)
{
    return std::chrono::year_month_day(std::chrono::sys_days(std::chrono::days(daysSince1970)));
}

}  // namespace

std::string dateText(double seconds)
{
    if (!(seconds >= 0 && seconds <= latestDate_s)) {
        return {};
    }
    const std::int64_t ms = std::llround(seconds * 1000);
    const std::chrono::year_month_day day = civilDay(ms / msPerDay);
    const std::int64_t inDay = ms % msPerDay;
    std::string text = "0000-00-00T00:00:00.000";
    put(text, 0, 4, static_cast<int>(day.year()));
    put(text, 5, 2, static_cast<unsigned>(day.month()));
    put(text, 8, 2, static_cast<unsigned>(day.day()));
    put(text, 11, 2, inDay / 3'600'000);
    put(text, 14, 2, inDay / 60'000 % 60);
    put(text, 17, 2, inDay / 1000 % 60);
    put(text, 20, 3, inDay % 1000);
    return text;
}

double utsToCalendar(double uts, std::string_view timeZone)
{
    const double wholeSeconds = std::floor(uts);
    return parseTimestamp(formatTimestamp(wholeSeconds, timeZone), "UTC").value_or(wholeSeconds) + (uts - wholeSeconds);
}

double calendarToUts(double calendar_s, std::string_view timeZone)
{
    const double wholeSeconds = std::floor(calendar_s);
    const auto whole = static_cast<std::int64_t>(wholeSeconds);
    const std::int64_t days = whole / 86'400;
    const std::int64_t inDay = whole % 86'400;
    const std::chrono::year_month_day day = civilDay(days);
    const LocalTime local{static_cast<int>(day.year()),
                          static_cast<int>(static_cast<unsigned>(day.month())),
                          static_cast<int>(static_cast<unsigned>(day.day())),
                          static_cast<int>(inDay / 3600),
                          static_cast<int>(inDay / 60 % 60),
                          static_cast<double>(inDay % 60) + (calendar_s - wholeSeconds)};
    return toUts(local, timeZone);
}

}  // namespace aurora::formats::neware
