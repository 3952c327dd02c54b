#include "aurora/services/batches.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/core/text.h"
#include "aurora/database/batch_samples_table.h"
#include "aurora/database/batches_table.h"
#include "named_samples.h"
#include "row_text.h"
#include "told_flags.h"
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

/// @param except  the batch that gets this name: it may only change in case
void requireFreeName(database::Database& database, const std::string& name, std::int64_t except = -1)
{
    for (const BatchRow& row : BatchesTable(database).all()) {
        if (row.id == except) {
            continue;
        }
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

/// Those that the batch has and the other list does not.
std::vector<std::string> missingIn(const std::vector<std::string>& samples, const std::vector<std::string>& other)
{
    return those(samples, [&](const std::string& sample) {
        return std::find(other.begin(), other.end(), sample) == other.end();
    });
}

void requireName(const std::string& name)
{
    if (const std::string reason = whyNoBatchName(name); !reason.empty()) {
        throw Error(quoted(name) + " cannot be the name of a batch: it " + reason + ".");
    }
}

BatchRow requireStillThere(database::Database& database, const std::string& name)
{
    if (auto row = BatchesTable(database).find(name)) {
        return *row;
    }
    throw Error("There is no batch " + quoted(name) +
                " in the project any more: it was renamed or deleted meanwhile. Nothing was changed. Open the batch "
                "anew under the name that it has now.");
}

void changeName(database::Database& database, const BatchRow& batch, const std::string& name, Report& report)
{
    if (name == batch.label) {
        return;
    }
    requireFreeName(database, name, batch.id);
    database.execute("UPDATE batches SET label = ? WHERE id = ?", {name, batch.id});
    report.done.push_back({batch.label, "is called " + quoted(name) + " now", {}});
}

void changeDescription(database::Database& database, const BatchRow& batch, const Batch& shown, const Batch& wanted,
                       Report& report)
{
    if (wanted.description == shown.description || wanted.description == batch.description) {
        return;  // what somebody else wrote meanwhile stays
    }
    if (batch.description != shown.description) {
        throw Error("The description of the batch " + quoted(batch.label) + " was changed meanwhile to " +
                    quoted(batch.description) + ". Nothing was changed. Open the batch anew to see it.");
    }
    BatchesTable(database).setDescription(batch.id, wanted.description);
    report.done.push_back({wanted.name, "described", {}});
}

/// To be called inside Database::write.
Report changeIn(database::Database& database, const Batch& shown, const Batch& wanted)
{
    const BatchRow batch = requireStillThere(database, shown.name);
    const std::vector<std::string> before = BatchSamplesTable(database).ofBatch(batch.id);
    const auto isThere = [&before](const std::string& sample) {
        return std::find(before.begin(), before.end(), sample) != before.end();
    };
    // The difference alone: what others put in or took out since the list was read stays as they left it.
    const std::vector<std::string> added = missingIn(wanted.samples, shown.samples);
    refuseRepeated(wanted.samples, "Nothing was changed.");
    requireSamples(database, missingIn(added, before), "Nothing was changed.");
    Report report;
    changeName(database, batch, wanted.name, report);
    changeDescription(database, batch, shown, wanted, report);
    const std::string name = "the batch " + quoted(wanted.name);
    for (const std::string& sample : added) {
        if (isThere(sample)) {
            report.skipped.push_back({sample, "is in " + name + " already", {}});
            continue;
        }
        BatchSamplesTable(database).insert(batch.id, sample);
        report.done.push_back({sample, "added to " + name, {}});
    }
    for (const std::string& sample : missingIn(shown.samples, wanted.samples)) {
        if (!isThere(sample)) {
            report.skipped.push_back({sample, "is not in " + name + " any more", {}});
            continue;
        }
        BatchSamplesTable(database).remove(batch.id, sample);
        report.done.push_back({sample, "removed from " + name, {}});
    }
    return report;
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

Table batchMembers(const Project& project, const std::vector<std::string>& names)
{
    const auto database = project.openDatabase();
    Table members;
    members.columns = {{.name = "Sample ID"},
                       {.name = "Label"},
                       {.name = "Number of cycles", .type = CellType::Integer},
                       {.name = "Capacity loss (%)", .type = CellType::Real},
                       {.name = "Flag"},
                       {.name = "Last analysis", .type = CellType::DateTime}};
    for (const std::string& name : names) {
        const Table found = database->query(
            R"sql(SELECT m.sample_id, s."Label", r."Number of cycles", r."Capacity loss (%)", r."Flag",
                         r."Last analysis", r."Status" FROM batch_samples m
                  LEFT JOIN samples s ON s."Sample ID" = m.sample_id LEFT JOIN results r ON r."Sample ID" = m.sample_id
                  WHERE m.batch_id = (SELECT id FROM batches WHERE label = ?))sql",
            {name});
        for (std::vector<CellValue> row : found.rows) {
            row[4] = textCell(toldFlag(toText(row[4]), toText(row[6]), toText(row[2])));
            row.pop_back();
            members.rows.push_back(std::move(row));
        }
    }
    std::stable_sort(members.rows.begin(), members.rows.end(),
                     [](const auto& a, const auto& b) { return compareNatural(toText(a[0]), toText(b[0])) < 0; });
    members.rows.erase(std::unique(members.rows.begin(), members.rows.end(),
                                   [](const auto& a, const auto& b) { return a[0] == b[0]; }),
                       members.rows.end());
    return members;
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
    requireName(name);
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

Report changeBatch(const Project& project, const Batch& shown, const Batch& wanted)
{
    if (wanted.name != shown.name) {
        requireName(wanted.name);
    }
    const auto database = project.openDatabase();
    Report report;
    database->write([&] { report = changeIn(*database, shown, wanted); });
    return report;
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
