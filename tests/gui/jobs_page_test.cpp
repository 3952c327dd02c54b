#include "gui/lab_window.h"

#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "support/window_tests.h"

#include <QPointer>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The page Jobs: statuses, cancelling, servers that do not answer.
class JobsPageTest : public LabWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void cancellingNamesTheJobsAndCountsWhatRuns()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 2));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Make ready"));
        QVERIFY(becomes(table, "Ready", 0, "● ready"));
        selectRows(table, {0, 1});
        QVERIFY(submitSelected(*window, ""));
        QVERIFY(becomes(table, "Ready", 0, "▶ running"));
        QVERIFY(becomes(table, "Ready", 1, "○ not ready, job waits"));
        shown<QDialog>(*window, "SubmitDialog")->close();

        QTableView* jobTable = jobs(*window);
        QVERIFY(jobTable != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(jobTable->model()->rowCount(), 2, patience_ms);
        QCOMPARE(column(jobTable, "Status").at(0), QStringLiteral("▶ running"));
        QVERIFY(column(jobTable, "Status").at(1).startsWith(QStringLiteral("◌ queued")));
        selectRows(jobTable, {0, 1});
        QVERIFY(trigger(*window, "Cancel jobs…"));
        const auto* question = shown<QDialog>(*window, "confirmation");
        QVERIFY(question != nullptr);
        QString said;
        for (const QLabel* label : question->findChildren<QLabel*>()) {
            said += label->text();
        }
        QVERIFY2(said.contains(QStringLiteral("Cancel 2 jobs? Running now: 1.")), qPrintable(said));
        QStringList buttons;
        for (const QPushButton* button : question->findChildren<QPushButton*>()) {
            buttons.append(button->text().remove(QLatin1Char('&')));
        }
        buttons.sort();  // "Cancel" beside "Cancel 2 jobs?" could mean either
        QCOMPARE(buttons, (QStringList{QStringLiteral("End 2 jobs"), QStringLiteral("Keep running")}));
        QVERIFY2(said.contains(column(jobTable, "Job ID").at(1) + QStringLiteral(" of lab_09")), qPrintable(said));
        QVERIFY(click(*window, "confirmButton"));
        QVERIFY(becomes(jobTable, "Status", 0, "■ cancelled"));
        QVERIFY(becomes(jobTable, "Status", 1, "■ cancelled"));
        selectRows(jobTable, {0});
        const QAction* cancel = action(*window, "Cancel jobs…");
        QTRY_VERIFY_WITH_TIMEOUT(cancel->toolTip().contains(QStringLiteral("has ended")), patience_ms);
        QVERIFY(!cancel->isEnabled());
        QVERIFY(pipelines(*window) == table);
        QVERIFY(becomes(table, "Ready", 1, "○ not ready"));
    }

    void aJobThatWaitsHasNothingToFetchAndTheTooltipSaysSo()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(submitSelected(*window, ""));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Jobs submitted: 1.")), patience_ms);
        shown<QDialog>(*window, "SubmitDialog")->close();
        QTableView* jobTable = jobs(*window);
        QVERIFY(jobTable != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(jobTable->model()->rowCount(), 1, patience_ms);
        selectRows(jobTable, {0});
        const QAction* snapshot = action(*window, "Snapshot");
        QTRY_VERIFY_WITH_TIMEOUT(action(*window, "Cancel jobs…")->isEnabled(), patience_ms);
        QVERIFY(!snapshot->isEnabled());
        QVERIFY2(snapshot->toolTip().contains(QStringLiteral("has not started yet: nothing is recorded.")),
                 qPrintable(snapshot->toolTip()));
        QVERIFY(pipelines(*window) == table);
        selectRows(table, {0});
        QTRY_VERIFY_WITH_TIMEOUT(snapshot->toolTip().contains(QStringLiteral("has not started yet")), patience_ms);
        QVERIFY(!snapshot->isEnabled());
    }

    void aServerThatDoesNotAnswerCostsItsOwnRowsOnlyAndTheseAreStale()
    {
        // Nothing listens on port 1 of this computer.
        const QString folder = makeLab(
            slow, Json::array({{{"label", "gone"}, {"hostname", "127.0.0.1"}, {"port", 1}, {"shell_type", "bash"}}}));
        const std::string checked = formatTimestamp(nowUts() - 60, "Europe/Zurich");
        {
            const services::Project project = services::openProject(toPath(folder));
            const auto database = project.openDatabase();
            database->write(
                [&] {
                    database::PipelinesTable(*database).upsert({{"Pipeline", "gone-1"},
                                                                {"Sample ID", "lab_11"},
                                                                {"Job ID", "gone-7"},
                                                                {"Ready", std::int64_t{0}},
                                                                {"Server label", "gone"},
                                                                {"Last checked", checked}});
                    database::JobsTable(*database).upsert({{"Job ID", "gone-7"},
                                                           {"Sample ID", "lab_11"},
                                                           {"Pipeline", "gone-1"},
                                                           {"Status", "r"},
                                                           {"Server label", "gone"}});
                },
                Progress::none());
        }
        const auto window = openWindow({folder});
        QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr);
        QVERIFY(becomes(table, "Ready", 0, "▶ running"));  // it was looked at a moment ago, by another program
        QVERIFY(trigger(*window, "Update from cyclers"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 9, patience_ms);
        QVERIFY(becomes(table, "Ready", 0, "◌ stale, was running"));
        QCOMPARE(column(table, "Last checked").at(0), toQString(checked));
        QCOMPARE(column(table, "Ready").at(1), QStringLiteral("○ empty"));
        const auto* server = window->findChild<QToolButton*>(QStringLiteral("server-gone"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("◌ gone"), patience_ms);
        QVERIFY(server->toolTip().contains(QStringLiteral("does not answer")));
        QVERIFY2(messages(*window).contains(QStringLiteral("Failed:")), qPrintable(messages(*window)));
        const QTableView* jobTable = jobs(*window);
        QVERIFY(becomes(jobTable, "Status", 0, "◌ stale, was running"));
    }

    void aServerIsTestedFromTheStatusBarStepByStep()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(updatedPipelines(*window) != nullptr);
        auto* server = window->findChild<QToolButton*>(QStringLiteral("server-sim"));
        QVERIFY(server != nullptr);
        QTest::mouseClick(server, Qt::LeftButton);
        QVERIFY(click(*window, "test-sim"));
        const auto* summary = shown<QLabel>(*window, "testSummary");
        QVERIFY(summary != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(summary->text(), QStringLiteral("● sim can be used."), patience_ms);
        const auto* steps = shown<QTableView>(*window, "testSteps");
        QVERIFY(steps->model()->rowCount() > 0);
        QCOMPARE(column(steps, "Outcome").front(), QStringLiteral("■ passed"));
        const QPointer<QWidget> dialog = steps->window();
        window->openPaths({nativePath(services::initProject(m_folder->path() / "other").folder())});
        QTRY_VERIFY_WITH_TIMEOUT(window->windowTitle().startsWith(QStringLiteral("other ")), patience_ms);
        QTRY_VERIFY(dialog.isNull() || !dialog->isVisible());  // it would test a server of that one
    }

    void theDaemonRunsInTheWindowAndStops()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr);
        const auto* status = window->findChild<QLabel*>(QStringLiteral("daemonStatus"));
        QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("○ no daemon"), patience_ms);
        QVERIFY(trigger(*window, "Run daemon in this window"));
        QVERIFY(action(*window, "Stop daemon in this window")->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 8, patience_ms);  // its first update
        QVERIFY2(status->text().startsWith(QStringLiteral("▶ daemon · next nightly run 20")),
                 qPrintable(status->text()));
        QVERIFY(trigger(*window, "Stop daemon in this window"));
        QVERIFY(!action(*window, "Run daemon in this window")->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(status->text(), QStringLiteral("○ no daemon"), patience_ms);
    }
};

AURORA_WINDOW_TESTS(JobsPageTest)
#include "jobs_page_test.moc"
