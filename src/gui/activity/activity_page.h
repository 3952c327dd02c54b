#pragma once

#include "gui/frame/page.h"

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace aurora::gui {

class DaemonBox;
class DaemonLog;
class TaskTable;

/// What this window does and did, with progress, cancel and log, and the state of the project's daemon.
class ActivityPage final : public Page
{
    Q_OBJECT

public:
    ActivityPage(Frame& frame, QWidget* parent);

    void setProject(const std::optional<services::Project>& project) override;
    [[nodiscard]] QString whyNot(Command command) const override;
    void perform(Command command) override;

private:
    QWidget* makeBar();
    QWidget* makeTasks();
    QWidget* makeDetails();
    void keepSelection();
    void showSelected();
    void cancelSelected();
    void showReport();
    [[nodiscard]] int selectedRow() const;

    DaemonBox* m_daemon;
    DaemonLog* m_daemonLog;
    TaskTable* m_model;
    QTableView* m_table;
    QLabel* m_empty;
    QLabel* m_title;
    QPlainTextEdit* m_log;
    QPushButton* m_cancel;
    QPushButton* m_report;
    std::int64_t m_selected = -1;  ///< id of the task whose details are shown
};

}  // namespace aurora::gui
