#pragma once

#include "gui/frame/task_runner.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace aurora::gui {

/// The running task in the status bar: what, how far, how long still, and a button that cancels it. Where several run,
/// a button lists them all.
class TaskStatus final : public QWidget
{
    Q_OBJECT

public:
    explicit TaskStatus(TaskRunner& tasks, QWidget* parent = nullptr);

private:
    void update();
    void showList();
    [[nodiscard]] Task* shownTask() const;

    TaskRunner* m_tasks;
    QLabel* m_text;
    QProgressBar* m_bar;
    QLabel* m_remaining;
    QToolButton* m_cancel;
    QToolButton* m_list;
};

}  // namespace aurora::gui
