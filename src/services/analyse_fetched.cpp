#include "analyse_fetched.h"

#include "aurora/core/text.h"
#include "aurora/services/analyse.h"

#include <algorithm>
#include <vector>

namespace aurora::services {

namespace {

std::set<std::string> samplesLeftBehind(const database::Database& database)
{
    const Table rows = database.query(
        R"(SELECT DISTINCT files."Sample ID" FROM files )"
        R"(JOIN samples ON samples."Sample ID" = files."Sample ID" )"
        R"(LEFT JOIN results ON results."Sample ID" = files."Sample ID" )"
        R"(WHERE files."Server label" <> '' AND files."Status" = 'stored' AND files."Snapshot file" <> '' )"
        R"(AND (results."Last analysis" IS NULL OR results."Last analysis" < files."Fetched"))");
    std::set<std::string> samples;
    for (const auto& row : rows.rows) {
        samples.insert(toText(row.front()));
    }
    return samples;
}

}  // namespace

void analyseFetched(const Project& project, const std::set<std::string>& samples, Report& report, Progress& progress)
{
    std::set<std::string> all = samplesLeftBehind(*project.openDatabase());
    all.insert(samples.begin(), samples.end());
    if (all.empty()) {
        return;
    }
    std::vector<std::string> ordered(all.begin(), all.end());
    std::sort(ordered.begin(), ordered.end(),
              [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    Report analysed = analyseSamples(project, ordered, When::NewData, progress);
    std::erase_if(analysed.skipped, [&](const ReportItem& item) { return samples.count(item.input) == 0; });
    report.add(analysed);
}

}  // namespace aurora::services
