#include "gui/tables/table_filters.h"

#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"
#include "gui/tables/filter_chips.h"
#include "gui/tables/filter_form.h"
#include "gui/tables/popup_place.h"
#include "gui/tables/table_view.h"

#include <QSettings>

#include <algorithm>

namespace aurora::gui {

TableFilters::TableFilters(TableView* view, FilterChips* chips, QString group)
    : QObject(view), m_view(view), m_chips(chips), m_group(std::move(group))
{
    view->setFilterable(true);
    connect(view, &TableView::filterRequested, this, &TableFilters::openForm);
    connect(chips, &FilterChips::editRequested, this, [this](const std::string& column, const QPoint& at) {
        openForm(m_view->tableModel()->table()->column(column), at);
    });
    connect(chips, &FilterChips::removeRequested, this, &TableFilters::remove);
    connect(chips, &FilterChips::clearRequested, this, &TableFilters::clear);
}

void TableFilters::openForm(int column, const QPoint& globalPosition)
{
    const TableModel* model = m_view->tableModel();
    if (model->columnCount() == 0) {
        return;
    }
    auto* form = new FilterForm(model->table(), model->filters(), column, m_view);
    connect(form, &FilterForm::filterChanged, this, &TableFilters::set);
    connect(form, &FilterForm::filterRemoved, this, &TableFilters::remove);
    showInsideWindow(*form, globalPosition, *m_view);
}

void TableFilters::set(const ColumnFilter& filter)
{
    std::vector<ColumnFilter> filters = m_view->tableModel()->filters();
    const auto same = std::find_if(filters.begin(), filters.end(),
                                   [&filter](const ColumnFilter& other) { return other.column == filter.column; });
    if (same == filters.end()) {
        filters.push_back(filter);
    } else {
        *same = filter;
    }
    use(std::move(filters));
}

void TableFilters::remove(const std::string& column)
{
    std::vector<ColumnFilter> filters = m_view->tableModel()->filters();
    std::erase_if(filters, [&column](const ColumnFilter& filter) { return filter.column == column; });
    use(std::move(filters));
}

void TableFilters::clear()
{
    use({});
}

bool TableFilters::isEmpty() const
{
    return m_view->tableModel()->filters().empty();
}

void TableFilters::use(std::vector<ColumnFilter> filters)
{
    if (filters == m_view->tableModel()->filters()) {
        return;
    }
    m_chips->setFilters(filters);
    m_view->tableModel()->setFilters(std::move(filters));
    Q_EMIT changed();
}

void TableFilters::restore(const QString& project)
{
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    const QVariantMap byProject = settings.value(m_group + QStringLiteral("/filters")).toMap();
    use(filtersFromText(byProject.value(project).toString().toStdString()));
}

void TableFilters::save(const QString& project) const
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    const QString key = m_group + QStringLiteral("/filters");
    QVariantMap byProject = settings.value(key).toMap();
    if (isEmpty()) {
        byProject.remove(project);
    } else {
        byProject.insert(project, toQString(filtersToText(m_view->tableModel()->filters())));
    }
    settings.setValue(key, byProject);
}

}  // namespace aurora::gui
