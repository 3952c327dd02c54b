#pragma once

#include <string>
#include <string_view>

namespace aurora::formats::neware {

/// `YYYY-MM-DDTHH:MM:SS.mmm` of seconds since 1970, to the nearest millisecond, as BTSDA's table shows dates. Empty for
/// NaN.
[[nodiscard]] std::string dateText(double seconds);

/// The local time at a Unix time as if it were UTC: seconds since 1970 on a clock of the zone.
[[nodiscard]] double utsToCalendar(double uts, std::string_view timeZone);

/// The reverse of utsToCalendar; a local time that exists twice is the earlier.
[[nodiscard]] double calendarToUts(double calendar_s, std::string_view timeZone);

}  // namespace aurora::formats::neware
