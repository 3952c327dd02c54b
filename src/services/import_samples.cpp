#include "aurora/services/import_samples.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "sample_cells.h"
#include "sample_file.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace aurora::services {

namespace {

constexpr const char* keyColumn = "Sample ID";

CellValue cellOf(const database::Row& row, const std::string& column)
{
    const auto found = row.find(column);
    return found == row.end() ? CellValue{} : found->second;
}

/// Case-folded Sample ID → Sample ID of everything in the table.
std::map<std::string, std::string> knownIds(const database::SamplesTable& samples)
{
    std::map<std::string, std::string> known;
    for (const std::string& id : samples.ids()) {
        known.emplace(caseFolded(id), id);
    }
    return known;
}

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

/// What storing the row of the file does to the stored row: notes the columns that differ afterwards.
void planUpdate(SampleImportPlan& plan, const std::string& id, const database::Row& before, const database::Row& after)
{
    std::set<std::string> columns;
    for (const database::Row* const row : {&before, &after}) {
        std::transform(row->begin(), row->end(), std::inserter(columns, columns.end()),
                       [](const auto& cell) { return cell.first; });
    }
    database::Row update;
    for (const std::string& column : columns) {
        const CellValue old = cellOf(before, column);
        const CellValue changed = cellOf(after, column);
        if (!sameCell(old, changed)) {
            plan.changes.push_back({.sampleId = id, .column = column, .before = old, .after = changed});
            update[column] = changed;
        }
    }
    if (update.empty()) {
        plan.unchanged.push_back(id);
        return;
    }
    update[keyColumn] = id;
    plan.updated.push_back(std::move(update));
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
    const std::map<std::string, std::string> known = knownIds(samples);
    for (const SampleFile::Row& row : content.rows) {
        const std::string id = toText(row.cells.at(keyColumn));
        refuseOtherSpelling(file, row, id, known);
        const auto stored = samples.find(id);
        database::Row after = stored.value_or(database::Row{});
        for (const auto& [column, value] : row.cells) {
            after[column] = value;
        }
        recomputeSampleColumns(after);
        if (stored) {
            planUpdate(plan, id, *stored, after);
        } else {
            plan.added.push_back(std::move(after));
        }
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
