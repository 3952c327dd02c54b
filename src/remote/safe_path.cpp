#include "aurora/remote/safe_path.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <array>

namespace aurora::remote {

namespace {

#ifdef _WIN32
constexpr bool onWindows = true;
#else
constexpr bool onWindows = false;
#endif

/// Windows opens the device whatever the ending: `nul.txt` is NUL.
bool isDeviceName(std::string_view name)
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
    const bool numbered = stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
    return numbered && (stem.compare(0, 3, "com") == 0 || stem.compare(0, 3, "lpt") == 0);
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20U || c == '\x7F';
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Why a part of a path is refused; empty when it is fine.
std::string_view objection(std::string_view part)
{
    if (part.empty()) {
        return "a part of it is empty";
    }
    if (part == "." || part == "..") {
        return "it holds \".\" or \"..\"";
    }
    if (part.find('\\') != std::string_view::npos) {
        return "it holds a backslash";
    }
    if (std::any_of(part.begin(), part.end(), isControl)) {
        return "it holds a control character";
    }
    if (part.size() >= 2 && part[1] == ':' && isLetter(part[0])) {
        return "it names a drive";
    }
    if (isDeviceName(part)) {
        return "it is the name of a Windows device";
    }
    if (onWindows &&
        (part.find_first_of("<>:\"|?*") != std::string_view::npos || part.back() == '.' || part.back() == ' ')) {
        return "Windows cannot hold such a name";
    }
    return {};
}

}  // namespace

std::filesystem::path safeRelativePath(std::string_view path)
{
    std::string_view why;
    if (path.empty()) {
        why = "it is empty";
    } else if (path.front() == '/') {
        why = "it is absolute";
    } else if (!isUtf8(path)) {
        why = "it is not UTF-8";
    }
    for (const std::string& part : split(path, '/')) {
        why = why.empty() ? objection(part) : why;
    }
    if (!why.empty()) {
        throw Error("The server lists a file \"" + toUtf8(path, "UTF-8") +
                    "\" that is not fetched: " + std::string(why) + ". Rename it on the server.");
    }
    return pathFromText(path);
}

}  // namespace aurora::remote
