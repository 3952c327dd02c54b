#include "gui/tables/table_view.h"

#include "gui/tables/filter_header.h"
#include "gui/tables/pinned_column.h"
#include "gui/tables/scattered_selection.h"

#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr int filterHeaderLines = 2;  // the funnel stands below the title's middle
constexpr int headerPadding_px = 16;

}  // namespace

TableView::TableView(QWidget* parent) : QTableView(parent), m_header(new FilterHeader(this))
{
    setHorizontalHeader(m_header);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView* header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setFirstSectionMovable(false);
    header->setHighlightSections(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(narrowestColumn_px);
    m_headerSoon.setSingleShot(true);
    connect(&m_headerSoon, &QTimer::timeout, this, &TableView::fitHeader);
    connect(header, &QHeaderView::sectionResized, &m_headerSoon, qOverload<>(&QTimer::start));
    connect(header, &QHeaderView::sortIndicatorChanged, &m_headerSoon, qOverload<>(&QTimer::start));
    fitHeader();
    m_pinned = new PinnedColumn(this);

    for (QTableView* view : {static_cast<QTableView*>(this), static_cast<QTableView*>(m_pinned)}) {
        connect(view->horizontalHeader(), &QWidget::customContextMenuRequested, this, [this, view](const QPoint& at) {
            Q_EMIT headerMenuRequested(view->horizontalHeader()->mapToGlobal(at));
        });
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](const QPoint& at) { Q_EMIT rowMenuRequested(view->viewport()->mapToGlobal(at)); });
        connect(view, &QTableView::activated, this, &TableView::rowActivated);
    }
    for (const FilterHeader* filters : {m_header, m_pinned->header()}) {
        connect(filters, &FilterHeader::filterRequested, this, &TableView::filterRequested);
    }
}

void TableView::setFilterable(bool filterable)
{
    m_header->setFilterable(filterable);
    m_pinned->header()->setFilterable(filterable);
    m_fewestHeaderLines = filterable ? filterHeaderLines : 1;
    fitHeader();
}

/// As high as the titles need in the widths that they have.
void TableView::fitHeader()
{
    int lines = m_fewestHeaderLines;
    if (m_model != nullptr) {
        for (const int column : shownColumns()) {
            const QString title = m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            lines = std::max(lines, headerLines(title, columnWidth(column), arrowOf(column), fontMetrics()));
        }
    }
    const int height = lines * fontMetrics().lineSpacing() + headerPadding_px;
    if (horizontalHeader()->height() != height || horizontalHeader()->minimumHeight() != height) {
        horizontalHeader()->setFixedHeight(height);
        updateGeometries();
        if (m_pinned != nullptr) {
            m_pinned->copyHeader();
        }
    }
}

int TableView::headerColumnAt(const QPoint& globalPosition) const
{
    const int covered = m_pinned->isVisible() ? m_pinned->width() : 0;
    const QPoint at = m_header->viewport()->mapFromGlobal(globalPosition);
    return at.x() < covered ? m_model->table()->keyColumn() : m_header->logicalIndexAt(at);
}

void TableView::goToRows(const std::vector<int>& rows)
{
    const QModelIndex index = m_model->index(rows.front(), m_model->table()->keyColumn());
    std::vector<int> ascending = rows;
    std::sort(ascending.begin(), ascending.end());
    selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    selectionModel()->select(wholeRows(ascending), QItemSelectionModel::ClearAndSelect);
    executeDelayedItemsLayout();
    scrollTo(index, EnsureVisible);
}

void TableView::setTableModel(TableModel* model)
{
    m_model = model;
    // Before the view's own slots, which forget the selection.
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &TableView::remember);
    setModel(model);
    delete selectionModel();
    setSelectionModel(new ScatteredSelection(model, this));
    m_pinned->follow();
    // After the slots of both views, which forget the selection.
    connect(model, &QAbstractItemModel::modelReset, this, &TableView::restore);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
}

std::vector<int> TableView::selectedRows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            rows.push_back(row);
        }
    }
    if (!std::is_sorted(rows.begin(), rows.end())) {
        std::sort(rows.begin(), rows.end());
    }
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

int TableView::selectedCount() const
{
    // Whole rows are selected, each in one range.
    int count = 0;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        count += range.height();
    }
    return count;
}

int TableView::firstSelected() const
{
    int first = -1;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        first = first < 0 ? range.top() : std::min(first, range.top());
    }
    return first;
}

std::vector<int> TableView::shownColumns() const
{
    std::vector<int> columns;
    for (int place = 0; place < horizontalHeader()->count(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column)) {
            columns.push_back(column);
        }
    }
    return columns;
}

void TableView::fitColumn(int column)
{
    setColumnWidth(column, fittingWidth_px(*m_model, column, arrowOf(column), fontMetrics()));
}

void TableView::widenColumn(int column)
{
    const int wanted = fittingWidth_px(*m_model, column, arrowOf(column), fontMetrics());
    setColumnWidth(column, std::max(columnWidth(column), wanted));
}

HeaderArrow TableView::arrowOf(int column) const
{
    return horizontalHeader()->sortIndicatorSection() == column ? HeaderArrow::Yes : HeaderArrow::No;
}

void TableView::remember()
{
    m_remembered = {.table = m_model->table(), .selected = selectedRows()};
    for (int& row : m_remembered.selected) {
        row = m_model->sourceRow(row);
    }
    if (currentIndex().isValid()) {
        m_remembered.current = m_model->sourceRow(currentIndex().row());
    }
    if (const int top = rowAt(0); top > 0) {
        m_remembered.top = m_model->sourceRow(top);
    }
    m_remembered.horizontalScroll = horizontalScrollBar()->value();
}

QItemSelection TableView::wholeRows(const std::vector<int>& rows) const
{
    // Neighbours share a range: the time to paint and to change a selection grows with its ranges.
    QItemSelection selection;
    for (std::size_t first = 0; first < rows.size();) {
        std::size_t last = first;
        while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1) {
            ++last;
        }
        selection.append(QItemSelectionRange(m_model->index(rows[first], 0),
                                             m_model->index(rows[last], m_model->columnCount() - 1)));
        first = last + 1;
    }
    return selection;
}

std::vector<int> TableView::rememberedRows() const
{
    if (m_remembered.table != m_model->table()) {
        return rememberedKeys();
    }
    std::vector<bool> wasSelected(static_cast<std::size_t>(m_model->totalRows()));
    for (const int row : m_remembered.selected) {
        wasSelected[static_cast<std::size_t>(row)] = true;
    }
    std::vector<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (wasSelected[static_cast<std::size_t>(m_model->sourceRow(row))]) {
            rows.push_back(row);
        }
    }
    return rows;
}

std::unordered_set<std::string> TableView::namesRemembered() const
{
    std::unordered_set<std::string> keys;
    for (const int row : m_remembered.selected) {
        keys.insert(m_remembered.table->key(row));
    }
    return keys;
}

std::vector<int> TableView::rememberedKeys() const
{
    const std::unordered_set<std::string> keys = namesRemembered();
    std::vector<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (keys.contains(m_model->key(row))) {
            rows.push_back(row);
        }
    }
    return rows;
}

/// Rows that were selected and are not in the table any more, as those that were just deleted: no filter hides them.
int TableView::rememberedThatAreGone() const
{
    std::unordered_set<std::string> keys = namesRemembered();
    for (int row = 0; row < m_model->table()->rowCount() && !keys.empty(); ++row) {
        keys.erase(m_model->table()->key(row));
    }
    return static_cast<int>(keys.size());
}

int TableView::shownRow(int remembered) const
{
    if (remembered < 0) {
        return -1;
    }
    if (m_remembered.table != m_model->table()) {
        return m_model->rowOf(m_remembered.table->key(remembered));
    }
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->sourceRow(row) == remembered) {
            return row;
        }
    }
    return -1;
}

int TableView::selectRemembered()
{
    const std::vector<int> rows = rememberedRows();
    selectionModel()->select(wholeRows(rows), QItemSelectionModel::Select);
    return static_cast<int>(rows.size());
}

void TableView::restore()
{
    m_restoring = true;  // what follows the selection follows it once
    m_pinned->follow();
    m_header->setFiltered(m_model->filteredColumns());
    m_pinned->header()->setFiltered(m_model->filteredColumns());
    if (const int current = shownRow(m_remembered.current); current >= 0) {
        selectionModel()->setCurrentIndex(m_model->index(current, m_model->table()->keyColumn()),
                                          QItemSelectionModel::NoUpdate);
    }
    int wanted = static_cast<int>(m_remembered.selected.size());
    const int found = selectRemembered();
    wanted -= found < wanted ? rememberedThatAreGone() : 0;
    if (const int top = shownRow(m_remembered.top); top >= 0) {
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(top);
    }
    horizontalScrollBar()->setValue(m_remembered.horizontalScroll);
    m_remembered = {};
    m_restoring = false;
    Q_EMIT selectionChangedByAnything();
    if (found < wanted) {
        Q_EMIT selectedRowsHidden(wanted - found);
    }
}

void TableView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    m_pinned->place();
}

void TableView::selectionChanged(const QItemSelection& selected, const QItemSelection& deselected)
{
    QTableView::selectionChanged(selected, deselected);
    if (!m_restoring) {
        Q_EMIT selectionChangedByAnything();
    }
}

QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex current = QTableView::moveCursor(action, modifiers);
    const int covered = m_pinned->width();
    const int left = visualRect(current).left();
    if (action == MoveLeft && current.column() != m_model->table()->keyColumn() && left < covered) {
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + left - covered);
    }
    return current;
}

void TableView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    if (index.column() == m_model->table()->keyColumn()) {
        // The pinned column is in sight already: only the row has to come, without jumping to the left.
        const int horizontal = horizontalScrollBar()->value();
        QTableView::scrollTo(index, hint);
        horizontalScrollBar()->setValue(horizontal);
        return;
    }
    QTableView::scrollTo(index, hint);
}

}  // namespace aurora::gui
