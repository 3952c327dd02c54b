#include "gui/tables/table_columns.h"

#include "gui/frame/settings.h"
#include "gui/tables/column_chooser.h"
#include "gui/tables/table_view.h"

#include <QHeaderView>
#include <QSettings>

namespace aurora::gui {

TableColumns::TableColumns(TableView* view, QString group, QStringList defaults)
    : QObject(view), m_view(view), m_group(std::move(group)), m_defaults(std::move(defaults))
{
}

QStringList TableColumns::names() const
{
    QStringList names;
    for (int column = 0; column < m_view->model()->columnCount(); ++column) {
        names.append(m_view->model()->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    }
    return names;
}

bool TableColumns::isKey(int column) const
{
    return column == m_view->tableModel()->table()->keyColumn();
}

bool TableColumns::isShown(int column) const
{
    return !m_view->isColumnHidden(column);
}

void TableColumns::setShown(int column, bool shown)
{
    if (isKey(column)) {
        return;
    }
    m_view->setColumnHidden(column, !shown);
    if (shown) {
        m_view->fitColumn(column);
    }
}

void TableColumns::showDefaults()
{
    order(m_defaults);
}

void TableColumns::order(const QStringList& shown)
{
    const QStringList all = names();
    QHeaderView* header = m_view->horizontalHeader();
    const int key = m_view->tableModel()->table()->keyColumn();
    header->moveSection(header->visualIndex(key), 0);
    int place = 1;
    for (const QString& name : shown) {
        const auto column = static_cast<int>(all.indexOf(name));
        if (column >= 0 && column != key) {
            header->moveSection(header->visualIndex(column), place++);
        }
    }
    for (int column = 0; column < all.size(); ++column) {
        const bool visible = column == key || shown.contains(all.at(column));
        if (visible) {
            m_view->setColumnHidden(column, false);
            m_view->fitColumn(column);
        } else {
            m_view->setColumnHidden(column, true);
        }
    }
}

void TableColumns::apply()
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(m_group);
    order(settings.value(QStringLiteral("shown"), m_defaults).toStringList());
    const QStringList all = names();
    const QVariantMap widths = settings.value(QStringLiteral("widths")).toMap();
    for (auto entry = widths.begin(); entry != widths.end(); ++entry) {
        if (const auto column = static_cast<int>(all.indexOf(entry.key())); column >= 0 && isShown(column)) {
            m_view->setColumnWidth(column, entry.value().toInt());
        }
    }
    const auto sorted = static_cast<int>(all.indexOf(settings.value(QStringLiteral("sortedBy")).toString()));
    const bool descending = settings.value(QStringLiteral("descending"), false).toBool();
    const int key = m_view->tableModel()->table()->keyColumn();
    m_view->sortByColumn(sorted >= 0 ? sorted : key,
                         sorted >= 0 && descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TableColumns::fit()
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    const QVariantMap widths = settings.value(m_group + QStringLiteral("/widths")).toMap();
    const QStringList all = names();
    for (const int column : m_view->shownColumns()) {
        if (!widths.contains(all.at(column))) {
            m_view->fitColumn(column);
        }
    }
}

void TableColumns::save() const
{
    const QStringList all = names();
    if (all.isEmpty()) {
        return;
    }
    QStringList shown;
    QVariantMap widths;
    for (const int column : m_view->shownColumns()) {
        shown.append(all.at(column));
        widths.insert(all.at(column), m_view->columnWidth(column));
    }
    const QHeaderView* header = m_view->horizontalHeader();
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(m_group);
    settings.setValue(QStringLiteral("shown"), shown);
    if (m_view->tableModel()->totalRows() > 0) {  // those of an empty table were chosen by nobody
        settings.setValue(QStringLiteral("widths"), widths);
    }
    settings.setValue(QStringLiteral("sortedBy"), all.value(header->sortIndicatorSection()));
    settings.setValue(QStringLiteral("descending"), header->sortIndicatorOrder() == Qt::DescendingOrder);
}

bool TableColumns::sortsByKey(const QString& key) const
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(m_group);
    const QString sortedBy = settings.value(QStringLiteral("sortedBy"), key).toString();
    return sortedBy == key && !settings.value(QStringLiteral("descending"), false).toBool();
}

void TableColumns::choose(const QPoint& globalPosition)
{
    auto* chooser = new ColumnChooser(*this, m_view);
    chooser->move(globalPosition);
    chooser->show();
}

}  // namespace aurora::gui
