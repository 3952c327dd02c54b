#pragma once

#include "aurora/core/column_table.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::gui {

/// Place of every row in the order of a column.
using Ranks = std::vector<std::uint32_t>;

/// Rank of a cell that holds nothing: last, whichever way the column is sorted.
inline constexpr std::uint32_t emptyRank = std::numeric_limits<std::uint32_t>::max();

/// Numbers by value, then text in natural order; equal cells share a rank.
[[nodiscard]] Ranks rankColumn(const ColumnTable& table, std::size_t column);

/// A table as it was read. Does not change; the model is given another one.
class TableData
{
public:
    TableData(ColumnTable table, std::string_view keyColumn);
    TableData(Table table, std::string_view keyColumn);

    [[nodiscard]] const ColumnTable& table() const noexcept { return m_table; }

    [[nodiscard]] int rowCount() const noexcept { return static_cast<int>(m_table.rowCount); }

    [[nodiscard]] int columnCount() const noexcept { return static_cast<int>(m_table.columns.size()); }

    [[nodiscard]] const CellValue& cell(int row, int column) const
    {
        return m_table.cell(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
    }

    /// The column that names a row; the first one where there is no such column.
    [[nodiscard]] int keyColumn() const noexcept { return m_keyColumn; }

    [[nodiscard]] std::string key(int row) const { return toText(cell(row, m_keyColumn)); }

    /// @return -1 for a column that is not there
    [[nodiscard]] int column(std::string_view name) const;

    /// rankColumn of the column, computed when first asked for (of the key column at once: tables open in its order).
    /// On the window's thread only: for a table that was just read and has no TableIndex yet.
    [[nodiscard]] const Ranks& ranks(int column) const;

private:
    ColumnTable m_table;
    int m_keyColumn;
    mutable std::vector<Ranks> m_ranks;
};

}  // namespace aurora::gui
