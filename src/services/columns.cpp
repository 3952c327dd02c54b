#include "aurora/services/columns.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/database/migrations.h"
#include "aurora/database/samples_table.h"
#include "wording.h"

#include <algorithm>
#include <array>

namespace aurora::services {

namespace {

using config::SampleColumn;

constexpr std::array ownColumns{"Pipeline", "Job ID"};

bool isOwn(const std::string& name)
{
    return std::any_of(ownColumns.begin(), ownColumns.end(),
                       [&](const char* own) { return equalsIgnoringCase(own, name); });
}

/// The entry of this name, in any case; alternative names do not count.
const SampleColumn* configuredAs(const std::vector<SampleColumn>& columns, const std::string& name)
{
    const auto found = std::find_if(columns.begin(), columns.end(),
                                    [&](const SampleColumn& column) { return equalsIgnoringCase(column.name, name); });
    return found == columns.end() ? nullptr : &*found;
}

bool contains(const std::vector<std::string>& names, const std::string& name)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& other) { return equalsIgnoringCase(other, name); });
}

/// @param removals  those before it
ColumnPlan::Removed removal(const database::SamplesTable& samples, const std::vector<std::string>& present,
                            const std::vector<SampleColumn>& columns, const std::string& name,
                            const std::vector<ColumnPlan::Removed>& removals)
{
    ColumnPlan::Removed removed{.name = name, .filledCells = samples.filledCells(name), .meant = {}, .lostCells = 0};
    removed.lostCells = removed.filledCells;
    const SampleColumn* const meant = config::findSampleColumn(columns, name);
    if (meant == nullptr) {
        return removed;
    }
    removed.meant = meant->name;
    std::vector<std::string> before;  // from which a cell is filled by the time that this column's turn comes
    if (contains(present, meant->name)) {
        before.push_back(meant->name);
    }
    for (const ColumnPlan::Removed& earlier : removals) {
        if (earlier.meant == removed.meant) {
            before.push_back(earlier.name);
        }
    }
    removed.lostCells = samples.differingCells(name, before);
    return removed;
}

ColumnPlan planIn(const Project& project, database::Database& database)
{
    const std::vector<SampleColumn>& columns = project.config().sampleColumns;
    const database::SamplesTable samples(database);
    const std::vector<std::string> present = samples.columnNames();
    ColumnPlan plan;
    for (const SampleColumn& column : columns) {
        if (!contains(present, column.name)) {
            plan.added.push_back({column.name, column.sqlType});
        }
    }
    for (const std::string& name : present) {
        const SampleColumn* const column = configuredAs(columns, name);
        if (column != nullptr && column->name != name) {
            plan.respelled.push_back({name, column->name});
        }
        if (column == nullptr && !isOwn(name)) {
            plan.removed.push_back(removal(samples, present, columns, name, plan.removed));
        }
    }
    return plan;
}

std::string respelledText(const ColumnPlan::Respelled& column)
{
    return "stands as " + quoted(column.name) + " in the table: the same column in another spelling";
}

std::string removedText(const ColumnPlan::Removed& column)
{
    std::string text = "is not configured, " + countText(column.filledCells, "filled field");
    if (!column.meant.empty()) {
        text += "; another name of " + quoted(column.meant) + ", which takes the values of cells that are empty there";
    }
    return text + "; removing it loses " + countText(column.lostCells, "cell");
}

void applyRemovals(database::SamplesTable& samples, const ColumnPlan& plan, Report& report)
{
    for (const ColumnPlan::Removed& column : plan.removed) {
        std::size_t lostCells = column.lostCells;
        if (!column.meant.empty()) {
            lostCells = samples.differingCells(column.name, {column.meant});
            samples.fillColumn(column.meant, column.name);
        }
        samples.dropColumn(column.name);
        report.done.push_back({column.name,
                               "removed, " + countText(lostCells, "cell") + " lost" +
                                   (column.meant.empty() ? "" : "; the others are in " + quoted(column.meant)),
                               {}});
    }
}

void applyIn(database::Database& database, const ColumnPlan& plan, AllowLoss allowLoss, Report& report)
{
    database::SamplesTable samples(database);
    for (const ColumnPlan::Added& column : plan.added) {
        samples.addColumn(column.name, column.sqlType);
        report.done.push_back({column.name, "added, " + column.sqlType, {}});
    }
    for (const ColumnPlan::Respelled& column : plan.respelled) {
        samples.renameColumn(column.name, column.configured);
        report.done.push_back({column.configured, "stood as " + quoted(column.name) + ", renamed", {}});
    }
    if (allowLoss == AllowLoss::Yes) {
        applyRemovals(samples, plan, report);
        return;
    }
    for (const ColumnPlan::Removed& column : plan.removed) {
        report.skipped.push_back({column.name, "kept: " + removedText(column) + " (--allow-loss)", {}});
    }
}

}  // namespace

ColumnPlan planColumns(const Project& project)
{
    const auto database = project.openDatabase();
    return planIn(project, *database);
}

Report describePlan(const ColumnPlan& plan)
{
    Report report;
    for (const ColumnPlan::Added& column : plan.added) {
        report.done.push_back({column.name, "would be added, " + column.sqlType, {}});
    }
    for (const ColumnPlan::Respelled& column : plan.respelled) {
        report.done.push_back({column.configured, respelledText(column) + ", would be renamed", {}});
    }
    for (const ColumnPlan::Removed& column : plan.removed) {
        report.skipped.push_back({column.name, removedText(column), {}});
    }
    if (plan.isEmpty()) {
        report.skipped.push_back({"", "The table of samples has the configured columns and no others.", {}});
    }
    return report;
}

Report applyColumns(const Project& project, AllowLoss allowLoss, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: its columns cannot be changed.");
    }
    const auto database = project.openDatabase();
    const ColumnPlan before = planIn(project, *database);
    const bool changes =
        !before.added.empty() || !before.respelled.empty() || (allowLoss == AllowLoss::Yes && !before.removed.empty());
    Report report;
    if (!changes) {
        report = describePlan(before);
        return report;
    }
    const std::filesystem::path backup = database::backUpBefore("columns", *database, project.config().backupFolder);
    database->write(
        [&] {
            report = {};
            applyIn(*database, planIn(project, *database), allowLoss, report);
        },
        progress);
    report.done.push_back({pathText(backup), "the database as it was before", {}});
    return report;
}

}  // namespace aurora::services
