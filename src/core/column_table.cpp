#include "aurora/core/column_table.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aurora {

namespace {

void dropEmptyEnd(std::vector<CellValue>& cells)
{
    const auto last = std::find_if_not(cells.rbegin(), cells.rend(), isEmpty);
    cells.erase(last.base(), cells.end());
}

}  // namespace

ColumnTable toColumns(Table table)
{
    ColumnTable columns{.columns = std::move(table.columns), .cells = {}, .rowCount = table.rows.size()};
    columns.cells.resize(columns.columns.size());
    for (std::size_t column = 0; column < columns.cells.size(); ++column) {
        std::vector<CellValue>& cells = columns.cells[column];
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (CellValue& cell = table.rows[row][column]; !isEmpty(cell)) {
                cells.resize(row);
                cells.push_back(std::move(cell));
            }
        }
    }
    return columns;
}

Table toRows(const ColumnTable& table)
{
    Table rows{.columns = table.columns, .rows = {}};
    rows.rows.reserve(table.rowCount);
    for (std::size_t row = 0; row < table.rowCount; ++row) {
        std::vector<CellValue>& cells = rows.rows.emplace_back();
        cells.reserve(table.columns.size());
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            cells.push_back(table.cell(row, column));
        }
    }
    return rows;
}

void appendRows(ColumnTable& table, ColumnTable more)
{
    for (std::size_t column = 0; column < table.cells.size(); ++column) {
        std::vector<CellValue>& cells = table.cells[column];
        std::vector<CellValue>& added = more.cells[column];
        if (!added.empty()) {
            cells.resize(table.rowCount);
            cells.insert(cells.end(), std::move_iterator(added.begin()), std::move_iterator(added.end()));
        }
    }
    table.rowCount += more.rowCount;
}

void takeRows(ColumnTable& table, const std::vector<std::uint32_t>& rows)
{
    for (std::vector<CellValue>& cells : table.cells) {
        if (cells.empty()) {
            continue;
        }
        std::vector<CellValue> taken;
        taken.reserve(rows.size());
        for (const std::uint32_t row : rows) {
            taken.push_back(row < cells.size() ? std::move(cells[row]) : CellValue());
        }
        dropEmptyEnd(taken);
        cells = std::move(taken);
    }
    table.rowCount = rows.size();
}

bool sameCells(const ColumnTable& a, const ColumnTable& b)
{
    return a.rowCount == b.rowCount && a.cells == b.cells;
}

}  // namespace aurora
