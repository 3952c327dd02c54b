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
    /// @param otherwise  what is offered while that cannot be done; nullptr: nothing else
    TableNotice(QAction* fill, QAction* otherwise, QWidget* parent);

    void setTextName(const QString& objectName);

    void say(const QString& text);
    void sayEmpty(const QString& whatBelongsHere);
    /// @param search  what was searched for; empty: filters hide all rows
    void sayNothingFound(const QString& search);

Q_SIGNALS:
    void clearSearchRequested();

private:
    void showFill();

    QLabel* m_text;
    QAction* m_action;
    QAction* m_otherwise;
    bool m_offers = false;
    QPushButton* m_fill;
    QPushButton* m_other = nullptr;
    QPushButton* m_clearSearch;
};

}  // namespace aurora::gui
