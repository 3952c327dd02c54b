#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/remaining_time.h"
#include "aurora/services/report.h"
#include "gui/frame/failure.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace aurora::gui {

/// How far a task is. The working threads write it, the window's thread looks at it some times a second: a service that
/// reports every row costs the window nothing.
class TaskProgress final : public Progress
{
public:
    void report(std::uint64_t done, std::uint64_t total, std::string_view what) override;
    void reportShare(double share) override;

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_cancel; }

    void requestCancel() noexcept { m_cancel = true; }

    [[nodiscard]] std::uint64_t done() const noexcept { return m_done; }

    [[nodiscard]] std::uint64_t total() const noexcept { return m_total; }

    /// Of the work, or of its stage that is on now, 0 … 1: what was reported, else done of total.
    [[nodiscard]] double share() const;

    [[nodiscard]] QString what() const;

private:
    std::atomic<bool> m_cancel{false};
    std::atomic<std::uint64_t> m_done{0};
    std::atomic<std::uint64_t> m_total{0};
    std::atomic<double> m_share{-1};  ///< below 0: nobody reported one
    mutable std::mutex m_mutex;
    std::string m_what;
};

/// Whether a task writes into the project: writing tasks run one after another. What a user does with a cycler waits
/// for nobody: cancelling a job must not stand behind a long import.
enum class TaskKind
{
    Reads,
    Writes,
    Cyclers
};

/// One piece of work that the user started and waits for. Lives on the window's thread, in the TaskRunner.
class Task final : public QObject
{
    Q_OBJECT

public:
    enum class State
    {
        Waiting,
        Running,
        Done,
        Failed,
        Cancelled
    };

    Task(QString title, TaskKind kind, QObject* parent);

    [[nodiscard]] const QString& title() const noexcept { return m_title; }

    [[nodiscard]] TaskKind kind() const noexcept { return m_kind; }

    [[nodiscard]] State state() const noexcept { return m_state; }

    /// Name of the project that was open when it was started; empty: none.
    [[nodiscard]] const QString& project() const noexcept { return m_project; }

    /// Tells tasks apart for as long as the window lives.
    [[nodiscard]] std::int64_t id() const noexcept { return m_id; }

    [[nodiscard]] double started_uts() const noexcept { return m_started_uts; }  ///< 0 while it waits

    /// What it said it was doing, a line each with the time since its start; the last some hundred.
    [[nodiscard]] const QStringList& log() const noexcept { return m_log; }

    [[nodiscard]] const TaskProgress& progress() const noexcept { return *m_progress; }

    [[nodiscard]] const Failure& failure() const noexcept { return m_failure; }  ///< of a failed or cancelled task

    [[nodiscard]] bool cancelRequested() const noexcept { return m_progress->cancelRequested(); }

    /// From the speed of the last seconds; nothing while that says little.
    [[nodiscard]] std::optional<int> remaining_s() const;

    /// Looks how far the work is; the runner does it some times a second.
    void noteProgress();

    /// Asks the work to stop; `finished` follows when it has.
    void cancel();

Q_SIGNALS:
    void changed();
    void finished();

private:
    friend class TaskRunner;

    void note(const QString& line);

    QString m_title;
    QString m_project;
    TaskKind m_kind;
    std::int64_t m_id;
    double m_started_uts = 0;
    QStringList m_log;
    QString m_lastWhat;
    std::shared_ptr<std::optional<services::Report>> m_report;
    State m_state = State::Waiting;
    std::shared_ptr<TaskProgress> m_progress = std::make_shared<TaskProgress>();
    Failure m_failure;
    QElapsedTimer m_runningSince;
    RemainingTime m_remaining;
    std::function<void(Progress&)> m_work;
    std::function<void()> m_done;
};

/// A task that is over.
struct TaskRecord
{
    std::int64_t id = 0;
    QString title{};
    QString project{};  ///< that was open when it was started; empty: none
    Task::State state = Task::State::Done;
    double started_uts = 0;
    double ended_uts = 0;
    Failure failure{};                         ///< of a failed or cancelled one
    std::optional<services::Report> report{};  ///< what it did, where it tells
    QStringList log{};
};

}  // namespace aurora::gui
