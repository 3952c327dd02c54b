#include "aurora/remote/safe_path.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_name.h"
#include "aurora/core/system.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::remote {

namespace {

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
    if (isWindowsDevice(part)) {
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
