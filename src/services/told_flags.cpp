#include "told_flags.h"

#include "row_text.h"

#include <algorithm>
#include <map>

namespace aurora::services {

namespace {

constexpr const char* ended = "Complete";  // the one flag that says more by the job's status

std::size_t columnOf(const Table& table, std::string_view name)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [name](const Table::ColumnInfo& column) { return column.name == name; });
    return static_cast<std::size_t>(found - table.columns.begin());
}

std::string textAt(const std::vector<CellValue>& row, std::size_t column)
{
    return column < row.size() ? toText(row[column]) : std::string();
}

void tellResults(Table& results)
{
    const std::size_t flag = columnOf(results, "Flag");
    const std::size_t status = columnOf(results, "Status");
    const std::size_t cycles = columnOf(results, "Number of cycles");
    for (std::vector<CellValue>& row : results.rows) {
        if (textAt(row, flag) == ended) {
            row[flag] = toldFlag(ended, textAt(row, status), textAt(row, cycles));
        }
    }
}

/// Pipelines have the flag of the sample they hold: how its job ended stands in its results.
void tellPipelines(const database::Database& database, Table& pipelines)
{
    const std::size_t flag = columnOf(pipelines, "Flag");
    const std::size_t sample = columnOf(pipelines, "Sample ID");
    const bool any = std::any_of(pipelines.rows.begin(), pipelines.rows.end(),
                                 [&](const auto& row) { return textAt(row, flag) == ended; });
    if (!any || !database.hasTable("results")) {
        return;
    }
    std::map<std::string, std::string> told;
    const Table results = database.query(R"sql(SELECT "Sample ID", "Status", "Number of cycles" FROM results
                 WHERE "Sample ID" IN (SELECT "Sample ID" FROM pipelines))sql");
    for (const auto& row : results.rows) {
        told[toText(row[0])] = toldFlag(ended, toText(row[1]), toText(row[2]));
    }
    for (std::vector<CellValue>& row : pipelines.rows) {
        const auto found = told.find(textAt(row, sample));
        if (textAt(row, flag) == ended && found != told.end()) {
            row[flag] = found->second;
        }
    }
}

}  // namespace

std::string toldFlag(const std::string& flag, const std::string& status, const std::string& cycles)
{
    if (flag != ended) {
        return flag;
    }
    return status == "cd"   ? "Ended, cancelled"
           : status == "ce" ? "Ended with error"
           : cycles == "0"  ? "Ended without cycle"
                            : flag;
}

void tellFlags(const database::Database& database, TableKind kind, Table& table)
{
    if (kind == TableKind::Results) {
        tellResults(table);
    } else if (kind == TableKind::Pipelines) {
        tellPipelines(database, table);
    }
}

}  // namespace aurora::services
