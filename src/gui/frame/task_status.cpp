#include "gui/frame/task_status.h"

#include "gui/frame/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QToolButton>

namespace aurora::gui {

namespace {

constexpr int barWidth_px = 120;
constexpr int barSteps = 1000;

QString durationText(int seconds)
{
    constexpr int perMinute = 60;
    return QStringLiteral("%1:%2").arg(seconds / perMinute).arg(seconds % perMinute, 2, 10, QLatin1Char('0'));
}

QString stateText(const Task& task)
{
    if (task.cancelRequested()) {
        return TaskStatus::tr("%1: stopping…").arg(task.title());
    }
    if (task.state() == Task::State::Waiting) {
        return TaskStatus::tr("%1: waiting for its turn").arg(task.title());
    }
    const TaskProgress& progress = task.progress();
    if (progress.total() == 0) {
        return TaskStatus::tr("%1…").arg(task.title());
    }
    return TaskStatus::tr("%1 %2 of %3").arg(task.title()).arg(progress.done()).arg(progress.total());
}

QToolButton* makeButton(const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setObjectName(name);
    button->setAutoRaise(true);
    return button;
}

}  // namespace

TaskStatus::TaskStatus(TaskRunner& tasks, QWidget* parent)
    : QWidget(parent),
      m_tasks(&tasks),
      m_text(new QLabel(this)),
      m_bar(new QProgressBar(this)),
      m_remaining(new QLabel(this)),
      m_cancel(makeButton(QStringLiteral("cancelTask"), this)),
      m_list(makeButton(QStringLiteral("listTasks"), this))
{
    setObjectName(QStringLiteral("taskStatus"));
    m_text->setObjectName(QStringLiteral("taskText"));
    m_bar->setFixedWidth(barWidth_px);
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Progress of the running task"));
    m_cancel->setIcon(lineIcon(QStringLiteral("close")));
    m_cancel->setAccessibleName(tr("Cancel the running task"));
    m_list->setAccessibleName(tr("List the running tasks"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_text, m_bar, m_remaining, m_cancel, m_list}) {
        layout->addWidget(widget);
    }
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (Task* task = shownTask()) {
            task->cancel();
        }
    });
    connect(m_list, &QToolButton::clicked, this, &TaskStatus::showList);
    connect(m_tasks, &TaskRunner::changed, this, &TaskStatus::update);
    update();
}

Task* TaskStatus::shownTask() const
{
    return m_tasks->active().empty() ? nullptr : m_tasks->active().front();
}

void TaskStatus::update()
{
    const Task* task = shownTask();
    setVisible(task != nullptr);
    if (task == nullptr) {
        return;
    }
    const TaskProgress& progress = task->progress();
    m_text->setText(stateText(*task));
    m_text->setToolTip(progress.what());
    m_bar->setRange(0, progress.total() == 0 ? 0 : barSteps);
    if (progress.total() != 0) {
        m_bar->setValue(static_cast<int>(progress.share() * barSteps));
    }
    const std::optional<int> remaining = task->remaining_s();
    m_remaining->setText(remaining ? durationText(*remaining) : QString());
    m_remaining->setToolTip(tr("Time that is probably left"));
    m_cancel->setEnabled(!task->cancelRequested());
    m_cancel->setToolTip(m_cancel->isEnabled() ? tr("Cancel; what is done so far is kept")
                                               : tr("The task is stopping"));
    const auto others = static_cast<int>(m_tasks->active().size()) - 1;
    m_list->setVisible(others > 0);
    m_list->setText(tr("+ %1 more").arg(others));
    m_list->setToolTip(tr("Show and cancel the other tasks"));
}

void TaskStatus::showList()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (Task* task : m_tasks->active()) {
        QAction* action = menu->addAction(lineIcon(QStringLiteral("close")), tr("Cancel: %1").arg(stateText(*task)));
        connect(action, &QAction::triggered, task, &Task::cancel);
    }
    menu->popup(m_list->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

}  // namespace aurora::gui
