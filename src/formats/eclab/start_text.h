#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora::formats::eclab {

/// `MM/DD/YYYY HH:MM:SS[.fff]` in local time → Unix seconds; instead of `/` there may be `-` or `.`, as the PC was set.
/// @throws Error when the time zone is unknown
[[nodiscard]] std::optional<double> parseStart(std::string_view text, std::string_view timeZone);

/// The same for the many times of a table, of which most lie in the same minute and none before the one above it.
///
/// A local time that exists twice is the earlier of the two as everywhere, but where the times would then run backwards
/// it is the later: summer time ended among the rows.
class TimeColumn
{
public:
    /// @param from_uts  when the first time can be at the earliest, if that is known
    TimeColumn(std::string_view timeZone, std::optional<double> from_uts);

    [[nodiscard]] std::optional<double> parse(std::string_view text);

private:
    std::string m_timeZone;
    std::string m_minute;  ///< "MM/DD/YYYY HH:MM"
    double m_minute_uts = 0;
    double m_last_uts;
};

}  // namespace aurora::formats::eclab
