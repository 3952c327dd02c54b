#include "leftovers.h"

#include "aurora/core/file.h"
#include "aurora/core/time.h"

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// A leftover younger than this may be the file that another program is writing now.
constexpr double youngest_s = 600;

}  // namespace

void noteLeftover(const fs::path& file, Repair repair, Report& report)
{
    const std::string path = pathText(file);
    std::error_code code;
    if (nowUts() - modifiedUts(file) < youngest_s) {
        report.skipped.push_back({path, "is being written, or was a moment ago", {}});
    } else if (repair == Repair::Yes && fs::remove(file, code)) {
        report.done.push_back({path, "removed: a file that was not written to its end", {}});
    } else {
        report.failed.push_back(
            {path, path + ": a file that was not written to its end. check --repair removes it.", {}});
    }
}

}  // namespace aurora::services
