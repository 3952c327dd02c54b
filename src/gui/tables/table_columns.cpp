#include "gui/tables/table_columns.h"

#include "gui/frame/settings.h"
#include "gui/tables/column_chooser.h"
#include "gui/tables/popup_place.h"
#include "gui/tables/table_view.h"

#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSettings>

#include <algorithm>
#include <utility>

namespace aurora::gui {

TableColumns::TableColumns(TableView* view, QString group, QStringList defaults)
    : QObject(view), m_view(view), m_group(std::move(group)), m_defaults(std::move(defaults))
{
    connect(view->horizontalHeader(), &QHeaderView::sectionResized, this, &TableColumns::noteWidth);
    connect(view->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &TableColumns::makeRoomForArrow);
}

void TableColumns::makeRoomForArrow(int column)
{
    if (m_view->tableModel() == nullptr || column < 0 || column >= names().size() || !isShown(column) ||
        m_chosenWidths.contains(names().at(column)))
    {
        return;
    }
    const QScopedValueRollback arranging(m_arranging, true);
    m_view->widenColumn(column);
}

void TableColumns::noteWidth(int column, int before, int width)
{
    const bool hiddenOrShown = before == 0 || width == 0;
    if (!m_arranging && !hiddenOrShown) {
        m_chosenWidths.insert(names().value(column), width);
    }
}

void TableColumns::giveWidth(int column, const QString& name)
{
    const auto chosen = std::as_const(m_chosenWidths).find(name);
    if (chosen == m_chosenWidths.cend()) {
        m_view->fitColumn(column);
    } else {
        m_view->setColumnWidth(column, chosen->toInt());
    }
}

QStringList TableColumns::names() const
{
    QStringList names;
    for (const auto& info : m_view->tableModel()->table()->table().columns) {
        names.append(QString::fromStdString(info.name));
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
    const QScopedValueRollback arranging(m_arranging, true);
    m_view->setColumnHidden(column, !shown);
    if (shown) {
        giveWidth(column, names().at(column));
    }
}

void TableColumns::showDefaults()
{
    order(m_defaults);
}

void TableColumns::order(const QStringList& shown)
{
    const QScopedValueRollback arranging(m_arranging, true);
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
            giveWidth(column, all.at(column));
        } else {
            m_view->setColumnHidden(column, true);
        }
    }
}

void TableColumns::apply()
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(m_group);
    m_chosenWidths = settings.value(QStringLiteral("chosenWidths")).toMap();
    order(settings.value(QStringLiteral("shown"), m_defaults).toStringList());
    const QStringList all = names();
    const auto sorted = static_cast<int>(all.indexOf(settings.value(QStringLiteral("sortedBy")).toString()));
    const bool descending = settings.value(QStringLiteral("descending"), false).toBool();
    const int key = m_view->tableModel()->table()->keyColumn();
    m_view->sortByColumn(sorted >= 0 ? sorted : key,
                         sorted >= 0 && descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TableColumns::fit()
{
    const QScopedValueRollback arranging(m_arranging, true);
    const QStringList all = names();
    for (const int column : m_view->shownColumns()) {
        giveWidth(column, all.at(column));
    }
}

void TableColumns::widen()
{
    const QScopedValueRollback arranging(m_arranging, true);
    const QStringList all = names();
    for (const int column : m_view->shownColumns()) {
        if (!m_chosenWidths.contains(all.at(column))) {
            m_view->widenColumn(column);
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
    for (const int column : m_view->shownColumns()) {
        shown.append(all.at(column));
    }
    const QHeaderView* header = m_view->horizontalHeader();
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.beginGroup(m_group);
    settings.setValue(QStringLiteral("shown"), shown);
    settings.setValue(QStringLiteral("chosenWidths"), m_chosenWidths);
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
    showInsideWindow(*chooser, globalPosition, *m_view);
}

}  // namespace aurora::gui
