#include "gui/tables/pinned_column.h"

#include "gui/tables/filter_header.h"
#include "gui/tables/table_view.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QSignalBlocker>

namespace aurora::gui {

PinnedColumn::PinnedColumn(TableView* view) : QTableView(view), m_view(view), m_header(new FilterHeader(this))
{
    setHorizontalHeader(m_header);
    setFocusPolicy(Qt::NoFocus);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(view->verticalScrollMode());
    setShowGrid(view->showGrid());
    setAlternatingRowColors(view->alternatingRowColors());
    setWordWrap(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(view->verticalHeader()->defaultSectionSize());
    horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicatorShown(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    view->viewport()->stackUnder(this);

    QHeaderView* header = view->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, &PinnedColumn::copyHeader);
    connect(header, &QHeaderView::geometriesChanged, this, &PinnedColumn::copyHeader);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &PinnedColumn::copyHeader);
    connect(horizontalHeader(), &QHeaderView::sectionClicked, view, [view](int column) {
        const QHeaderView* sorted = view->horizontalHeader();
        const bool turn =
            sorted->sortIndicatorSection() == column && sorted->sortIndicatorOrder() == Qt::AscendingOrder;
        view->sortByColumn(column, turn ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
    connect(horizontalHeader(), &QHeaderView::sectionResized, view,
            [view](int column, int /*before*/, int width) { view->setColumnWidth(column, width); });
    connect(view->verticalScrollBar(), &QScrollBar::valueChanged, verticalScrollBar(), &QScrollBar::setValue);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, view->verticalScrollBar(), &QScrollBar::setValue);
}

void PinnedColumn::follow()
{
    setAccessibleName(m_view->accessibleName());
    if (model() != m_view->model()) {
        setModel(m_view->model());
    }
    if (selectionModel() != m_view->selectionModel()) {
        QItemSelectionModel* own = selectionModel();
        setSelectionModel(m_view->selectionModel());
        delete own;
    }
    const int key = m_view->tableModel()->table()->keyColumn();
    for (int column = 0; column < m_view->model()->columnCount(); ++column) {
        setColumnHidden(column, column != key);
    }
    copyHeader();
}

void PinnedColumn::copyHeader()
{
    if (model() == nullptr) {
        return;
    }
    const QSignalBlocker blocker(horizontalHeader());
    const QHeaderView* header = m_view->horizontalHeader();
    const int key = m_view->tableModel()->table()->keyColumn();
    setColumnWidth(key, m_view->columnWidth(key));
    horizontalHeader()->setFixedHeight(header->height());
    horizontalHeader()->setSortIndicator(header->sortIndicatorSection(), header->sortIndicatorOrder());
    place();
}

void PinnedColumn::place()
{
    if (model() == nullptr) {
        return;
    }
    const int key = m_view->tableModel()->table()->keyColumn();
    const int frame = m_view->frameWidth();
    setGeometry(frame, frame, m_view->columnWidth(key),
                m_view->viewport()->height() + m_view->horizontalHeader()->height());
    setVisible(m_view->model()->columnCount() > 0);
}

}  // namespace aurora::gui
