#include "flags.h"

#include "results_row.h"
#include "row_text.h"

#include <map>

namespace aurora::services {

namespace {

struct Place
{
    std::string status;    ///< of the last job
    std::string pipeline;  ///< that holds the sample
};

std::map<std::string, Place> placesOfSamples(const database::Database& database)
{
    std::map<std::string, Place> places;
    for (const auto& row : database
                               .query(R"sql(SELECT "Sample ID", "Status" FROM jobs WHERE "Sample ID" IS NOT NULL
                                            ORDER BY "Submitted")sql")
                               .rows)
    {
        places[toText(row[0])].status = toText(row[1]);
    }
    for (const auto& row :
         database.query(R"(SELECT "Sample ID", "Pipeline" FROM pipelines WHERE "Sample ID" IS NOT NULL)").rows)
    {
        places[toText(row[0])].pipeline = toText(row[1]);
    }
    return places;
}

std::optional<double> numberOf(const CellValue& cell)
{
    if (const auto* const number = std::get_if<double>(&cell)) {
        return *number;
    }
    const auto* const whole = std::get_if<std::int64_t>(&cell);
    return whole == nullptr ? std::nullopt : std::optional(static_cast<double>(*whole));
}

}  // namespace

void refreshFlags(database::Database& database, const config::FlagThresholds& thresholds)
{
    const std::map<std::string, Place> places = placesOfSamples(database);
    const Table results = database.query(
        R"sql(SELECT "Sample ID", "Status", "Pipeline", "Flag", "Capacity loss (%)", "First formation efficiency (%)",
                     "Initial efficiency (%)", "Initial specific discharge capacity (mAh/g)" FROM results)sql");
    for (const auto& row : results.rows) {
        const auto found = places.find(toText(row[0]));
        if (found == places.end() || found->second.status.empty()) {
            continue;  // never was a job of ours: what the analysis said of its data holds
        }
        const Place& place = found->second;
        SampleSummary summary;
        summary.capacityLoss_pct = numberOf(row[4]);
        summary.firstFormationEfficiency_pct = numberOf(row[5]);
        summary.initialEfficiency_pct = numberOf(row[6]);
        summary.initialSpecificDischargeCapacity_mAhPerG = numberOf(row[7]);
        const std::string flag = flagOf(summary, place.status.front() == 'c', thresholds);
        if (toText(row[1]) != place.status || toText(row[2]) != place.pipeline || toText(row[3]) != flag) {
            database.execute(R"(UPDATE results SET "Status" = ?, "Pipeline" = ?, "Flag" = ? WHERE "Sample ID" = ?)",
                             {place.status, textCell(place.pipeline), textCell(flag), row[0]});
        }
    }
    database.execute(R"sql(UPDATE pipelines SET "Flag" =
                               (SELECT "Flag" FROM results WHERE results."Sample ID" = pipelines."Sample ID"))sql");
}

}  // namespace aurora::services
