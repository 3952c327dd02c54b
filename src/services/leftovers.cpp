#include "leftovers.h"

#include "aurora/core/file.h"

#include <chrono>

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

}  // namespace

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
