// Where the rules of the time zones come from.
#include "time_zone_data.h"

#ifdef _WIN32
#    include "aurora/core/file.h"

#    include <date/tz.h>

#    include <windows.h>

#    include <array>
#endif

namespace aurora {

#ifdef _WIN32

void prepareTimeZones()
{
    // Windows has no IANA rules; they are installed beside the program. A build has them in a folder above.
    static const bool isDone = [] {
        constexpr std::size_t longestPath = 32768;
        std::wstring program(longestPath, L'\0');
        program.resize(GetModuleFileNameW(nullptr, program.data(), static_cast<DWORD>(program.size())));
        std::filesystem::path folder = std::filesystem::path(program).parent_path();
        std::error_code ignored;
        while (folder.has_relative_path() && !std::filesystem::is_directory(folder / "tzdata", ignored)) {
            folder = folder.parent_path();
        }
        date::set_install(pathText(folder / "tzdata"));
        return true;
    }();
    static_cast<void>(isDone);
}

#else

void prepareTimeZones() {}  // the system's, wherever the library finds them

#endif

}  // namespace aurora
