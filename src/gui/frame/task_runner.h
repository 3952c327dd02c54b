#pragma once

#include "gui/frame/task.h"

#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <concepts>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

namespace aurora::gui {

/// The report in what a service returned, where there is one.
template <class Result>
[[nodiscard]] std::optional<services::Report> reportIn(const Result& result)
{
    if constexpr (std::same_as<Result, services::Report>) {
        return result;
    } else if constexpr (requires { requires std::same_as<decltype(result.report), services::Report>; }) {
        return result.report;
    } else {
        return std::nullopt;
    }
}

/// Runs what the user started: service calls on pool threads, with progress and cancel. Tasks that write wait
/// for each other, all others run at once.
class TaskRunner final : public QObject
{
    Q_OBJECT

public:
    explicit TaskRunner(QObject* parent = nullptr);
    /// Cancels what still runs and waits for it.
    ~TaskRunner() override;

    /// @param work  called on a pool thread
    /// @param done  called with the result on the window's thread, if the receiver still lives and the work succeeded;
    ///              failures are announced by finished()
    template <class Work, class Done>
    Task* start(const QString& title, TaskKind kind, Work work, QObject* receiver, Done done)
    {
        using Result = std::invoke_result_t<Work, Progress&>;
        auto result = std::make_shared<std::optional<Result>>();
        auto report = std::make_shared<std::optional<services::Report>>();
        const QPointer<QObject> guard(receiver);
        return enqueue(
            title, kind,
            [work = std::move(work), result, report](Progress& progress) {
                result->emplace(work(progress));
                *report = reportIn(**result);
            },
            [guard, result, done = std::move(done)] {
                if (guard) {
                    done(std::move(**result));
                }
            },
            report);
    }

    /// Waiting and running tasks, oldest first.
    [[nodiscard]] const std::vector<Task*>& active() const noexcept { return m_active; }

    /// Tasks that are over, the newest first; the last hundred.
    [[nodiscard]] const std::deque<TaskRecord>& history() const noexcept { return m_history; }

    void cancelAll();

    /// Name of the project that is open now: tasks started from here on are its own.
    void setProject(const QString& name);

    [[nodiscard]] const QString& project() const noexcept { return m_project; }

Q_SIGNALS:
    /// Tasks came, went or moved on; at most 20 times a second.
    void changed();
    /// The task is over, whatever its state; it is deleted after the slots have run.
    void finished(aurora::gui::Task* task);

private:
    Task* enqueue(const QString& title, TaskKind kind, std::function<void(Progress&)> work, std::function<void()> done,
                  std::shared_ptr<std::optional<services::Report>> report);
    void startWaiting();
    void run(Task* task);
    void remember(const Task& task);
    void finish(Task* task, const std::optional<Failure>& failure);

    std::vector<Task*> m_active;
    std::deque<TaskRecord> m_history;
    QString m_project;
    QThreadPool m_pool;
    QTimer m_ticker;
};

}  // namespace aurora::gui
