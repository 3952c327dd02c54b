#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/batch_samples_table.h"
#include "aurora/database/batches_table.h"
#include "aurora/database/results_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/edit_samples.h"
#include "named_samples.h"
#include "wording.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* nothingDeleted = "No sample was deleted.";

/// About the first of them that is on a pipeline, empty when none is.
std::string whyLoaded(const database::Database& database, const std::vector<std::string>& samples)
{
    for (const std::string& sample : samples) {
        const Table loaded = database.query(R"(SELECT "Pipeline" FROM pipelines WHERE "Sample ID" = ?)", {sample});
        if (!loaded.rows.empty()) {
            return "The sample " + quoted(sample) + " is loaded on " + toText(loaded.rows[0][0]) + ". Eject it first.";
        }
    }
    return {};
}

std::size_t filesIn(const fs::path& folder)
{
    std::size_t count = 0;
    std::error_code code;
    for (fs::directory_iterator entry(folder, code); !code && entry != fs::directory_iterator(); entry.increment(code))
    {
        ++count;
    }
    return count;
}

void refuseLoaded(const database::Database& database, const std::vector<std::string>& samples)
{
    if (const std::string reason = whyLoaded(database, samples); !reason.empty()) {
        throw Error(reason + " " + nothingDeleted);
    }
}

SampleDeletion deletionOf(const Project& project, database::Database& database, const std::string& id)
{
    SampleDeletion deletion;
    deletion.sampleId = id;
    const auto row = database::SamplesTable(database).find(id);
    deletion.filledCells = row ? row->size() : 0;
    deletion.hasResults = database::ResultsTable(database).find(id).has_value();
    for (const database::BatchRow& batch : database::BatchesTable(database).all()) {
        const std::vector<std::string> members = database::BatchSamplesTable(database).ofBatch(batch.id);
        if (std::find(members.begin(), members.end(), id) != members.end()) {
            deletion.batches.push_back(batch.label);
        }
    }
    deletion.jobs = database.query(R"(SELECT 1 FROM jobs WHERE "Sample ID" = ?)", {id}).rows.size();
    if (whyNoName(id).empty()) {
        const fs::path folder = project.sampleFolder(SampleId(id));
        deletion.dataFiles = filesIn(folder);
        deletion.dataFolder = deletion.dataFiles > 0 ? folder : fs::path();
    }
    return deletion;
}

/// To be called inside Database::write where the samples are deleted next.
std::vector<SampleDeletion> planIn(const Project& project, database::Database& database,
                                   const std::vector<std::string>& samples)
{
    requireSamples(database, samples, nothingDeleted);
    refuseLoaded(database, samples);
    std::vector<SampleDeletion> plan;
    for (const std::string& id : samples) {
        plan.push_back(deletionOf(project, database, id));
    }
    return plan;
}

}  // namespace

std::string lossText(const SampleDeletion& deletion)
{
    std::vector<std::string> lost{"its row of " + countText(deletion.filledCells, "filled field")};
    if (deletion.hasResults) {
        lost.emplace_back("its row of results");
    }
    if (!deletion.batches.empty()) {
        lost.push_back((deletion.batches.size() == 1 ? "its place in the batch " : "its places in the batches ") +
                       someOf(deletion.batches));
    }
    std::string text = listText(lost) + (lost.size() == 1 ? " is lost" : " are lost");
    if (deletion.jobs > 0) {
        text += "; " + countText(deletion.jobs, "job") + " of it " + (deletion.jobs == 1 ? "stays" : "stay") +
                " in the table of jobs";
    }
    if (deletion.dataFiles > 0) {
        text += "; " + countText(deletion.dataFiles, "file") + " in " + pathText(deletion.dataFolder) +
                (deletion.dataFiles == 1 ? " stays" : " stay");
    }
    return text;
}

std::string whyNotDelete(const Project& project, const std::vector<std::string>& samples)
{
    return whyLoaded(*project.openDatabase(), samples);
}

std::vector<SampleDeletion> planSampleDeletion(const Project& project, const std::vector<std::string>& samples)
{
    const auto database = project.openDatabase();
    return planIn(project, *database, samples);
}

Report deleteSamples(const Project& project, const std::vector<std::string>& samples, Progress& progress)
{
    const auto database = project.openDatabase();
    Report report;
    database->write(
        [&] {
            report = {};
            for (const SampleDeletion& deletion : planIn(project, *database, samples)) {
                const std::string& id = deletion.sampleId;
                database->execute("DELETE FROM batch_samples WHERE sample_id = ?", {id});
                database::ResultsTable(*database).remove(id);
                database::SamplesTable(*database).remove(id);
                report.done.push_back({id, "deleted: " + lossText(deletion), {}});
            }
        },
        progress);
    return report;
}

}  // namespace aurora::services
