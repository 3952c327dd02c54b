#include "results_row.h"

#include "aurora/core/text.h"
#include "aurora/database/database.h"
#include "row_text.h"

#include <algorithm>

namespace aurora::services {

namespace {

template <typename T>
CellValue cell(const std::optional<T>& value)
{
    return value ? CellValue(*value) : CellValue();
}

bool above(const std::optional<double>& value, double limit)
{
    return value && *value > limit;
}

bool below(const std::optional<double>& value, double limit)
{
    return value && *value < limit;
}

/// tomato: `c` complete, `cd` cancelled, `ce` ended with error.
bool jobEnded(const SampleInputs& sample, const analysis::SampleAnalysis& result)
{
    if (!sample.jobStatus.empty()) {
        return sample.jobStatus.front() == 'c';
    }
    return result.merged.lastFinished;
}

}  // namespace

std::string flagOf(const SampleSummary& summary, bool ended, const config::FlagThresholds& thresholds)
{
    if (above(summary.capacityLoss_pct, thresholds.capacityLoss_pct)) {
        return "Cap loss";
    }
    if (below(summary.firstFormationEfficiency_pct, thresholds.formationEfficiency_pct)) {
        return "Form eff";
    }
    if (below(summary.initialEfficiency_pct, thresholds.initialEfficiency_pct)) {
        return "Init eff";
    }
    if (below(summary.initialSpecificDischargeCapacity_mAhPerG, thresholds.initialCapacity_mAhPerG)) {
        return "Init cap";
    }
    return ended ? "Complete" : "";
}

database::Row resultsRow(const analysis::SampleAnalysis& result, const SampleInputs& sample,
                         const config::FlagThresholds& thresholds)
{
    const SampleSummary& summary = result.summary;
    database::Row row;
    row["Sample ID"] = sample.sampleId;
    row["Pipeline"] = textCell(sample.pipeline);
    row["Status"] = textCell(sample.jobStatus);
    row["Flag"] = textCell(flagOf(summary, jobEnded(sample, result), thresholds));
    row["Number of cycles"] = static_cast<std::int64_t>(summary.numberOfCycles);
    row["Capacity loss (%)"] = cell(summary.capacityLoss_pct);
    row["First formation efficiency (%)"] = cell(summary.firstFormationEfficiency_pct);
    row["Initial specific discharge capacity (mAh/g)"] = cell(summary.initialSpecificDischargeCapacity_mAhPerG);
    row["Initial efficiency (%)"] = cell(summary.initialEfficiency_pct);
    row["Last specific discharge capacity (mAh/g)"] = cell(summary.lastSpecificDischargeCapacity_mAhPerG);
    row["Last efficiency (%)"] = cell(summary.lastEfficiency_pct);
    row["Max voltage (V)"] = cell(summary.protocol.maxVoltage_V);
    row["Formation C"] = cell(summary.protocol.formationCRate);
    row["Cycling C"] = cell(summary.protocol.cycleCRate);
    return row;
}

database::Row snapshotColumns(const std::string& sampleId, const SnapshotFacts& newest)
{
    return {{"Sample ID", sampleId},
            {"Last snapshot", textCell(newest.time)},
            {"Snapshot status", textCell(newest.status)},
            {"Snapshot pipeline", textCell(newest.pipeline)}};
}

void noteAnalysis(database::Database& database, const CellValue& sampleId, const CellValue& lastAnalysis)
{
    database.execute(R"(DELETE FROM analyses WHERE "Sample ID" = ?)", {sampleId});
    database.execute(R"(INSERT INTO analyses ("Sample ID", "Last analysis", "Version") VALUES (?, ?, ?))",
                     {sampleId, lastAnalysis, static_cast<std::int64_t>(analysisVersion)});
}

std::vector<std::string> samplesOfOtherRules(const database::Database& database)
{
    std::string sql = R"(SELECT "Sample ID" FROM results WHERE "Last analysis" IS NOT NULL)";
    if (database.hasTable("analyses")) {  // a project of another program that is open read-only lacks it
        sql += R"( AND NOT EXISTS (SELECT 1 FROM analyses WHERE analyses."Sample ID" = results."Sample ID")"
               R"( AND analyses."Last analysis" = results."Last analysis" AND analyses."Version" >= )" +
               std::to_string(analysisVersion) + ")";
    }
    std::vector<std::string> samples;
    for (const auto& row : database.query(sql).rows) {
        samples.push_back(toText(row[0]));
    }
    std::sort(samples.begin(), samples.end(),
              [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    return samples;
}

}  // namespace aurora::services
