#pragma once

#include <chrono>
#include <filesystem>

namespace aurora {

/// The time of a file on the calendar, and back: the standard lets each library count file times from another day.
[[nodiscard]] std::chrono::system_clock::time_point calendarTime(std::filesystem::file_time_type time);
[[nodiscard]] std::filesystem::file_time_type fileTime(std::chrono::system_clock::time_point time);

}  // namespace aurora
