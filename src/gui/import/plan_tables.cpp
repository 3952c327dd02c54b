#include "gui/import/plan_tables.h"

#include <QCoreApplication>

#include <algorithm>

namespace aurora::gui {

namespace {

std::string heading(const char* text)
{
    return QCoreApplication::translate("ImportSamplesDialog", text).toStdString();
}

}  // namespace

Table addedTable(const services::SampleImportPlan& plan, const std::vector<config::SampleColumn>& columns)
{
    Table table;
    for (const config::SampleColumn& column : columns) {
        const bool filled = std::any_of(plan.added.begin(), plan.added.end(),
                                        [&column](const database::Row& row) { return row.contains(column.name); });
        if (filled) {
            table.columns.push_back({.name = column.name, .type = column.type});
        }
    }
    const auto key = std::find_if(table.columns.begin(), table.columns.end(),
                                  [](const Table::ColumnInfo& column) { return column.name == "Sample ID"; });
    if (key != table.columns.end()) {
        std::rotate(table.columns.begin(), key, key + 1);
    }
    for (const database::Row& row : plan.added) {
        std::vector<CellValue>& cells = table.rows.emplace_back();
        for (const Table::ColumnInfo& column : table.columns) {
            const auto cell = row.find(column.name);
            cells.push_back(cell == row.end() ? CellValue() : cell->second);
        }
    }
    return table;
}

Table changedTable(const services::SampleImportPlan& plan)
{
    Table table;
    table.columns = {{.name = heading(QT_TRANSLATE_NOOP("ImportSamplesDialog", "Sample ID"))},
                     {.name = heading(QT_TRANSLATE_NOOP("ImportSamplesDialog", "Column"))},
                     {.name = heading(QT_TRANSLATE_NOOP("ImportSamplesDialog", "Old value"))},
                     {.name = heading(QT_TRANSLATE_NOOP("ImportSamplesDialog", "New value"))}};
    for (const services::SampleImportPlan::Change& change : plan.changes) {
        table.rows.push_back({change.sampleId, change.column, toText(change.before), toText(change.after)});
    }
    return table;
}

Table ignoredTable(const services::SampleImportPlan& plan)
{
    Table table;
    table.columns = {{.name = heading(QT_TRANSLATE_NOOP("ImportSamplesDialog",
                                                        "Columns of the file that match no column of the project"))}};
    for (const std::string& column : plan.ignoredColumns) {
        table.rows.push_back({column});
    }
    return table;
}

Table unchangedTable(const services::SampleImportPlan& plan)
{
    Table table;
    table.columns = {{.name = heading(QT_TRANSLATE_NOOP("ImportSamplesDialog", "Sample ID"))}};
    for (const std::string& sample : plan.unchanged) {
        table.rows.push_back({sample});
    }
    return table;
}

}  // namespace aurora::gui
