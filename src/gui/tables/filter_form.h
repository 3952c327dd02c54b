#pragma once

#include "gui/tables/table_data.h"
#include "gui/tables/table_filter.h"

#include <QFrame>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QListWidget;

namespace aurora::gui {

/// The small form of a filter: column, test, value. What is typed acts at once; what cannot be used says why and
/// changes nothing.
class FilterForm final : public QFrame
{
    Q_OBJECT

public:
    FilterForm(std::shared_ptr<const TableData> table, std::vector<ColumnFilter> filters, int column, QWidget* parent);

Q_SIGNALS:
    void filterChanged(const aurora::gui::ColumnFilter& filter);
    void filterRemoved(const std::string& column);

private:
    void nameFields();
    void connectFields();
    [[nodiscard]] QLayout* makeButtons();
    void showColumn();
    void showTest();
    void fillWords(const std::vector<std::string>& ticked);
    void valueChanged();
    void setTest(FilterTest test);
    void setNote(const QString& note);

    [[nodiscard]] const Table::ColumnInfo& column() const;
    [[nodiscard]] FilterTest test() const;
    [[nodiscard]] std::vector<std::string> typedValues() const;
    [[nodiscard]] std::optional<ColumnFilter> activeFilter() const;

    std::shared_ptr<const TableData> m_table;
    std::vector<ColumnFilter> m_filters;
    QComboBox* m_column;
    QComboBox* m_test;
    QLineEdit* m_first;
    QLabel* m_and;
    QLineEdit* m_last;
    QListWidget* m_words;
    QLabel* m_note;
    bool m_filling = false;
};

}  // namespace aurora::gui
