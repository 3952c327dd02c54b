#include "gui/frame/task_runner.h"

#include "aurora/core/time.h"

#include <algorithm>

namespace aurora::gui {

TaskRunner::TaskRunner(QObject* parent) : QObject(parent)
{
    constexpr int tick_ms = 50;
    constexpr int threads =
        8;  // tasks wait for files and servers, and spread their computing over all cores themselves
    m_pool.setMaxThreadCount(threads);
    m_ticker.setInterval(tick_ms);
    connect(&m_ticker, &QTimer::timeout, this, [this] {
        for (Task* task : m_active) {
            task->noteProgress();
        }
        Q_EMIT changed();
    });
}

TaskRunner::~TaskRunner()
{
    for (Task* task : m_active) {
        task->m_progress->requestCancel();
    }
    m_pool.waitForDone();
}

void TaskRunner::setProject(const QString& name)
{
    m_project = name;
    Q_EMIT changed();
}

void TaskRunner::cancelAll()
{
    const std::vector<Task*> tasks = m_active;
    for (Task* task : tasks) {
        task->cancel();
    }
}

Task* TaskRunner::enqueue(const QString& title, TaskKind kind, std::function<void(Progress&)> work,
                          std::function<void()> done, std::shared_ptr<std::optional<services::Report>> report)
{
    auto* task = new Task(title, kind, this);
    task->m_project = m_project;
    task->m_work = std::move(work);
    task->m_done = std::move(done);
    task->m_report = std::move(report);
    connect(task, &Task::changed, this, &TaskRunner::startWaiting);  // a cancelled one need not wait for its turn
    m_active.push_back(task);
    m_ticker.start();
    startWaiting();
    Q_EMIT changed();
    return task;
}

void TaskRunner::startWaiting()
{
    bool writing = std::any_of(m_active.begin(), m_active.end(), [](const Task* task) {
        return task->m_kind == TaskKind::Writes && task->m_state == Task::State::Running;
    });
    for (Task* task : m_active) {
        const bool mustWait = task->m_kind == TaskKind::Writes && writing && !task->cancelRequested();
        if (task->m_state != Task::State::Waiting || mustWait) {
            continue;
        }
        writing = writing || task->m_kind == TaskKind::Writes;
        run(task);
    }
}

void TaskRunner::run(Task* task)
{
    task->m_state = Task::State::Running;
    task->m_runningSince.start();
    task->m_started_uts = nowUts();
    m_pool.start([this, task, progress = task->m_progress, work = task->m_work] {
        std::optional<Failure> failure;
        try {
            progress->throwIfCancelled();
            work(*progress);
        } catch (...) {
            failure = describe(std::current_exception());
        }
        // The runner waits for its pool before it goes, so both are alive here; the queued call dies with the runner.
        QMetaObject::invokeMethod(
            this, [this, task, failure] { finish(task, failure); }, Qt::QueuedConnection);
    });
}

void TaskRunner::remember(const Task& task)
{
    constexpr std::size_t most = 100;
    const double ended_uts = nowUts();
    m_history.push_front({.id = task.m_id,
                          .title = task.m_title,
                          .project = task.m_project,
                          .state = task.m_state,
                          .started_uts = task.m_started_uts > 0 ? task.m_started_uts : ended_uts,
                          .ended_uts = ended_uts,
                          .failure = task.m_failure,
                          .report = task.m_report ? *task.m_report : std::nullopt,
                          .log = task.m_log});
    if (m_history.size() > most) {
        m_history.pop_back();
    }
}

void TaskRunner::finish(Task* task, const std::optional<Failure>& failure)
{
    m_active.erase(std::remove(m_active.begin(), m_active.end(), task), m_active.end());
    task->m_state = Task::State::Done;
    if (failure) {
        task->m_failure = *failure;
        task->m_state = failure->cancelled ? Task::State::Cancelled : Task::State::Failed;
    }
    if (m_active.empty()) {
        m_ticker.stop();
    }
    remember(*task);
    startWaiting();
    if (task->m_state == Task::State::Done) {
        task->m_done();
    }
    Q_EMIT task->finished();
    Q_EMIT finished(task);
    Q_EMIT changed();
    task->deleteLater();
}

}  // namespace aurora::gui
