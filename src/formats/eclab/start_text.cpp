#include "formats/eclab/start_text.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <string>

namespace aurora::formats::eclab {

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

std::optional<double> TimeColumn::parse(std::string_view text)
{
    constexpr std::size_t minuteSize = 16;
    text = trimmed(text);
    if (text.size() <= minuteSize + 1 || text[minuteSize] != ':') {
        return parseStart(text, m_timeZone);
    }
    if (text.substr(0, minuteSize) != m_minute) {
        const std::optional<double> minute = parseStart(text.substr(0, minuteSize), m_timeZone);
        if (!minute) {
            return std::nullopt;
        }
        m_minute = text.substr(0, minuteSize);
        m_minute_uts = *minute;
    }
    const std::optional<double> second = parseNumber(text.substr(minuteSize + 1));
    const bool isSecond = second && *second >= 0 && *second < 61;
    return isSecond ? std::optional(m_minute_uts + *second) : std::nullopt;
}

}  // namespace aurora::formats::eclab
