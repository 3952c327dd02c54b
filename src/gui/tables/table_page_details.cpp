// The row of a table page that is looked at: where links lead, and what the details show.

#include "gui/details/details_panel.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/qt_text.h"
#include "gui/tables/table_filters.h"
#include "gui/tables/table_page.h"
#include "gui/tables/table_reader.h"
#include "gui/tables/table_view.h"

#include <QLineEdit>
#include <QSet>
#include <QSplitter>

#include <utility>

namespace aurora::gui {

namespace {

constexpr int details_px = 340;

}  // namespace

void TablePage::showRows(const QStringList& keys, Details details)
{
    m_wantedRows = keys;
    m_wantedDetails = details;
    showWantedRows();
}

std::vector<int> TablePage::rowsOf(const QStringList& keys) const
{
    const QSet<QString> wanted(keys.begin(), keys.end());
    std::vector<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (wanted.contains(toQString(m_model->key(row)))) {
            rows.push_back(row);
        }
    }
    return rows;
}

void TablePage::showWantedRows()
{
    if (m_wantedRows.isEmpty() || !m_hasTable) {
        return;
    }
    const QStringList keys = std::exchange(m_wantedRows, QStringList());
    std::vector<int> rows = rowsOf(keys);
    if (rows.size() < static_cast<std::size_t>(keys.size()) && m_model->rowCount() < m_model->totalRows()) {
        m_search->clear();
        m_filters->clear();
        rows = rowsOf(keys);
    }
    if (rows.empty() && m_reader->isReading()) {  // they may be what is new
        m_wantedRows = keys;
        return;
    }
    if (rows.empty()) {
        frame().messages.show(MessageBar::Kind::Warning,
                              tr("%1: not in the table %2.").arg(keys.join(QLatin1String(", ")), m_info.title));
        return;
    }
    m_view->goToRows(rows);
    m_view->setFocus();
    if (std::exchange(m_wantedDetails, Details::AsTheyAre) == Details::Open) {
        setDetailsShown(true);
        m_details->setFocus();
    }
}

QString TablePage::currentRow() const
{
    const QModelIndex current = m_view->currentIndex();
    const int first = m_view->firstSelected();
    // A row that is only current, as after a filter has hidden the selected one, is one that nobody chose.
    if (current.isValid() && first >= 0 && m_view->selectionModel()->isRowSelected(current.row())) {
        return toQString(m_model->key(current.row()));
    }
    return first < 0 ? QString() : toQString(m_model->key(first));
}

void TablePage::updateDetails()
{
    if (!m_details->isHidden()) {
        m_details->showRow(currentRow(), adaptation());
    }
}

void TablePage::setDetailsShown(bool shown)
{
    m_details->setVisible(shown);
    QSplitter* splitter = m_besideTable == nullptr ? m_splitter : m_besideTable;
    QList<int> sizes = splitter->sizes();
    if (shown && sizes.back() == 0) {  // it was dragged shut
        sizes.front() -= details_px;
        sizes.back() = details_px;
        splitter->setSizes(sizes);
    }
    updateDetails();
}

/// Neither hidden nor dragged shut.
bool TablePage::detailsAreOpen() const
{
    return !m_details->isHidden() && m_details->width() > 0 && m_details->height() > 0;
}

}  // namespace aurora::gui
