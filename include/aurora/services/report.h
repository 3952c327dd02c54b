#pragma once

#include <string>
#include <vector>

namespace aurora::services {

enum class ReportKind
{
    Other,
    Analysis  ///< of data that was there before: who counts what was done counts these apart
};

/// One thing that was done, skipped or failed, for the command line's `--json` and the window's reports.
struct ReportItem
{
    std::string input;    ///< what it is about: a file, a sample
    std::string message;  ///< whole sentence or a few words: "unchanged", "stored as snapshot.x.h5 of
                          ///< 240620_kigr_gen2_01 (by path)"
    std::string cause;    ///< technical cause of a failure, may be empty
    ReportKind kind = ReportKind::Other;
};

struct Report
{
    std::vector<ReportItem> done;
    std::vector<ReportItem> skipped;
    std::vector<ReportItem> failed;
    bool cancelled = false;  ///< the user stopped the work: what is listed was done, the rest was not looked at
    /// How to go on after that, as a whole sentence. Empty: by the same call again, which finds what is done.
    std::string howToGoOn = {};

    [[nodiscard]] bool ok() const noexcept { return failed.empty() && !cancelled; }

    /// Appends the other report's items; cancelled is what one of both was.
    void add(const Report& other);
};

}  // namespace aurora::services
