#include "gui/tables/table_model.h"

#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"

#include <QApplication>

#include <algorithm>
#include <numeric>

namespace aurora::gui {

TableModel::TableModel(QObject* parent)
    : QAbstractTableModel(parent), m_table(std::make_shared<TableData>(Table{}, std::string_view()))
{
}

void TableModel::setTable(std::shared_ptr<const TableData> table)
{
    const bool sameColumns = table->columnCount() == m_table->columnCount();
    beginResetModel();
    m_table = std::move(table);
    m_index.reset();
    m_formats.clear();
    for (const Table::ColumnInfo& column : m_table->table().columns) {
        m_formats.push_back(cellFormat(column));
    }
    if (!sameColumns && m_sortColumn >= m_table->columnCount()) {
        m_sortColumn = -1;
    }
    filterRows();
    endResetModel();
}

void TableModel::setIndex(std::shared_ptr<const TableIndex> index)
{
    m_index = std::move(index);
    if (!m_words.empty()) {
        beginResetModel();
        filterRows();
        endResetModel();
    }
}

void TableModel::setSearch(const QString& text)
{
    std::vector<std::string> words = TableIndex::words(text.toStdString());
    if (words == m_words) {
        return;
    }
    beginResetModel();
    m_words = std::move(words);
    filterRows();
    endResetModel();
}

void TableModel::setFilters(std::vector<ColumnFilter> filters)
{
    if (filters == m_filters) {
        return;
    }
    beginResetModel();
    m_filters = std::move(filters);
    filterRows();
    endResetModel();
}

bool TableModel::isUsable(const ColumnFilter& filter) const
{
    const int column = m_table->column(filter.column);
    return column >= 0 &&
           whyNoFilter(filter, filterKind(m_table->table().columns[static_cast<std::size_t>(column)])).isEmpty();
}

std::vector<int> TableModel::filteredColumns() const
{
    std::vector<int> columns;
    for (const ColumnFilter& filter : m_filters) {
        if (isUsable(filter)) {
            columns.push_back(m_table->column(filter.column));
        }
    }
    return columns;
}

void TableModel::filterRows()
{
    m_rows.resize(static_cast<std::size_t>(m_table->rowCount()));
    std::iota(m_rows.begin(), m_rows.end(), 0);
    if (m_index && !m_words.empty()) {
        std::erase_if(m_rows, [this](int row) { return !m_index->matches(row, m_words); });
    }
    for (const ColumnFilter& filter : m_filters) {
        if (!isUsable(filter)) {
            continue;
        }
        const int column = m_table->column(filter.column);
        const auto passes = cellTest(filter, m_table->table().columns[static_cast<std::size_t>(column)]);
        std::erase_if(m_rows, [&](int row) { return !passes(m_table->cell(row, column)); });
    }
    sortRows();
}

void TableModel::sortRows()
{
    if (m_sortColumn < 0) {
        return;
    }
    const Ranks& ranks = m_index ? m_index->ranks(m_sortColumn) : m_table->ranks(m_sortColumn);
    const auto rank = [&ranks](int row) { return ranks[static_cast<std::size_t>(row)]; };
    if (m_sortOrder == Qt::AscendingOrder) {
        std::stable_sort(m_rows.begin(), m_rows.end(), [&rank](int a, int b) { return rank(a) < rank(b); });
        return;
    }
    const auto filled =
        std::stable_partition(m_rows.begin(), m_rows.end(), [&rank](int row) { return rank(row) != emptyRank; });
    std::stable_sort(m_rows.begin(), filled, [&rank](int a, int b) { return rank(a) > rank(b); });
}

void TableModel::sort(int column, Qt::SortOrder order)
{
    if (column >= m_table->columnCount() || (column == m_sortColumn && order == m_sortOrder)) {
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const std::vector<int> before = m_rows;
    m_sortColumn = column;
    m_sortOrder = order;
    std::sort(m_rows.begin(), m_rows.end());
    sortRows();
    std::vector<int> placeOf(static_cast<std::size_t>(m_table->rowCount()), -1);
    for (std::size_t place = 0; place < m_rows.size(); ++place) {
        placeOf[static_cast<std::size_t>(m_rows[place])] = static_cast<int>(place);
    }
    const QModelIndexList old = persistentIndexList();
    QModelIndexList moved;
    moved.reserve(old.size());
    for (const QModelIndex& entry : old) {
        const int source = before[static_cast<std::size_t>(entry.row())];
        moved.append(index(placeOf[static_cast<std::size_t>(source)], entry.column()));
    }
    changePersistentIndexList(old, moved);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

int TableModel::rowOf(const std::string& key) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (this->key(row) == key) {
            return row;
        }
    }
    return -1;
}

int TableModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_table->columnCount();
}

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    const CellValue& value = cell(index.row(), index.column());
    const CellFormat& format = m_formats[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return shownText(value, format);
    case Qt::ToolTipRole:
        return toQString(toText(value));
    case Qt::TextAlignmentRole: {
        const bool right = format.kind == CellFormat::Kind::Number;
        return int(Qt::AlignVCenter) | int(right ? Qt::AlignRight : Qt::AlignLeft);
    }
    case Qt::ForegroundRole:
    case Qt::DecorationRole:
        return format.kind == CellFormat::Kind::Status ? statusData(value, role) : QVariant();
    default:
        return {};
    }
}

QVariant TableModel::statusData(const CellValue& value, int role) const
{
    const StatusLook look = statusLook(toText(value));
    if (role == Qt::ForegroundRole) {
        return look.tone == Tone::Neutral ? QVariant() : toneColor(look.tone, QApplication::palette());
    }
    return look.icon.isEmpty() ? QVariant() : lineIcon(look.icon, look.tone);
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= m_table->columnCount()) {
        return {};
    }
    const auto at = static_cast<std::size_t>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool right = m_formats[at].kind == CellFormat::Kind::Number;
        return int(Qt::AlignVCenter) | int(Qt::TextWordWrap) | int(right ? Qt::AlignRight : Qt::AlignLeft);
    }
    const std::string& name = m_table->table().columns[at].name;
    if (role == Qt::DisplayRole) {
        return columnTitle(name);
    }
    if (role == Qt::ToolTipRole) {
        const QString tip = columnTip(name);
        return tip.isEmpty() ? columnTitle(name) : QStringLiteral("%1: %2").arg(columnTitle(name), tip);
    }
    return {};
}

}  // namespace aurora::gui
