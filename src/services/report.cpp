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

}  // namespace aurora::services
