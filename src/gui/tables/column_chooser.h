#pragma once

#include <QFrame>

class QListWidget;

namespace aurora::gui {

class TableColumns;

/// The columns of a table with a tick box each and a search field; a tick acts at once.
class ColumnChooser final : public QFrame
{
    Q_OBJECT

public:
    explicit ColumnChooser(TableColumns& columns, QWidget* parent);

private:
    void fill();
    void search(const QString& text);

    TableColumns* m_columns;
    QListWidget* m_list;
};

}  // namespace aurora::gui
