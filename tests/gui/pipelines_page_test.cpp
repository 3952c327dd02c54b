#include "gui/lab_window.h"

#include "gui/overview/channel_tile.h"
#include "support/window_tests.h"

#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a user does with the channels of a cycler, from an empty page to results, on the simulated server.
class PipelinesPageTest : public LabWindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void anEmptyPageOffersToReadTheServersAndThenShowsTheirPipelines()
    {
        const auto window = openWindow({makeLab(slow)});
        const QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr);
        const auto* notice = window->findChild<QLabel*>(QStringLiteral("pipelinesNotice"));
        QTRY_VERIFY_WITH_TIMEOUT(notice->text().contains(QStringLiteral("channels of the cyclers")), patience_ms);
        auto* server = window->findChild<QToolButton*>(QStringLiteral("server-sim"));
        QVERIFY(server != nullptr);
        QCOMPARE(server->text(), QStringLiteral("○ sim"));
        QVERIFY(trigger(*window, "Update from cyclers"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 8, patience_ms);
        QCOMPARE(column(table, "Pipeline").front(), QStringLiteral("sim-simulated-1-1"));
        QCOMPARE(column(table, "Ready"), QStringList(8, QStringLiteral("○ empty")));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("● sim"), patience_ms);
        QVERIFY2(server->toolTip().contains(QStringLiteral("online, last answer 20")), qPrintable(server->toolTip()));
        QVERIFY(window->findChild<QToolButton*>(QStringLiteral("updateNow"))
                    ->text()
                    .startsWith(QStringLiteral("updated 20")));
    }

    void anActionThatCannotWorkSaysWhyNot()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr);
        selectRows(table, {});
        QTRY_VERIFY(action(*window, "Load samples…")->toolTip().startsWith(QStringLiteral("Select one or more rows")));
        selectRows(table, {2});
        QTRY_VERIFY_WITH_TIMEOUT(action(*window, "Load samples…")->isEnabled(), patience_ms);
        const QAction* eject = action(*window, "Eject samples…");
        QVERIFY(!eject->isEnabled());
        QVERIFY2(eject->toolTip().startsWith(QStringLiteral("sim-simulated-1-3 holds no sample.")),
                 qPrintable(eject->toolTip()));
        QVERIFY(!action(*window, "Make ready")->isEnabled());
        QVERIFY(!action(*window, "Submit jobs…")->isEnabled());
        QVERIFY(!action(*window, "Cancel jobs…")->isEnabled());
    }

    void autoIncrementChoosesTheFollowingSamplesAndOneThatIsLoadedIsRefused()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr);
        QVERIFY(loadFirst(*window, table, 3));
        QCOMPARE(column(table, "Sample ID").mid(0, 4), QStringList({QStringLiteral("lab_08"), QStringLiteral("lab_09"),
                                                                    QStringLiteral("lab_10"), QString()}));
        QVERIFY2(messages(*window).contains(QStringLiteral("Samples loaded: 3.")), qPrintable(messages(*window)));
        selectRows(table, {5});
        QVERIFY(trigger(*window, "Load samples…"));
        auto* chooser = shown<QComboBox>(*window, "sample0");
        QVERIFY(chooser != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(chooser->count(), 1, patience_ms);  // lab_11 alone is on no pipeline
        chooser->setEditText(QStringLiteral("lab_09"));
        const auto* reason = shown<QLabel>(*window, "reason");
        QCOMPARE(reason->text(), QStringLiteral("lab_09 is on sim-simulated-1-2 already. Eject it there first."));
        QVERIFY(!shown<QPushButton>(*window, "loadButton")->isEnabled());
        chooser->setEditText(QStringLiteral("lab_12"));
        QVERIFY(reason->text().contains(QStringLiteral("no sample “lab_12”")));
        QVERIFY(!shown<QPushButton>(*window, "loadButton")->isEnabled());
    }

    void ejectingAsksWithTheNamesAndEmptiesThePipelines()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 2));
        selectRows(table, {0, 1});
        QVERIFY(trigger(*window, "Eject samples…"));
        const auto* question = shown<QDialog>(*window, "confirmation");
        QVERIFY(question != nullptr);
        QString said;
        for (const QLabel* label : question->findChildren<QLabel*>()) {
            said += label->text();
        }
        QVERIFY2(said.contains(QStringLiteral("Eject 2")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("lab_09 from sim-simulated-1-2")), qPrintable(said));
        QCOMPARE(column(table, "Sample ID").front(), QStringLiteral("lab_08"));
        QVERIFY(click(*window, "confirmButton"));
        QVERIFY(becomes(table, "Ready", 0, "○ empty"));
        QVERIFY(becomes(table, "Ready", 1, "○ empty"));
    }

    void aJobThatWaitsReadsTheSameOnTheOverviewAndIsCancelledFromItsPipeline()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(submitSelected(*window, ""));
        QVERIFY(becomes(table, "Ready", 0, "○ not ready, job waits"));
        shown<QDialog>(*window, "SubmitDialog")->close();
        QVERIFY(trigger(*window, "Overview"));
        const auto tile = [&] {
            const auto* found = window->findChild<ChannelTile*>(QStringLiteral("channel-sim-simulated-1-1"));
            return found == nullptr ? QString() : found->lines().at(1);
        };
        QTRY_COMPARE_WITH_TIMEOUT(tile(), QStringLiteral("○ not ready, job waits"), patience_ms);

        QVERIFY(pipelines(*window) == table);
        QCOMPARE(column(table, "Job ID").front(), QString());
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Cancel jobs…"));
        const auto* question = shown<QDialog>(*window, "confirmation");
        QVERIFY(question != nullptr);
        QString said;
        for (const QLabel* label : question->findChildren<QLabel*>()) {
            said += label->text();
        }
        QVERIFY2(said.contains(QStringLiteral("sim-1 of lab_08")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("Running now: 0.")), qPrintable(said));
        QVERIFY(click(*window, "confirmButton"));
        QVERIFY(becomes(table, "Ready", 0, "○ not ready"));
        const QTableView* jobTable = jobs(*window);
        QVERIFY(jobTable != nullptr);
        QVERIFY(becomes(jobTable, "Status", 0, "■ cancelled"));
        QCOMPARE(column(jobTable, "Job ID"), list("sim-1"));
    }

    void aCellIsLoadedReadiedCycledFetchedAndAnalysed()
    {
        const auto window = openWindow({makeLab(fast)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Make ready"));
        QVERIFY(becomes(table, "Ready", 0, "● ready"));
        QVERIFY(submitSelected(*window, "first try"));
        QVERIFY(becomes(table, "Ready", 0, "▶ running"));
        const auto* result = shown<QTableView>(*window, "plan");
        QVERIFY(result != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(column(result, "Result").value(0).startsWith(QStringLiteral("■ submitted as sim-")),
                                 patience_ms);
        shown<QDialog>(*window, "SubmitDialog")->close();

        const QTableView* jobTable = jobs(*window);
        QVERIFY(jobTable != nullptr);
        QVERIFY(becomes(jobTable, "Status", 0, "▶ running"));
        QCOMPARE(column(jobTable, "Sample ID"), list("lab_08"));
        QCOMPARE(column(jobTable, "Comment"), QStringList{QStringLiteral("first try")});
        const auto ended = [&] {
            action(*window, "Update from cyclers")->trigger();
            return QTest::qWaitFor([&] { return column(jobTable, "Status").value(0) == QStringLiteral("■ finished"); },
                                   1000);
        };
        QVERIFY(QTest::qWaitFor(ended, 2 * patience_ms));

        QVERIFY(pipelines(*window) == table);
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Snapshot"));
        const QTableView* results = showPage(*window, "Results", "resultsTable");
        QVERIFY(results != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(column(results, "Sample ID"), list("lab_08"), 2 * patience_ms);
        QCOMPARE(column(results, "Number of cycles"), list("3"));
    }

    void aSnapshotOfAJobThatHasEndedFreesItsRow()
    {
        const auto window = openWindow({makeLab(fast)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Make ready"));
        QVERIFY(becomes(table, "Ready", 0, "● ready"));
        QVERIFY(submitSelected(*window, "first try"));
        QVERIFY(becomes(table, "Ready", 0, "▶ running"));
        shown<QDialog>(*window, "SubmitDialog")->close();
        const QString before = column(table, "Last checked").front();
        const auto freed = [&] {  // by snapshots alone: nothing is updated
            return trigger(*window, "Snapshot") &&
                   QTest::qWaitFor([&] { return column(table, "Job ID").front().isEmpty(); }, 1000);
        };
        QVERIFY(QTest::qWaitFor(freed, 2 * patience_ms));
        QVERIFY2(column(table, "Ready").front() != QStringLiteral("▶ running"),
                 qPrintable(column(table, "Ready").front()));
        QVERIFY2(column(table, "Last checked").front() > before, qPrintable(column(table, "Last checked").front()));
    }
};

AURORA_WINDOW_TESTS(PipelinesPageTest)
#include "pipelines_page_test.moc"
