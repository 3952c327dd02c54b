#include "aurora/services/import_samples.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "sample_cells.h"
#include "sample_changes.h"
#include "sample_file.h"

#include <map>

namespace aurora::services {

namespace {

constexpr const char* keyColumn = "Sample ID";

void refuseOtherSpelling(const std::filesystem::path& file, const SampleFile::Row& row, const std::string& id,
                         const std::map<std::string, std::string>& known)
{
    const auto found = known.find(caseFolded(id));
    if (found == known.end() || found->second == id) {
        return;
    }
    throw Error(pathText(file.filename()) + ", " + row.where + ", column \"Sample ID\": \"" + id +
                "\" differs from the sample \"" + found->second +
                "\" of the project only in upper and lower case. Nothing of this file was stored.");
}

std::string counted(std::size_t count, const char* what)
{
    return std::to_string(count) + (count == 1 ? " sample " : " samples ") + what;
}

std::string summary(const SampleImportPlan& plan)
{
    std::string text = counted(plan.added.size(), "added") + ", " + counted(plan.updated.size(), "changed") + ", " +
                       counted(plan.unchanged.size(), "unchanged") + ".";
    std::string ignored;
    for (const std::string& column : plan.ignoredColumns) {
        ignored += (ignored.empty() ? "\"" : ", \"") + column + "\"";
    }
    return ignored.empty() ? text : text + " Ignored columns: " + ignored + ".";
}

}  // namespace

SampleImportPlan planSampleImport(const Project& project, const std::filesystem::path& file)
{
    const SampleFile content = readSampleFile(file, project.config().sampleColumns, project.timeZone());
    SampleImportPlan plan;
    plan.file = file;
    plan.ignoredColumns = content.ignoredColumns;
    const auto database = project.openDatabase();
    const database::SamplesTable samples(*database);
    const std::map<std::string, std::string> known = idsIgnoringCase(samples);
    for (const SampleFile::Row& row : content.rows) {
        const std::string id = toText(row.cells.at(keyColumn));
        refuseOtherSpelling(file, row, id, known);
        const auto stored = samples.find(id);
        database::Row after = stored.value_or(database::Row{});
        for (const auto& [column, value] : row.cells) {
            after[column] = value;
        }
        recomputeSampleColumns(after);
        if (!stored) {
            plan.added.push_back(std::move(after));
            continue;
        }
        const std::vector<SampleImportPlan::Change> changes = changedCells(id, *stored, after);
        if (changes.empty()) {
            plan.unchanged.push_back(id);
            continue;
        }
        plan.updated.push_back(updateOf(id, changes));
        plan.changes.insert(plan.changes.end(), changes.begin(), changes.end());
    }
    return plan;
}

namespace {

/// The user has seen the plan; what somebody else changed since then must not be lost unseen.
void requireUnchangedSince(const SampleImportPlan& plan, const database::SamplesTable& samples)
{
    const auto refuse = [&](const std::string& id) {
        throw Error(pathText(plan.file.filename()) + ": the sample " + id +
                    " was changed by another window or program in the meantime. Nothing was stored; import the file "
                    "again.");
    };
    for (const database::Row& row : plan.added) {
        const std::string id = toText(cellOf(row, keyColumn));
        if (samples.find(id)) {
            refuse(id);
        }
    }
    for (const SampleImportPlan::Change& change : plan.changes) {
        const auto stored = samples.find(change.sampleId);
        if (!stored || !sameCell(cellOf(*stored, change.column), change.before)) {
            refuse(change.sampleId);
        }
    }
}

}  // namespace

ReportItem applySampleImport(const Project& project, const SampleImportPlan& plan)
{
    const auto database = project.openDatabase();
    database->write([&] {
        database::SamplesTable samples(*database);
        requireUnchangedSince(plan, samples);
        for (const std::vector<database::Row>* const rows : {&plan.added, &plan.updated}) {
            for (const database::Row& row : *rows) {
                samples.upsert(row);
            }
        }
    });
    return {.input = pathText(plan.file), .message = summary(plan), .cause = {}};
}

}  // namespace aurora::services
