#include "aurora/services/batches.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/text.h"
#include "aurora/database/batch_samples_table.h"
#include "aurora/database/batches_table.h"
#include "named_samples.h"
#include "wording.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;
using database::BatchesTable;
using database::BatchRow;
using database::BatchSamplesTable;

namespace {

/// With "batch.", ".xlsx" and the ending of the temporary file it must stay below the 255 bytes of a file's name.
constexpr std::size_t longestName = 200;

BatchRow requireBatch(database::Database& database, const std::string& name)
{
    if (auto row = BatchesTable(database).find(name)) {
        return *row;
    }
    throw Error("There is no batch " + quoted(name) + " in the project.");
}

void requireFreeName(database::Database& database, const std::string& name)
{
    for (const BatchRow& row : BatchesTable(database).all()) {
        if (row.label == name) {
            throw Error("There is a batch " + quoted(name) + " already. Add samples to it, or choose another name.");
        }
        if (equalsIgnoringCase(row.label, name)) {
            throw Error("There is a batch " + quoted(row.label) + ", whose folder would be that of " + quoted(name) +
                        " on Windows. Choose another name.");
        }
    }
}

/// The folder that analyseBatches made, empty when there is none.
fs::path folderOf(const Project& project, const std::string& name)
{
    if (!whyNoBatchName(name).empty()) {
        return {};
    }
    const fs::path folder = batchFile(project, name, "").parent_path();
    std::error_code ignored;
    return fs::is_directory(folder, ignored) ? folder : fs::path();
}

/// What is lost and what is not, in words from which the batch could be made again.
std::string deletedMessage(const BatchRow& row, const std::vector<std::string>& samples, const fs::path& folder)
{
    std::string lost;
    for (const std::string& sample : samples) {
        lost += (lost.empty() ? "its list of " + countText(samples.size(), "sample") + " (" : ", ") + sample;
    }
    lost += samples.empty() ? "" : ")";
    const bool both = !lost.empty() && !row.description.empty();
    if (!row.description.empty()) {
        lost += (both ? " and its description " : "its description ") + quoted(row.description);
    }
    std::string message =
        lost.empty() ? "deleted: it was empty" : "deleted: " + lost + (both ? " are" : " is") + " lost";
    message += "; the samples and their data stay";
    return folder.empty() ? message : message + ", and so do the files in " + pathText(folder);
}

}  // namespace

std::vector<Batch> listBatches(const Project& project)
{
    const auto database = project.openDatabase();
    std::vector<Batch> batches;
    for (const BatchRow& row : BatchesTable(*database).all()) {
        batches.push_back({row.label, row.description, BatchSamplesTable(*database).ofBatch(row.id)});
    }
    return batches;
}

std::vector<std::string> samplesOfBatch(database::Database& database, const std::string& name)
{
    return BatchSamplesTable(database).ofBatch(requireBatch(database, name).id);
}

std::string whyNoBatchName(const std::string& name)
{
    if (name.size() > longestName) {
        return "is longer than " + std::to_string(longestName) + " bytes";
    }
    return whyNoName(name);
}

Report createBatch(const Project& project, const std::string& name, const std::vector<std::string>& samples,
                   const std::string& description)
{
    if (const std::string reason = whyNoBatchName(name); !reason.empty()) {
        throw Error(quoted(name) + " cannot be the name of a batch: it " + reason + ".");
    }
    const auto database = project.openDatabase();
    database->write([&] {
        requireFreeName(*database, name);
        requireSamples(*database, samples, "No batch was made.");
        const std::int64_t id = BatchesTable(*database).insert(name, description);
        for (const std::string& sample : samples) {
            BatchSamplesTable(*database).insert(id, sample);
        }
    });
    return {{{name, "new batch of " + countText(samples.size(), "sample"), {}}}, {}, {}};
}

Report addToBatch(const Project& project, const std::string& name, const std::vector<std::string>& samples)
{
    const auto database = project.openDatabase();
    Report report;
    database->write([&] {
        report = {};
        const BatchRow batch = requireBatch(*database, name);
        requireSamples(*database, samples, "Nothing was added.");
        const std::vector<std::string> before = BatchSamplesTable(*database).ofBatch(batch.id);
        for (const std::string& sample : samples) {
            if (std::find(before.begin(), before.end(), sample) != before.end()) {
                report.skipped.push_back({sample, "is in the batch " + quoted(name) + " already", {}});
                continue;
            }
            BatchSamplesTable(*database).insert(batch.id, sample);
            report.done.push_back({sample, "added to the batch " + quoted(name), {}});
        }
    });
    return report;
}

Report removeFromBatch(const Project& project, const std::string& name, const std::vector<std::string>& samples)
{
    const auto database = project.openDatabase();
    database->write([&] {
        const BatchRow batch = requireBatch(*database, name);
        refuseRepeated(samples, "Nothing was removed.");
        const std::vector<std::string> before = BatchSamplesTable(*database).ofBatch(batch.id);
        const auto absent = those(samples, [&](const std::string& sample) {
            return std::find(before.begin(), before.end(), sample) == before.end();
        });
        if (!absent.empty()) {
            throw Error("The batch " + quoted(name) + " has no sample " + someOf(absent) + ". Nothing was removed.");
        }
        for (const std::string& sample : samples) {
            BatchSamplesTable(*database).remove(batch.id, sample);
        }
    });
    Report report;
    for (const std::string& sample : samples) {
        report.done.push_back({sample, "removed from the batch " + quoted(name), {}});
    }
    return report;
}

Report describeBatch(const Project& project, const std::string& name, const std::string& description)
{
    const auto database = project.openDatabase();
    database->write([&] { BatchesTable(*database).setDescription(requireBatch(*database, name).id, description); });
    return {{{name, "described", {}}}, {}, {}};
}

Report deleteBatches(const Project& project, const std::vector<std::string>& names)
{
    const auto database = project.openDatabase();
    Report report;
    database->write([&] {
        report = {};
        refuseRepeated(names, "No batch was deleted.");
        for (const std::string& name : names) {
            const BatchRow batch = requireBatch(*database, name);
            const std::vector<std::string> samples = BatchSamplesTable(*database).ofBatch(batch.id);
            report.done.push_back({name, deletedMessage(batch, samples, folderOf(project, name)), {}});
            BatchSamplesTable(*database).removeAllOf(batch.id);
            BatchesTable(*database).remove(batch.id);
        }
    });
    return report;
}

std::filesystem::path batchFile(const Project& project, const std::string& name, const std::string& ending)
{
    return project.config().batchesFolder / pathFromText(name) / pathFromText("batch." + name + ending);
}

}  // namespace aurora::services
