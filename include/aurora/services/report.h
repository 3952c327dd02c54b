#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace aurora::services {

enum class ReportKind
{
    Other,
    Analysis  ///< of a sample, after something else was done with its data: counted apart from that
};

/// One thing that was done, skipped or failed, for the command line's `--json` and the window's reports.
struct ReportItem
{
    std::string input;    ///< what it is about: a file, a sample
    std::string message;  ///< whole sentence or a few words: "unchanged", "stored as snapshot.x.h5 of
                          ///< 240620_kigr_gen2_01 (by path)"
    std::string cause;    ///< technical cause of a failure, may be empty
    ReportKind kind = ReportKind::Other;
    std::size_t count = 1;  ///< how many things it is about: those of "12 files in …: could not be read before"
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

/// How many things came to what, each counted once.
struct ReportCounts
{
    std::size_t done = 0;  ///< a thing of which several is told counts once
    std::size_t skipped = 0;
    std::size_t failed = 0;

    [[nodiscard]] std::size_t all() const noexcept { return done + skipped + failed; }

    friend bool operator==(const ReportCounts&, const ReportCounts&) = default;
};

/// Of the items of one kind: files that were harvested, or samples that were analysed.
[[nodiscard]] ReportCounts countsOf(const Report& report, ReportKind kind);

/// What a report is about as a whole: analyses only where nothing else was to be done.
[[nodiscard]] ReportKind mainKind(const Report& report);

/// "3 done, 12 skipped, 0 failed", and where samples were analysed afterwards "; samples: 2 analysed, 0 skipped, 0
/// failed": one line of a log.
[[nodiscard]] std::string countsText(const Report& report);

}  // namespace aurora::services
