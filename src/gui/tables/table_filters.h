#pragma once

#include "gui/tables/table_filter.h"

#include <QObject>
#include <QPoint>

namespace aurora::gui {

class FilterChips;
class TableView;

/// The filters of a table page: their form, their chips, and what is remembered of them until next time, by project.
class TableFilters final : public QObject
{
    Q_OBJECT

public:
    /// @param group  where the settings keep them: "tables/samples"
    TableFilters(TableView* view, FilterChips* chips, QString group);

    /// Opens the form for a column; -1: the first one.
    void openForm(int column, const QPoint& globalPosition);
    void set(const ColumnFilter& filter);
    void remove(const std::string& column);
    void clear();

    [[nodiscard]] bool isEmpty() const;

    /// @param project  its folder
    void restore(const QString& project);
    void save(const QString& project) const;

Q_SIGNALS:
    void changed();

private:
    void use(std::vector<ColumnFilter> filters);

    TableView* m_view;
    FilterChips* m_chips;
    QString m_group;
};

}  // namespace aurora::gui
