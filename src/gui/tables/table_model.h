#pragma once

#include "gui/tables/cell_format.h"
#include "gui/tables/table_data.h"
#include "gui/tables/table_filter.h"
#include "gui/tables/table_index.h"

#include <QAbstractTableModel>

#include <memory>
#include <vector>

namespace aurora::gui {

/// Rows of a TableData in the chosen order, those that match search and filters only. Sorts and filters by itself: 100
/// 000 rows take milliseconds, because ranks are compared instead of cells.
class TableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TableModel(QObject* parent = nullptr);

    /// Another state of the table; order and search stay. Announced as a reset, views keep the selection by key.
    void setTable(std::shared_ptr<const TableData> table);
    /// Makes searching possible and sorting fast; belongs to the table that was set last.
    void setIndex(std::shared_ptr<const TableIndex> index);
    /// Shows the rows that hold every word of the text.
    void setSearch(const QString& text);
    /// Shows the rows that pass every filter. One that cannot be used on its column, or whose column is not there,
    /// hides nothing.
    void setFilters(std::vector<ColumnFilter> filters);

    [[nodiscard]] const std::vector<ColumnFilter>& filters() const noexcept { return m_filters; }

    /// The filters that are in force, as columns of the table.
    [[nodiscard]] std::vector<int> filteredColumns() const;

    [[nodiscard]] const std::shared_ptr<const TableData>& table() const noexcept { return m_table; }

    [[nodiscard]] int totalRows() const noexcept { return m_table->rowCount(); }

    [[nodiscard]] const CellValue& cell(int row, int column) const { return m_table->cell(sourceRow(row), column); }

    /// The row of the table that stands in a shown row.
    [[nodiscard]] int sourceRow(int row) const { return m_rows[static_cast<std::size_t>(row)]; }

    /// The shown row of this key; -1 when there is none.
    [[nodiscard]] int rowOf(const std::string& key) const;

    [[nodiscard]] std::string key(int row) const { return m_table->key(sourceRow(row)); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    [[nodiscard]] QVariant statusData(const CellValue& value, int role) const;
    [[nodiscard]] bool isUsable(const ColumnFilter& filter) const;
    void filterRows();
    void sortRows();

    std::shared_ptr<const TableData> m_table;
    std::shared_ptr<const TableIndex> m_index;
    std::vector<CellFormat> m_formats;
    std::vector<int> m_rows;  ///< rows of m_table that are shown, in order
    std::vector<std::string> m_words;
    std::vector<ColumnFilter> m_filters;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

}  // namespace aurora::gui
