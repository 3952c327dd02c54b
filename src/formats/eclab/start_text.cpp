#include "formats/eclab/start_text.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <cmath>
#include <limits>
#include <string>

namespace aurora::formats::eclab {

namespace {

constexpr double secondsPerDay = 86400;

/// By how much the clocks of a zone are set back between a moment and a later one; less than 0: forward.
double setBackWithin(double duration_s, double uts, std::string_view timeZone)
{
    const double clock_days = utsToOleDays(uts + duration_s, timeZone) - utsToOleDays(uts, timeZone);
    return duration_s - std::round(clock_days * secondsPerDay);
}

/// A local time was taken for the earlier of two moments: the later one, where there are two.
std::optional<double> laterOfTwo(double earlier_uts, std::string_view timeZone)
{
    const double setBack_s = setBackWithin(secondsPerDay, earlier_uts, timeZone);
    const bool isTwice = setBack_s > 0 && setBackWithin(setBack_s, earlier_uts, timeZone) == setBack_s;
    return isTwice ? std::optional(earlier_uts + setBack_s) : std::nullopt;
}

}  // namespace

std::optional<double> parseStart(std::string_view text, std::string_view timeZone)
{
    constexpr std::size_t dateSize = 10;
    constexpr std::string_view separators = "/-.";
    if (text.size() < dateSize || separators.find(text[2]) == std::string_view::npos || text[5] != text[2]) {
        return std::nullopt;
    }
    const std::string iso = std::string(text.substr(6, 4)) + '-' + std::string(text.substr(0, 2)) + '-' +
                            std::string(text.substr(3, 2)) + std::string(text.substr(dateSize));
    return parseTimestamp(iso, timeZone);
}

TimeColumn::TimeColumn(std::string_view timeZone, std::optional<double> from_uts)
    : m_timeZone(timeZone), m_last_uts(from_uts.value_or(-std::numeric_limits<double>::infinity()))
{
}

std::optional<double> TimeColumn::parse(std::string_view text)
{
    constexpr std::size_t minuteSize = 16;
    text = trimmed(text);
    const bool hasSeconds = text.size() > minuteSize + 1 && text[minuteSize] == ':';
    const std::string_view minute = hasSeconds ? text.substr(0, minuteSize) : text;
    if (minute != m_minute) {
        const std::optional<double> minute_uts = parseStart(minute, m_timeZone);
        if (!minute_uts) {
            return std::nullopt;
        }
        m_minute = minute;
        m_minute_uts = *minute_uts;
    }
    const std::optional<double> second = hasSeconds ? parseNumber(text.substr(minuteSize + 1)) : 0.0;
    if (!second || !(*second >= 0 && *second < 61)) {
        return std::nullopt;
    }
    if (m_minute_uts + *second < m_last_uts) {
        m_minute_uts = laterOfTwo(m_minute_uts, m_timeZone).value_or(m_minute_uts);
    }
    m_last_uts = m_minute_uts + *second;
    return m_last_uts;
}

}  // namespace aurora::formats::eclab
