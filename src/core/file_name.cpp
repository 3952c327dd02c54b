#include "aurora/core/file_name.h"

#include "aurora/core/text.h"

#include <algorithm>
#include <array>
#include <string>

namespace aurora {

bool isWindowsDevice(std::string_view name)
{
    std::string stem = lowerCase(trimmed(name.substr(0, name.find('.'))));
    for (const std::string_view superscript : {"\xC2\xB9", "\xC2\xB2", "\xC2\xB3"}) {  // COM¹ is a device as well
        if (stem.size() == 5 && std::string_view(stem).substr(3) == superscript) {
            stem.replace(3, 2, "1");
        }
    }
    constexpr std::array<std::string_view, 6> whole{"con", "prn", "aux", "nul", "conin$", "conout$"};
    if (std::find(whole.begin(), whole.end(), stem) != whole.end()) {
        return true;
    }
    const bool numbered = stem.size() == 4 && stem[3] >= '1' && stem[3] <= '9';
    return numbered && (stem.starts_with("com") || stem.starts_with("lpt"));
}

}  // namespace aurora
