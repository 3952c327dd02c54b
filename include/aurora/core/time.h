#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aurora {

/// True when the zone is in the IANA database of this computer.
[[nodiscard]] bool isTimeZone(std::string_view ianaName);

/// A civil time without zone.
struct LocalTime
{
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    double second = 0;  ///< with fraction
};

/// Local time → Unix seconds. A local time that exists twice is the earlier; one that does not exist is moved forward
/// by the gap.
/// @throws Error when the zone is unknown or the date is impossible
[[nodiscard]] double toUts(const LocalTime& local, std::string_view timeZone);

/// Reads `YYYY-MM-DD HH:MM:SS[.fff]` or ISO 8601 (`T`, optional `Z` or offset). Without an offset the text is local
/// time of the zone.
/// @return nothing when the text is not such a time
[[nodiscard]] std::optional<double> parseTimestamp(std::string_view text, std::string_view timeZone);

/// Reads the civil part of such a text (and `DD.MM.YYYY HH:MM[:SS]`), whatever the offset.
[[nodiscard]] std::optional<LocalTime> parseLocalTime(std::string_view text);

/// `YYYY-MM-DD HH:MM:SS` in the zone: the form of timestamps in the database. Empty for a time outside the years 0 to
/// 9999, and for one that is no number.
[[nodiscard]] std::string formatTimestamp(double uts, std::string_view timeZone);

/// `YYYY-MM-DD HH:MM:SS` of a civil time, seconds truncated.
[[nodiscard]] std::string formatLocalTime(const LocalTime& local);

/// `YYYY-MM-DDTHH:MM:SS.mmm+02:00`: the form of times in provenance. Empty as above.
[[nodiscard]] std::string formatIso8601(double uts, std::string_view timeZone);

/// Days since 1899-12-30 (OLE automation date, local time) → Unix seconds.
[[nodiscard]] double oleDaysToUts(double oleDays, std::string_view timeZone);

/// Unix seconds → days since 1899-12-30 in local time of the zone. The reverse of oleDaysToUts.
[[nodiscard]] double utsToOleDays(double uts, std::string_view timeZone);

/// The clock of this computer, Unix seconds.
[[nodiscard]] double nowUts();

}  // namespace aurora
