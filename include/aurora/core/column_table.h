#pragma once

#include "aurora/core/cell_value.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aurora {

/// A table kept by columns. Most cells of real tables hold nothing: a long table takes a fraction of the memory that it
/// takes as a Table, and of the time to read it.
struct ColumnTable
{
    std::vector<Table::ColumnInfo> columns;
    /// One entry a column, each down to its last cell that holds something at most; below there is nothing.
    std::vector<std::vector<CellValue>> cells;
    std::size_t rowCount = 0;

    [[nodiscard]] const CellValue& cell(std::size_t row, std::size_t column) const
    {
        static const CellValue nothing;
        const std::vector<CellValue>& filled = cells[column];
        return row < filled.size() ? filled[row] : nothing;
    }
};

[[nodiscard]] ColumnTable toColumns(Table table);
[[nodiscard]] Table toRows(const ColumnTable& table);

/// Puts the rows of `more` behind those of `table`; the columns are the same.
void appendRows(ColumnTable& table, ColumnTable more);

/// Keeps these rows, in this order. @param rows  each row at most once
void takeRows(ColumnTable& table, const std::vector<std::uint32_t>& rows);

/// Whether both have the same cells; names and types of their columns do not matter.
[[nodiscard]] bool sameCells(const ColumnTable& a, const ColumnTable& b);

}  // namespace aurora
