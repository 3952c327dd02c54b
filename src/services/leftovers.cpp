#include "leftovers.h"

#include "aurora/core/file.h"
#include "aurora/core/text.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <vector>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// A leftover younger than this may be the file that another program is writing now.
constexpr std::chrono::minutes youngest{10};

/// Whether a file has got its name, or was removed by the program that wrote it, since the folder was read.
bool isGone(const std::error_code& code)
{
    return code == std::errc::no_such_file_or_directory;
}

/// Whether the name is "<final name>.<number>-<number>-<number>.part", or that of the journal of such a database.
bool isTemporaryName(std::string name)
{
    constexpr std::string_view ending = ".part";
    constexpr std::size_t numbers = 3;
    constexpr std::string_view journal = "-journal";
    if (name.ends_with(journal)) {
        name.resize(name.size() - journal.size());
    }
    if (!name.ends_with(ending)) {
        return false;
    }
    name.resize(name.size() - ending.size());
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos || dot == 0) {
        return false;
    }
    const std::vector<std::string> parts = split(name.substr(dot + 1), '-');
    return parts.size() == numbers && std::all_of(parts.begin(), parts.end(), [](const std::string& part) {
               return !part.empty() && part.find_first_not_of("0123456789") == std::string::npos;
           });
}

/// Whether neither it nor anything in it was written lately.
bool isOld(const fs::path& leftover)
{
    const auto now = fs::file_time_type::clock::now();
    std::error_code code;
    const auto old = [&](const fs::path& path) {
        const fs::file_time_type modified = fs::last_write_time(path, code);
        return !code && now - modified >= youngest;
    };
    if (!old(leftover)) {
        return false;
    }
    fs::recursive_directory_iterator entry(leftover, code);
    for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
        if (!old(entry->path())) {
            return false;
        }
    }
    return true;
}

}  // namespace

void removeLeftovers(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code code;
    for (fs::directory_iterator entry(folder, code); !code && entry != fs::directory_iterator(); entry.increment(code))
    {
        if (isTemporaryName(pathText(entry->path().filename()))) {
            found.push_back(entry->path());
        }
    }
    for (const fs::path& leftover : found) {
        if (isOld(leftover)) {
            fs::remove_all(leftover, code);  // what cannot be removed is in nobody's way
        }
    }
}

void noteLeftover(const fs::path& file, Repair repair, Report& report)
{
    const std::string path = pathText(file);
    std::error_code code;
    const fs::file_time_type modified = fs::last_write_time(file, code);
    if (isGone(code)) {
        return;
    }
    if (!code && fs::file_time_type::clock::now() - modified < youngest) {
        report.skipped.push_back({path, "is being written, or was a moment ago", {}});
    } else if (repair == Repair::Yes && !code && fs::remove(file, code)) {
        report.done.push_back({path, "removed: a file that was not written to its end", {}});
    } else if (repair == Repair::No || code) {
        report.failed.push_back(
            {path, path + ": a file that was not written to its end. check --repair removes it.", {}});
    }
}

}  // namespace aurora::services
