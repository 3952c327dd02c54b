#pragma once

#include "aurora/core/json.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableWidget;

namespace aurora::gui {

/// Edits the list `Sample database`: the columns of the samples with their types and the other headers that mean them.
class ColumnsEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit ColumnsEditor(QWidget* parent = nullptr);

    void setColumns(const Json& columns);

    [[nodiscard]] const Json& columns() const noexcept { return m_columns; }

    /// Names that were there when setColumns was called and are not any more.
    [[nodiscard]] QStringList removed() const;

Q_SIGNALS:
    void edited();

private:
    void fill();
    void take(int row, int column);
    void add();
    void remove();
    void move(int by);
    void updateNotice();
    void setTypeChoice(int row);

    Json m_columns = Json::array();
    QStringList m_before;
    QTableWidget* m_table;
    QLabel* m_notice;
    QPushButton* m_remove = nullptr;
    QPushButton* m_up = nullptr;
    QPushButton* m_down = nullptr;
    bool m_filling = false;
};

}  // namespace aurora::gui
