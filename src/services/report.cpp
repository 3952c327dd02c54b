#include "aurora/services/report.h"

#include <set>
#include <string_view>

namespace aurora::services {

namespace {

std::size_t countOf(const std::vector<ReportItem>& items, ReportKind kind)
{
    std::size_t count = 0;
    for (const ReportItem& item : items) {
        count += item.kind == kind ? item.count : 0;
    }
    return count;
}

}  // namespace

void Report::add(const Report& other)
{
    done.insert(done.end(), other.done.begin(), other.done.end());
    skipped.insert(skipped.end(), other.skipped.begin(), other.skipped.end());
    failed.insert(failed.end(), other.failed.begin(), other.failed.end());
    cancelled = cancelled || other.cancelled;
}

ReportCounts countsOf(const Report& report, ReportKind kind)
{
    std::set<std::string_view> done;
    for (const ReportItem& item : report.done) {
        if (item.kind == kind) {
            done.insert(item.input);
        }
    }
    return {.done = done.size(), .skipped = countOf(report.skipped, kind), .failed = countOf(report.failed, kind)};
}

ReportKind mainKind(const Report& report)
{
    return countsOf(report, ReportKind::Other).all() > 0 ? ReportKind::Other : ReportKind::Analysis;
}

std::string countsText(const Report& report)
{
    const auto text = [&report](ReportKind kind, const char* done) {
        const ReportCounts counts = countsOf(report, kind);
        return std::to_string(counts.done) + done + ", " + std::to_string(counts.skipped) + " skipped, " +
               std::to_string(counts.failed) + " failed";
    };
    const bool isFollowed = mainKind(report) == ReportKind::Other && countsOf(report, ReportKind::Analysis).all() > 0;
    return text(mainKind(report), " done") +
           (isFollowed ? "; samples: " + text(ReportKind::Analysis, " analysed") : std::string());
}

}  // namespace aurora::services
