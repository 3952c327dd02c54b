#include "aurora/core/time.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "time_zone_data.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace aurora {

namespace {

using namespace std::chrono;
using date::local_days;
using date::local_seconds;
using date::sys_seconds;

constexpr double secondsPerDay = 86400.0;

const date::time_zone& zone(std::string_view name)
{
    try {
        prepareTimeZones();
        return *date::locate_zone(std::string(name));
    } catch (const std::exception& error) {
        throw Error("\"" + std::string(name) + "\" is not a time zone. Names look like Europe/Zurich.", error.what());
    }
}

sys_seconds toSystem(local_seconds local, const date::time_zone& tz)
{
    // The first offset is the only one, that of the earlier of two equal local times, or, in a gap, the one before it:
    // then the time moves forward by the gap.
    return sys_seconds{local.time_since_epoch() - tz.get_info(local).first.offset};
}

/// Seconds of the years 0 to 9999. Damaged files name times that no calendar has.
constexpr double earliest_s = -62167219200.0;
constexpr double latest_s = 253402300799.0;

bool isInCalendar(double seconds)
{
    return seconds >= earliest_s && seconds <= latest_s;  // false for NaN, too
}

/// Whole seconds for the tables of a zone, which end long before numbers do.
std::int64_t wholeSeconds(double seconds)
{
    return std::isnan(seconds) ? 0 : static_cast<std::int64_t>(std::floor(std::clamp(seconds, earliest_s, latest_s)));
}

seconds offsetAt(double uts, const date::time_zone& tz)
{
    const sys_seconds when{seconds{wholeSeconds(uts)}};
    return tz.get_info(when).offset;
}

local_days daysOf(const LocalTime& t)
{
    const date::year_month_day ymd{date::year{t.year}, date::month{static_cast<unsigned>(t.month)},
                                   date::day{static_cast<unsigned>(t.day)}};
    if (!ymd.ok()) {
        throw Error("There is no day " + std::to_string(t.year) + "-" + std::to_string(t.month) + "-" +
                    std::to_string(t.day) + ".");
    }
    return local_days{ymd};
}

LocalTime civil(double localSeconds)
{
    const double day = std::floor(localSeconds / secondsPerDay);
    const date::year_month_day ymd{local_days{date::days{static_cast<int>(day)}}};
    double rest = localSeconds - day * secondsPerDay;
    LocalTime t;
    t.year = static_cast<int>(ymd.year());
    t.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
    t.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
    t.hour = static_cast<int>(rest / 3600);
    rest -= t.hour * 3600.0;
    t.minute = static_cast<int>(rest / 60);
    t.second = rest - t.minute * 60.0;
    return t;
}

/// Reads exactly `count` digits at the front of the text and removes them.
std::optional<int> takeDigits(std::string_view& text, std::size_t count)
{
    if (text.size() < count) {
        return std::nullopt;
    }
    const auto value = parseInteger(text.substr(0, count));
    if (!value || text.find_first_not_of("0123456789") < count) {
        return std::nullopt;
    }
    text.remove_prefix(count);
    return static_cast<int>(*value);
}

bool take(std::string_view& text, char c)
{
    if (!text.starts_with(c)) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

bool takeDate(std::string_view& text, LocalTime& t)
{
    const bool german = text.size() > 2 && text[2] == '.';
    const char separator = german ? '.' : '-';
    const auto a = takeDigits(text, german ? 2 : 4);
    const auto b = a && take(text, separator) ? takeDigits(text, 2) : std::nullopt;
    const auto c = b && take(text, separator) ? takeDigits(text, german ? 4 : 2) : std::nullopt;
    if (!c) {
        return false;
    }
    t.year = german ? *c : *a;
    t.month = *b;
    t.day = german ? *a : *c;
    return date::year_month_day{date::year{t.year}, date::month{static_cast<unsigned>(t.month)},
                                date::day{static_cast<unsigned>(t.day)}}
        .ok();
}

bool takeClock(std::string_view& text, LocalTime& t)
{
    const auto hour = takeDigits(text, 2);
    const auto minute = hour && take(text, ':') ? takeDigits(text, 2) : std::nullopt;
    if (!minute || *hour > 23 || *minute > 59) {
        return false;
    }
    t.hour = *hour;
    t.minute = *minute;
    if (!take(text, ':')) {
        return true;
    }
    const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
    const auto second = parseNumber(text.substr(0, end));
    if (end < 2 || !second || *second >= 61) {
        return false;
    }
    t.second = *second;
    text.remove_prefix(end);
    return true;
}

/// `Z`, `+02:00`, `+0200`: seconds to take off; nothing when there is no offset. ok = false when the rest is no offset.
std::optional<double> takeOffset(std::string_view text, bool& ok)
{
    ok = true;
    if (text.empty()) {
        return std::nullopt;
    }
    if (text == "Z" || text == "z") {
        return 0.0;
    }
    const double sign = text.front() == '-' ? -1.0 : 1.0;
    ok = take(text, '+') || take(text, '-');
    const auto hour = ok ? takeDigits(text, 2) : std::nullopt;
    take(text, ':');
    const auto minute = hour ? takeDigits(text, 2) : std::nullopt;
    ok = minute.has_value() && text.empty();
    return ok ? std::optional(sign * (*hour * 3600.0 + *minute * 60.0)) : std::nullopt;
}

struct ParsedTime
{
    LocalTime local;
    std::optional<double> offset_s;
};

std::optional<ParsedTime> parseTime(std::string_view text)
{
    text = trimmed(text);
    ParsedTime parsed;
    if (!takeDate(text, parsed.local)) {
        return std::nullopt;
    }
    if (text.empty()) {
        return parsed;
    }
    if (!(take(text, 'T') || take(text, ' ')) || !takeClock(text, parsed.local)) {
        return std::nullopt;
    }
    bool ok = true;
    parsed.offset_s = takeOffset(trimmed(text), ok);
    return ok ? std::optional(parsed) : std::nullopt;
}

double localSecondsOf(const LocalTime& t)
{
    const auto days = daysOf(t).time_since_epoch().count();
    return static_cast<double>(days) * secondsPerDay + t.hour * 3600.0 + t.minute * 60.0 + t.second;
}

double localSecondsToUts(double localSeconds, const date::time_zone& tz)
{
    const std::int64_t whole = wholeSeconds(localSeconds);
    const auto system = toSystem(local_seconds{seconds{whole}}, tz);
    return static_cast<double>(system.time_since_epoch().count()) + (localSeconds - static_cast<double>(whole));
}

double oleEpochLocalSeconds()
{
    return static_cast<double>(local_days{date::year{1899} / 12 / 30}.time_since_epoch().count()) * secondsPerDay;
}

}  // namespace

bool isTimeZone(std::string_view ianaName)
{
    try {
        prepareTimeZones();
        return date::locate_zone(std::string(ianaName)) != nullptr;
    } catch (const std::exception&) {
        return false;
    }
}

double toUts(const LocalTime& local, std::string_view timeZone)
{
    return localSecondsToUts(localSecondsOf(local), zone(timeZone));
}

std::optional<double> parseTimestamp(std::string_view text, std::string_view timeZone)
{
    const auto parsed = parseTime(text);
    if (!parsed) {
        return std::nullopt;
    }
    const double local = localSecondsOf(parsed->local);
    return parsed->offset_s ? local - *parsed->offset_s : localSecondsToUts(local, zone(timeZone));
}

std::optional<LocalTime> parseLocalTime(std::string_view text)
{
    const auto parsed = parseTime(text);
    return parsed ? std::optional(parsed->local) : std::nullopt;
}

std::string formatLocalTime(const LocalTime& t)
{
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02d %02d:%02d:%02d", t.year, t.month, t.day, t.hour,
                  t.minute, static_cast<int>(t.second));
    return buffer.data();
}

std::string formatTimestamp(double uts, std::string_view timeZone)
{
    if (!isInCalendar(uts)) {
        return {};
    }
    const double local = uts + static_cast<double>(offsetAt(uts, zone(timeZone)).count());
    return formatLocalTime(civil(std::floor(local)));
}

std::string formatIso8601(double uts, std::string_view timeZone)
{
    if (!isInCalendar(uts)) {
        return {};
    }
    const double rounded = std::round(uts * 1000.0) / 1000.0;
    const auto offset = offsetAt(rounded, zone(timeZone)).count();
    const LocalTime t = civil(std::floor(rounded) + static_cast<double>(offset));
    const auto minutes = std::abs(offset) / 60;
    std::array<char, 96> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d.%03d%c%02d:%02d", t.year, t.month, t.day,
                  t.hour, t.minute, static_cast<int>(t.second),
                  static_cast<int>(std::lround((rounded - std::floor(rounded)) * 1000.0)), offset < 0 ? '-' : '+',
                  static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
    return buffer.data();
}

double oleDaysToUts(double oleDays, std::string_view timeZone)
{
    // A double of days resolves about 0.6 µs today; the vendor's own clock ticks in milliseconds.
    const double milliseconds = std::round(oleDays * secondsPerDay * 1000.0);
    return localSecondsToUts(oleEpochLocalSeconds() + milliseconds / 1000.0, zone(timeZone));
}

double utsToOleDays(double uts, std::string_view timeZone)
{
    const double local = uts + static_cast<double>(offsetAt(uts, zone(timeZone)).count());
    return (local - oleEpochLocalSeconds()) / secondsPerDay;
}

double nowUts()
{
    return duration<double>(system_clock::now().time_since_epoch()).count();
}

}  // namespace aurora
