#pragma once

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace aurora::gui {

/// What stands in place of a table without rows: why, and the button that helps.
class TableNotice final : public QWidget
{
    Q_OBJECT

public:
    /// @param fill  the command that fills the table
    TableNotice(QAction* fill, QWidget* parent);

    void setTextName(const QString& objectName);

    void say(const QString& text);
    void sayEmpty(const QString& whatBelongsHere);
    /// @param search  what was searched for; empty: filters hide all rows
    void sayNothingFound(const QString& search);

Q_SIGNALS:
    void clearSearchRequested();

private:
    QLabel* m_text;
    QPushButton* m_fill;
    QPushButton* m_clearSearch;
};

}  // namespace aurora::gui
