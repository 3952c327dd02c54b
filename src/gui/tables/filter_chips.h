#pragma once

#include "gui/tables/table_filter.h"

#include <QWidget>

namespace aurora::gui {

/// The filters in force as chips above a table: a click on one opens its form, its cross removes it. Chips that do not
/// fit into a line go on in the next.
class FilterChips final : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(QWidget* parent);

    void setFilters(const std::vector<ColumnFilter>& filters);

Q_SIGNALS:
    void editRequested(const std::string& column, const QPoint& globalPosition);
    void removeRequested(const std::string& column);
    void clearRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeChip(const ColumnFilter& filter);
    void place();

    std::vector<QWidget*> m_chips;
};

}  // namespace aurora::gui
