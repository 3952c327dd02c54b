#include "aurora/services/edit_samples.h"

#include "aurora/core/error.h"
#include "aurora/core/significant.h"
#include "aurora/core/text.h"
#include "aurora/services/analyse.h"
#include "aurora/services/import_samples.h"
#include "sample_cells.h"
#include "sample_changes.h"
#include "sample_file.h"
#include "snapshot_store.h"
#include "wording.h"

namespace aurora::services {

namespace {

using config::SampleColumn;

constexpr const char* keyColumn = "Sample ID";
constexpr const char* runColumn = "Run ID";
constexpr const char* nothingStored = " Nothing was stored.";

/// Computed numbers without what binary fractions leave: 5.7, not 5.699999999999999.
std::string shownCell(const CellValue& value)
{
    constexpr int digits = 12;
    if (const auto* const real = std::get_if<double>(&value)) {
        return formatDigits(*real, digits);
    }
    return isEmpty(value) ? "(empty)" : toText(value);
}

/// Columns of which the header is a part: "mass" finds the masses.
std::vector<std::string> similarColumns(const std::vector<SampleColumn>& columns, const std::string& header)
{
    const std::string wanted = lowerCase(trimmed(header));
    std::vector<std::string> found;
    for (const SampleColumn& column : columns) {
        if (!wanted.empty() && lowerCase(column.name).find(wanted) != std::string::npos) {
            found.push_back(column.name);
        }
    }
    return found;
}

const SampleColumn& requireColumn(const std::vector<SampleColumn>& columns, const std::string& header)
{
    if (const SampleColumn* const column = config::findSampleColumn(columns, header)) {
        return *column;
    }
    const std::vector<std::string> similar = similarColumns(columns, header);
    throw UsageError("There is no column " + quoted(header) + " in the samples table." +
                     (similar.empty() ? " Its columns are those of \"Sample database\" in shared_config.json."
                                      : " Is " + someOf(similar) + " meant?") +
                     nothingStored);
}

/// The typed cells by the names of the columns; blank texts are empty cells.
database::Row typedRow(const Project& project, const std::string& id, const std::vector<TypedCell>& cells,
                       DecimalComma decimalComma)
{
    const CellRules rules{.decimalComma = decimalComma, .timeZone = project.timeZone()};
    database::Row row;
    for (const TypedCell& cell : cells) {
        const SampleColumn& column = requireColumn(project.config().sampleColumns, cell.column);
        const auto value = cellFromText(cell.text, column.type, rules);
        if (!value) {
            throw Error("Column " + quoted(column.name) + ": " + quoted(cell.text) + " " +
                        std::string(whyRefused(column.type)) + "." + nothingStored);
        }
        if (const std::string why = whyImpossible(column.name, *value); !why.empty()) {
            throw Error("Column " + quoted(column.name) + ": " + quoted(cell.text) + " " + why + "." + nothingStored);
        }
        if (column.name == keyColumn && toText(*value) != id) {
            throw Error("The Sample ID of " + id + " cannot be another: it names the sample's data." + nothingStored);
        }
        const auto [there, isNew] = row.try_emplace(column.name, *value);
        if (!isNew && !sameCell(there->second, *value)) {
            throw Error("Column " + quoted(column.name) + " is given twice, as " + quoted(toText(there->second)) +
                        " and as " + quoted(cell.text) + "." + nothingStored);
        }
    }
    row[keyColumn] = id;
    return row;
}

/// A number is never changed silently: what is typed and what is computed must not differ.
void refuseComputed(const database::Row& typed, const database::Row& after)
{
    for (const auto& [column, value] : typed) {
        const CellValue computed = cellOf(after, column);
        if (column == runColumn || sameCell(value, computed)) {
            continue;
        }
        throw Error("Column " + quoted(column) + " cannot be " + (isEmpty(value) ? "cleared" : quoted(toText(value))) +
                    ": it is computed from other columns of the sample, which give " +
                    (isEmpty(computed) ? "no value" : shownCell(computed)) + ". Set those instead." + nothingStored);
    }
}

database::Row withTyped(const database::Row& before, const database::Row& typed)
{
    database::Row row = before;
    for (const auto& [column, value] : typed) {
        if (isEmpty(value)) {
            row.erase(column);
        } else {
            row[column] = value;
        }
    }
    recomputeSampleColumns(row);  // the overlap factor is gone where a diameter is
    forgetComputedColumns(row, before);
    for (const auto& [column, value] : typed) {
        if (!isEmpty(value)) {
            row[column] = value;  // typed in place of what is not computed any more
        }
    }
    recomputeSampleColumns(row);
    refuseComputed(typed, row);
    return row;
}

void requireNewSample(const database::SamplesTable& samples, const std::string& id)
{
    if (const std::string reason = whyNoName(id); !reason.empty()) {
        throw Error(quoted(id) + " cannot be a Sample ID: it " + reason + "." + nothingStored);
    }
    const auto known = idsIgnoringCase(samples);
    const auto found = known.find(caseFolded(id));
    if (found == known.end()) {
        return;
    }
    if (found->second == id) {
        throw Error("There is a sample " + quoted(id) + " already. Change it with \"sample set\"." + nothingStored);
    }
    throw Error(quoted(id) + " differs from the sample " + quoted(found->second) +
                " of the project only in upper and lower case." + nothingStored);
}

database::Row requireSample(const database::SamplesTable& samples, const std::string& id)
{
    if (auto row = samples.find(id)) {
        return *row;
    }
    const auto known = idsIgnoringCase(samples);
    const auto similar = known.find(caseFolded(id));
    throw Error(
        "There is no sample " + quoted(id) + " in the project." +
        (similar == known.end() ? " Make it with \"sample add\"." : " Is " + quoted(similar->second) + " meant?") +
        nothingStored);
}

/// What became of the columns that were not typed.
std::string computedText(const database::Row& typed, const database::Row& row)
{
    std::string text;
    for (const auto& [column, value] : row) {
        if (typed.count(column) == 0) {
            text += (text.empty() ? "; computed: " : ", ") + column + " " + shownCell(value);
        }
    }
    return text;
}

/// The row is part of what an analysis is made from.
void analyseIfItHasData(Report& report, const Project& project, const std::string& id, Progress& progress)
{
    if (whyNoName(id).empty() && !SnapshotStore(project.sampleFolder(SampleId(id))).files().empty()) {
        report.add(analyseSamples(project, {id}, When::NewData, progress));
    }
}

}  // namespace

Report addSample(const Project& project, const std::string& id, const std::vector<TypedCell>& cells, Progress& progress,
                 DecimalComma decimalComma)
{
    const database::Row typed = typedRow(project, id, cells, decimalComma);
    const database::Row row = withTyped({}, typed);
    const auto database = project.openDatabase();
    database->write(
        [&] {
            database::SamplesTable samples(*database);
            requireNewSample(samples, id);
            samples.upsert(row);
        },
        progress);
    Report report;
    report.done.push_back({id, "added" + computedText(typed, row), {}});
    analyseIfItHasData(report, project, id, progress);
    return report;
}

Report changeSample(const Project& project, const std::string& id, const std::vector<TypedCell>& cells,
                    Progress& progress, DecimalComma decimalComma)
{
    const database::Row typed = typedRow(project, id, cells, decimalComma);
    const auto database = project.openDatabase();
    std::vector<SampleImportPlan::Change> changes;
    database->write(
        [&] {
            database::SamplesTable samples(*database);
            const database::Row before = requireSample(samples, id);
            changes = changedCells(id, before, withTyped(before, typed));
            if (!changes.empty()) {
                samples.upsert(updateOf(id, changes));
            }
        },
        progress);
    Report report;
    if (changes.empty()) {
        analyseIfItHasData(report, project, id, progress);  // which may have failed after the change, on a full disk
        report.skipped.assign({{id, "unchanged", {}}});
        return report;
    }
    std::string message;
    for (const SampleImportPlan::Change& change : changes) {
        message += (message.empty() ? "changed: " : ", ") + change.column + " " + shownCell(change.before) + " → " +
                   shownCell(change.after);
    }
    report.done.push_back({id, message, {}});
    analyseIfItHasData(report, project, id, progress);
    return report;
}

}  // namespace aurora::services
