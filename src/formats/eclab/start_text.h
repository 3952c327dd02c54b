#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::formats::eclab {

/// `MM/DD/YYYY HH:MM:SS[.fff]` in local time → Unix seconds; instead of `/` there may be `-` or `.`, as the PC was set.
/// @throws Error when the time zone is unknown
[[nodiscard]] std::optional<double> parseStart(std::string_view text, std::string_view timeZone);

/// The same for the many times of a table, of which most lie in the same minute.
class TimeColumn
{
public:
    explicit TimeColumn(std::string_view timeZone) : m_timeZone(timeZone) {}

    [[nodiscard]] std::optional<double> parse(std::string_view text);

private:
    std::string m_timeZone;
    std::string m_minute;  ///< "MM/DD/YYYY HH:MM"
    double m_minute_uts = 0;
};

}  // namespace aurora::formats::eclab
