#include "gui/frame/task_runner.h"

#include "aurora/core/error.h"
#include "support/window_tests.h"

#include <QSignalSpy>
#include <QTest>

#include <chrono>
#include <thread>

using namespace aurora;
using namespace aurora::gui;

namespace {

constexpr int taskPatience_ms = 10000;

/// Works until it is cancelled.
int workForever(Progress& progress)
{
    for (std::uint64_t step = 0;; ++step) {
        progress.report(step, 1000000, "step");
        progress.throwIfCancelled();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

}  // namespace

class TaskRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:

    void aResultArrivesOnTheThreadOfTheWindow()
    {
        TaskRunner tasks;
        int result = 0;
        QThread* deliveredOn = nullptr;
        tasks.start(
            QStringLiteral("Adding"), TaskKind::Reads, [](Progress& /*progress*/) { return 40 + 2; }, this,
            [&](int value) {
                result = value;
                deliveredOn = QThread::currentThread();
            });
        QTRY_COMPARE_WITH_TIMEOUT(result, 42, taskPatience_ms);
        QCOMPARE(deliveredOn, thread());
        QVERIFY(tasks.active().empty());
    }

    void aStageThatReportsNoShareBeginsAtNothing()
    {
        TaskProgress progress;
        progress.report(1, 2, "small file");
        progress.reportShare(0.1);
        QCOMPARE(progress.share(), 0.1);
        progress.report(2, 2, "large file");
        QCOMPARE(progress.share(), 0.1);
        progress.reportShare(1);
        progress.report(0, 4, "first batch");
        QCOMPARE(progress.share(), 0.0);
        progress.report(3, 4, "fourth batch");
        QCOMPARE(progress.share(), 0.75);
        progress.reportShare(1);
        progress.report(0, 4, "a stage of as many parts");
        QCOMPARE(progress.share(), 0.0);
    }

    void aCancelledTaskStopsAndHasNoResult()
    {
        TaskRunner tasks;
        bool delivered = false;
        Task* task = tasks.start(QStringLiteral("Counting"), TaskKind::Writes, workForever, this,
                                 [&delivered](int /*value*/) { delivered = true; });
        QTRY_VERIFY_WITH_TIMEOUT(task->progress().done() > 2, taskPatience_ms);
        Task::State end = Task::State::Running;
        connect(task, &Task::finished, this, [&end, task] { end = task->state(); });
        task->cancel();
        QTRY_COMPARE_WITH_TIMEOUT(end, Task::State::Cancelled, taskPatience_ms);
        QVERIFY(!delivered);
    }

    void aFailureCarriesSentenceAndCause()
    {
        TaskRunner tasks;
        Failure failure;
        connect(&tasks, &TaskRunner::finished, this, [&failure](const Task* task) { failure = task->failure(); });
        tasks.start(
            QStringLiteral("Failing"), TaskKind::Reads,
            [](Progress& /*progress*/) -> int { throw Error("The disk is full.", "ENOSPC"); }, this, [](int) {});
        QTRY_COMPARE_WITH_TIMEOUT(failure.message, QStringLiteral("The disk is full."), taskPatience_ms);
        QCOMPARE(failure.cause, QStringLiteral("ENOSPC"));
    }

    void writingTasksWaitForEachOtherAndReadingOnesDoNot()
    {
        TaskRunner tasks;
        Task* first = tasks.start(QStringLiteral("First"), TaskKind::Writes, workForever, this, [](int) {});
        Task* second = tasks.start(QStringLiteral("Second"), TaskKind::Writes, workForever, this, [](int) {});
        Task* reading = tasks.start(QStringLiteral("Reading"), TaskKind::Reads, workForever, this, [](int) {});
        QTRY_VERIFY_WITH_TIMEOUT(first->progress().done() > 2 && reading->progress().done() > 2, taskPatience_ms);
        QCOMPARE(second->state(), Task::State::Waiting);
        QSignalSpy over(first, &Task::finished);
        first->cancel();
        QVERIFY(over.wait(taskPatience_ms));
        QTRY_VERIFY_WITH_TIMEOUT(second->progress().done() > 2, taskPatience_ms);
        tasks.cancelAll();
        QTRY_VERIFY_WITH_TIMEOUT(tasks.active().empty(), taskPatience_ms);
    }

    void aWaitingTaskCanBeCancelledBeforeItsTurn()
    {
        TaskRunner tasks;
        Task* first = tasks.start(QStringLiteral("First"), TaskKind::Writes, workForever, this, [](int) {});
        Task* second = tasks.start(QStringLiteral("Second"), TaskKind::Writes, workForever, this, [](int) {});
        QSignalSpy over(second, &Task::finished);
        second->cancel();
        QVERIFY(over.wait(taskPatience_ms));
        QCOMPARE(first->state(), Task::State::Running);
        QCOMPARE(tasks.active().size(), std::size_t{1});
    }

    void progressIsAnnouncedAtMostTwentyTimesASecond()
    {
        TaskRunner tasks;
        QSignalSpy changes(&tasks, &TaskRunner::changed);
        Task* task = tasks.start(
            QStringLiteral("Chattering"), TaskKind::Reads,
            [](Progress& progress) {
                for (std::uint64_t step = 0; !progress.cancelRequested(); ++step) {
                    progress.report(step, 0, "row");
                }
                return 0;
            },
            this, [](int) {});
        QTest::qWait(1000);
        const auto announced = changes.size();
        task->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(tasks.active().empty(), taskPatience_ms);
        QVERIFY2(announced >= 3 && announced <= 22, qPrintable(QString::number(announced)));
    }
};

AURORA_WINDOW_TESTS(TaskRunnerTest)
#include "task_runner_test.moc"
