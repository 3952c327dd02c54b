#include "gui/tables/table_text.h"

#include <algorithm>

namespace aurora::gui {

namespace {

std::string tabCell(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

std::string csvCell(std::string text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

template <class Cell>
std::string tableText(const Table& table, char separator, std::string_view lineEnd, Cell cellText)
{
    std::string text;
    const auto addLine = [&](const auto& cells, auto textOf) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) {
                text += separator;
            }
            text += cellText(textOf(cells[i]));
        }
        text += lineEnd;
    };
    addLine(table.columns, [](const Table::ColumnInfo& column) { return column.name; });
    for (const std::vector<CellValue>& row : table.rows) {
        addLine(row, [](const CellValue& value) { return toText(value); });
    }
    return text;
}

}  // namespace

Table shownTable(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns)
{
    Table table;
    for (const int column : columns) {
        table.columns.push_back(model.table()->table().columns[static_cast<std::size_t>(column)]);
    }
    table.rows.reserve(rows.size());
    for (const int row : rows) {
        std::vector<CellValue>& cells = table.rows.emplace_back();
        cells.reserve(columns.size());
        for (const int column : columns) {
            cells.push_back(model.cell(row, column));
        }
    }
    return table;
}

std::string tabSeparated(const TableModel& model, const std::vector<int>& rows, const std::vector<int>& columns)
{
    return tableText(shownTable(model, rows, columns), '\t', "\n", tabCell);
}

std::string commaSeparated(const Table& table)
{
    return tableText(table, ',', "\r\n", csvCell);
}

}  // namespace aurora::gui
