#include "gui/lab_window.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/results_table.h"
#include "gui/activity/notifier.h"
#include "gui/report/report_dialog.h"
#include "gui/report/window_words.h"
#include "support/window_tests.h"

#include <QDateTime>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTabWidget>

#include <thread>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The page Activity: tasks that run and ran, the daemon, and what is told on the desktop.
class ActivityPageTest : public LabWindowTest
{
    Q_OBJECT

    static QString cell(const QTableView* table, int row, const char* name) { return column(table, name).value(row); }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aLineOfTheLogNamesWhatItIsAbout()
    {
        services::Report report;
        report.done.push_back({"run_a_1", "deleted: its row is lost; 3 files in /lab/run_a/run_a_1 stay", {}});
        report.done.push_back({"run_a_2", "run_a_2 is there", {}});
        QCOMPARE(reportLines(report),
                 QStringList({QStringLiteral("■ run_a_1: deleted: its row is lost; 3 files in /lab/run_a/run_a_1 stay"),
                              QStringLiteral("■ run_a_2 is there")}));
    }

    void aTaskIsListedWithItsLogCanBeCancelledAndStaysListed()
    {
        const auto window = openWindow({makeLab(slow)});
        const auto* table = showPage(*window, "Activity", "tasksTable");
        QVERIFY(table != nullptr);
        window->tasks().start(
            QStringLiteral("Counting"), TaskKind::Reads,
            [](Progress& progress) {
                for (std::uint64_t step = 0;; ++step) {
                    progress.report(step, 1000000, step < 10 ? "the first ones" : "sheep");
                    progress.throwIfCancelled();
                    std::this_thread::sleep_for(std::chrono::milliseconds(20));
                }
                return 0;
            },
            this, [](int) {});
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "State"), QStringLiteral("▶ running"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(cell(table, 0, "Progress").endsWith(QStringLiteral("of 1000000")), patience_ms);
        const auto* log = window->findChild<QPlainTextEdit*>(QStringLiteral("taskLog"));
        QTRY_VERIFY_WITH_TIMEOUT(log->toPlainText().contains(QStringLiteral("sheep")), patience_ms);
        QVERIFY(log->toPlainText().contains(QStringLiteral("the first ones")));
        QVERIFY(click(*window, "cancelSelected"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "State"), QStringLiteral("■ cancelled"), patience_ms);
        QCOMPARE(table->model()->rowCount(), 1);
        const QString started = cell(table, 0, "Started");
        QVERIFY2(QDateTime::fromString(started, QStringLiteral("yyyy-MM-dd hh:mm:ss")).isValid(), qPrintable(started));
        QVERIFY(log->toPlainText().contains(QStringLiteral("sheep")));
    }

    void whatCameOfATaskIsCountedByThingsAndNamed()
    {
        const auto window = openWindow({makeLab(slow)});
        const auto* table = showPage(*window, "Activity", "tasksTable");
        QVERIFY(table != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(action(*window, "Close project")->isEnabled(), patience_ms);
        window->tasks().start(
            QStringLiteral("Labelling samples"), TaskKind::Writes,
            [](Progress& /*progress*/) {
                services::Report report;
                for (const char* sample : {"lab_08", "lab_09"}) {
                    report.done.push_back({sample, "Label: good", {}});
                    report.done.push_back({sample, "analysed: 9 cycles", {}, services::ReportKind::Analysis});
                }
                return report;
            },
            this, [](const services::Report&) {});
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "What came of it"), QStringLiteral("done: 2 (lab_08, lab_09)"),
                                  patience_ms);
        QCOMPARE(cell(table, 0, "Progress"), QStringLiteral("2 of 2"));
        QCOMPARE(cell(table, 0, "Task"), QStringLiteral("Labelling samples"));
        QVERIFY(trigger(*window, "Close project"));  // then it is not clear whose samples
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "Task"), QStringLiteral("Labelling samples (lab)"), patience_ms);
    }

    void whatATaskLeftUndoneIsCountedByThingsToo()
    {
        const auto window = openWindow({makeLab(slow)});
        const auto* table = showPage(*window, "Activity", "tasksTable");
        QVERIFY(table != nullptr);
        window->tasks().start(
            QStringLiteral("Harvesting"), TaskKind::Writes,
            [](Progress& /*progress*/) {
                using services::ReportKind;
                services::Report report;
                report.done.push_back({"pc1: a.mpr", "stored", {}});
                report.done.push_back({"lab_08", "analysed: 9 cycles", {}, ReportKind::Analysis});
                report.skipped.push_back({"pc1", "12 files in D:/data: not assigned", {}, ReportKind::Other, 12});
                report.skipped.push_back({"lab_09", "nothing new", {}, ReportKind::Analysis});
                return report;
            },
            this, [](const services::Report&) {});
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "What came of it"), QStringLiteral("done: pc1: a.mpr, skipped: 12"),
                                  patience_ms);
        QCOMPARE(cell(table, 0, "Progress"), QStringLiteral("13 of 13"));
    }

    void aFailureSaysItsSentenceAndAReportIsOneClickAway()
    {
        const auto window = openWindow({makeLab(slow)});
        const auto* table = showPage(*window, "Activity", "tasksTable");
        QVERIFY(table != nullptr);
        window->tasks().start(
            QStringLiteral("Reading"), TaskKind::Reads,
            [](Progress& /*progress*/) -> int { throw Error("tt1 does not answer. Is the PC on?", "errno 110"); }, this,
            [](int) {});
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "State"), QStringLiteral("✕ failed"), patience_ms);
        QCOMPARE(cell(table, 0, "What came of it"), QStringLiteral("tt1 does not answer. Is the PC on?"));
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("taskDetails"))->text(),
                 QStringLiteral("tt1 does not answer. Is the PC on?"));
        QVERIFY(window->findChild<QPlainTextEdit*>(QStringLiteral("taskLog"))
                    ->toPlainText()
                    .contains(QStringLiteral("errno 110")));

        QVERIFY(trigger(*window, "Update from cyclers"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "State"), QStringLiteral("■ done"), patience_ms);
        QVERIFY2(cell(table, 0, "What came of it").startsWith(QStringLiteral("done: ")),
                 qPrintable(cell(table, 0, "What came of it")));
        const_cast<QTableView*>(table)->selectRow(0);
        QVERIFY(click(*window, "reportOfSelected"));
        QVERIFY(shown<QDialog>(*window, "ReportDialog") != nullptr);
    }

    void aFinishedTaskThatHadNothingToDoIsNotShownAsUnfinished()
    {
        const auto window = openWindow({makeLab(slow)});
        const auto* table = showPage(*window, "Activity", "tasksTable");
        QVERIFY(table != nullptr);
        window->tasks().start(
            QStringLiteral("Analysing"), TaskKind::Reads,
            [](Progress& /*progress*/) {
                services::Report report;
                report.skipped.assign(13, {"run_a_1", "unchanged", {}});
                return report;
            },
            this, [](const services::Report& /*report*/) {});
        QTRY_COMPARE_WITH_TIMEOUT(cell(table, 0, "State"), QStringLiteral("■ done"), patience_ms);
        QCOMPARE(cell(table, 0, "Progress"), QStringLiteral("13 of 13"));
        QCOMPARE(cell(table, 0, "What came of it"), QStringLiteral("skipped: 13"));
    }

    void linesOfTwoRowsOfAReportHaveAirBetweenThem()
    {
        services::Report report;
        report.done.push_back({"a_01", std::string(40, 'x') + " and " + std::string(60, 'y') + " and more", {}});
        auto* dialog = new ReportDialog(report, nullptr);
        dialog->show();
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        const auto* table = dialog->findChild<QTableView*>(QStringLiteral("table"));
        constexpr int message = 2;
        const QString text = table->model()->index(0, message).data().toString();
        const QRect column(0, 0, table->columnWidth(message), 0);
        const int words_px = table->fontMetrics().boundingRect(column, Qt::TextWordWrap, text).height();
        QTRY_VERIFY2(table->rowHeight(0) >= words_px + 8,
                     qPrintable(QStringLiteral("%1 in %2").arg(words_px).arg(table->rowHeight(0))));
        delete dialog;
    }

    void theLogOfTheDaemonIsShown()
    {
        const QString folder = makeLab(slow);
        const std::filesystem::path log = toPath(folder) / "logs" / "daemon.log";
        std::filesystem::create_directories(log.parent_path());
        const auto window = openWindow({folder});
        QVERIFY(showPage(*window, "Activity", "tasksTable") != nullptr);
        auto* logs = window->findChild<QTabWidget*>(QStringLiteral("activityLogs"));
        logs->setCurrentIndex(1);
        const auto* file = window->findChild<QLabel*>(QStringLiteral("daemonLogFile"));
        QTRY_VERIFY_WITH_TIMEOUT(file->text().startsWith(QStringLiteral("The daemon has logged nothing yet.")),
                                 patience_ms);
        replaceFileText(log, "harvesting: 3 done\n");
        QVERIFY(trigger(*window, "Refresh"));
        const auto* lines = window->findChild<QPlainTextEdit*>(QStringLiteral("daemonLog"));
        QTRY_COMPARE_WITH_TIMEOUT(lines->toPlainText(), QStringLiteral("harvesting: 3 done"), patience_ms);
        QVERIFY(file->text().contains(nativePath(log)));
    }

    void whoCopiesFromTheLogOfTheDaemonIsNotDisturbed()
    {
        const QString folder = makeLab(slow);
        const std::filesystem::path log = toPath(folder) / "logs" / "daemon.log";
        std::filesystem::create_directories(log.parent_path());
        replaceFileText(log, "harvesting: 3 done\n");
        const auto window = openWindow({folder});
        QVERIFY(showPage(*window, "Activity", "tasksTable") != nullptr);
        window->findChild<QTabWidget*>(QStringLiteral("activityLogs"))->setCurrentIndex(1);
        auto* lines = window->findChild<QPlainTextEdit*>(QStringLiteral("daemonLog"));
        QTRY_COMPARE_WITH_TIMEOUT(lines->toPlainText(), QStringLiteral("harvesting: 3 done"), patience_ms);
        lines->moveCursor(QTextCursor::Start);
        lines->moveCursor(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        QCOMPARE(lines->textCursor().selectedText(), QStringLiteral("harvesting"));
        replaceFileText(log, "harvesting: 3 done\nanalysing: 2 done\n");
        QVERIFY(trigger(*window, "Refresh"));
        QTRY_COMPARE_WITH_TIMEOUT(lines->toPlainText(), QStringLiteral("harvesting: 3 done\nanalysing: 2 done"),
                                  patience_ms);
        QCOMPARE(lines->textCursor().selectedText(), QStringLiteral("harvesting"));
    }

    void theDaemonIsDescribed()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(showPage(*window, "Activity", "tasksTable") != nullptr);
        const auto* state = window->findChild<QLabel*>(QStringLiteral("daemonState"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("○ No daemon runs for this project."), patience_ms);
        const auto* details = window->findChild<QLabel*>(QStringLiteral("daemonDetails"));
        QVERIFY2(details->text().endsWith(QStringLiteral("updates every 5 min, nightly work at 02:00.")),
                 qPrintable(details->text()));
        QVERIFY(trigger(*window, "Run daemon in this window"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("▶ The daemon runs in this window."), patience_ms);
        QVERIFY2(details->text().contains(QStringLiteral("Updates every 5 min; next nightly run 20")),
                 qPrintable(details->text()));
    }

    void newlyFlaggedCellsAndEndedJobsAreToldOnceAndOldOnesAreNot()
    {
        const QString folder = makeLab(slow);
        const services::Project project = services::openProject(toPath(folder));
        const auto database = project.openDatabase();
        const std::string now = formatTimestamp(nowUts(), project.timeZone());
        const auto flag = [&](const char* sample) {
            database->write(
                [&] {
                    database::ResultsTable(*database).upsert({{"Sample ID", sample},
                                                              {"Flag", "Cap loss"},
                                                              {"Capacity loss (%)", 23.0},
                                                              {"Last snapshot", now}});
                },
                Progress::none());
        };
        flag("lab_08");
        const auto window = openWindow({folder});
        auto* notifier = window->findChild<Notifier*>();
        QVERIFY(notifier != nullptr);
        QSignalSpy told(notifier, &Notifier::told);
        QTest::qWait(3000);  // what there is when the project is opened is no news
        QCOMPARE(told.size(), 0);
        flag("lab_09");
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, patience_ms);
        QCOMPARE(told.at(0).at(0).toString(), QStringLiteral("Cells flagged: 1"));
        QCOMPARE(told.at(0).at(1).toString(), QStringLiteral("▲ lab_09: capacity loss 23.0\u00a0%"));
        database->write(
            [&] {
                database::JobsTable jobs(*database);
                jobs.upsert({{"Job ID", "sim-3"}, {"Sample ID", "lab_10"}, {"Status", "ce"}});
                jobs.noteEnd("sim-3", nowUts());
            },
            Progress::none());
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, patience_ms);
        QCOMPARE(told.at(1).at(1).toString(), QStringLiteral("✕ sim-3 of lab_10 ended with an error"));
        Notifier::setEnabled(false);
        flag("lab_10");
        QTest::qWait(4000);
        QCOMPARE(told.size(), 2);
        Notifier::setEnabled(true);
    }

    void aCellThatIsFlaggedAgainIsToldAgainAlsoAfterTheProjectWasReadAnew()
    {
        const QString folder = makeLab(slow);
        const services::Project project = services::openProject(toPath(folder));
        const auto database = project.openDatabase();
        const auto flag = [&](const char* sample, const CellValue& value) {
            database->write(
                [&] {
                    database::ResultsTable(*database).upsert(
                        {{"Sample ID", sample},
                         {"Flag", value},
                         {"Capacity loss (%)", 23.0},
                         {"Last snapshot", formatTimestamp(nowUts(), project.timeZone())}});
                },
                Progress::none());
        };
        const auto window = openWindow({folder});
        auto* notifier = window->findChild<Notifier*>();
        QVERIFY(notifier != nullptr);
        const QSignalSpy told(notifier, &Notifier::told);
        QTest::qWait(3000);
        flag("lab_09", "Cap loss");
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 1, patience_ms);
        flag("lab_09", {});
        QTest::qWait(5000);  // it is seen to be gone
        flag("lab_09", "Cap loss");
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 2, patience_ms);
        flag("lab_10", "Cap loss");
        configure(folder, Json::object({{"Unused pipelines", Json::array({"sim-9-%"})}}));
        window->openPaths({folder});  // which is read anew before the cell was looked at
        QTRY_COMPARE_WITH_TIMEOUT(told.size(), 3, patience_ms);
        QCOMPARE(told.at(2).at(1).toString(), QStringLiteral("▲ lab_10: capacity loss 23.0\u00a0%"));
    }
};

AURORA_WINDOW_TESTS(ActivityPageTest)
#include "activity_page_test.moc"
