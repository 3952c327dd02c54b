#include "gui/lab_window.h"

#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "gui/cyclers/row_states.h"
#include "gui/overview/channel_tile.h"
#include "gui/results/result_states.h"
#include "gui/tables/cell_format.h"
#include "support/window_tests.h"

#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a window that was just opened says of servers it has not asked yet: what the database knows of them.
class StaleServersTest : public LabWindowTest
{
    Q_OBJECT

    /// A job of lab_08 runs on the server `sim`, as it was seen at this time.
    static void noteRunning(const QString& folder, const std::string& checked)
    {
        const services::Project project = services::openProject(toPath(folder));
        const auto database = project.openDatabase();
        database->write(
            [&] {
                database::PipelinesTable(*database).upsert({{"Pipeline", "sim-simulated-1-1"},
                                                            {"Sample ID", "lab_08"},
                                                            {"Job ID", "sim-7"},
                                                            {"Ready", std::int64_t{0}},
                                                            {"Server label", "sim"},
                                                            {"Last checked", checked}});
                for (const auto& [job, status] : {std::pair{"sim-6", "c"}, std::pair{"sim-7", "r"}}) {
                    database::JobsTable(*database).upsert({{"Job ID", job},
                                                           {"Sample ID", "lab_08"},
                                                           {"Status", status},
                                                           {"Server label", "sim"},
                                                           {"Last checked", checked}});
                }
            },
            Progress::none());
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void anOldAnswerIsShownWithItsTimeAndItsRowsAreStale()
    {
        const QString folder = makeLab(slow);
        noteRunning(folder, "2024-06-20 08:02:11");
        const auto window = openWindow({folder});
        const QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr && becomes(table, "Ready", 0, "◌ stale, was running"));
        QCOMPARE(column(table, "Last checked"), QStringList{QStringLiteral("2024-06-20 08:02:11")});
        auto* server = window->findChild<QToolButton*>(QStringLiteral("server-sim"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("◌ sim"), patience_ms);
        QVERIFY2(server->toolTip().contains(QStringLiteral("stale, last answer 2024-06-20 08:02")),
                 qPrintable(server->toolTip()));
        QCOMPARE(window->findChild<QToolButton*>(QStringLiteral("updateNow"))->text(),
                 QStringLiteral("updated 2024-06-20 08:02"));
        QTest::mouseClick(server, Qt::LeftButton);
        const auto* servers = shown<QWidget>(*window, "serverList");
        QVERIFY(servers != nullptr);
        QStringList said;
        for (const QLabel* label : servers->findChildren<QLabel*>()) {
            said.append(label->text());
        }
        QVERIFY2(said.contains(QStringLiteral("◌ stale")), qPrintable(said.join(QLatin1Char('|'))));
        QVERIFY(said.contains(QStringLiteral("last answer 2024-06-20 08:02")));
    }

    void aTileOfAStaleChannelHasRoomToSayThatAJobWaits()
    {
        services::Channel channel;
        channel.pipeline = channel.name = "simulated-1-1";
        channel.state = services::ChannelState::NotReadyJobWaits;
        ChannelTile waits;
        waits.setChannel(channel, false, {});
        QCOMPARE(waits.lines().at(1), QStringLiteral("○ not ready, job waits"));
        QVERIFY(waits.lines().at(3).isEmpty());
        waits.setChannel(channel, true, {});
        QCOMPARE(waits.lines().at(1), QStringLiteral("◌ stale, was not ready"));
        QCOMPARE(waits.lines().at(3), QStringLiteral("job waits"));
    }

    void anEndedJobIsNeverStale()
    {
        const QString folder = makeLab(slow);
        noteRunning(folder, "2024-06-20 08:02:11");
        const auto window = openWindow({folder});
        const QTableView* table = jobs(*window);
        QVERIFY(table != nullptr && becomes(table, "Status", 1, "◌ stale, was running"));
        QCOMPARE(column(table, "Status").front(), QStringLiteral("■ finished"));
    }

    void whatAnotherProgramReadAMomentAgoIsFresh()
    {
        const QString folder = makeLab(slow);
        noteRunning(folder, formatTimestamp(nowUts() - 60, "Europe/Zurich"));
        const auto window = openWindow({folder});
        const QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr && becomes(table, "Ready", 0, "▶ running"));
        const auto* server = window->findChild<QToolButton*>(QStringLiteral("server-sim"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("● sim"), patience_ms);
    }

    void anUpdateMakesEverythingFreshAgain()
    {
        const QString folder = makeLab(slow);
        noteRunning(folder, "2024-06-20 08:02:11");
        const auto window = openWindow({folder});
        const QTableView* table = pipelines(*window);
        QVERIFY(table != nullptr && becomes(table, "Ready", 0, "◌ stale, was running"));
        QVERIFY(trigger(*window, "Update from cyclers"));
        QVERIFY(becomes(table, "Ready", 0, "○ empty"));
        const auto* server = window->findChild<QToolButton*>(QStringLiteral("server-sim"));
        QTRY_COMPARE_WITH_TIMEOUT(server->text(), QStringLiteral("● sim"), patience_ms);
    }

    void aResultIsAsOldAsItsPipelineWhateverTheServersAreCalled()
    {
        Table pipelines;
        pipelines.columns = {{.name = "Pipeline"}, {.name = "Server label"}};
        pipelines.rows = {{"ec-1", "ec"}, {"ec-b-1", "ec-b"}};
        Table results;
        results.columns = {{.name = "Sample ID"}, {.name = "Pipeline"}, {.name = "Status"}};
        results.rows = {{"a", "ec-1", "r"}, {"b", "ec-b-1", "r"}, {"c", "ec-1", "c"}};
        tellResultStates(results, stalePipelines(pipelines, {.servers = {"ec"}}), {});
        QCOMPARE(toText(results.rows[0][2]), staleWord("r"));
        QCOMPARE(toText(results.rows[1][2]), std::string("r"));
        QCOMPARE(toText(results.rows[2][2]), std::string("c"));
    }

    void inTheHourThatComesTwiceWhatWasJustCheckedIsNotOld()
    {
        // Zurich, 27 October 2024: 03:00 summer time is 02:00 again. It is 02:05 for the second time, 01:05 UTC.
        const double now_uts = 1729991100;
        const StaleRows stale{.oldest_uts = now_uts - 600, .timeZone = "Europe/Zurich"};
        Table jobs;
        jobs.columns = {{.name = "Job ID"}, {.name = "Status"}, {.name = "Last checked"}};
        jobs.rows = {{"sim-1", "r", "2024-10-27 02:04:00"},
                     {"sim-2", "r", "2024-10-27 01:58:00"},
                     {"sim-3", "c", "2024-10-27 01:58:00"}};
        tellStaleJobs(jobs, stale);
        QCOMPARE(toText(jobs.rows[0][1]), std::string("r"));
        QVERIFY(toText(jobs.rows[1][1]) != "r");
        QCOMPARE(toText(jobs.rows[2][1]), std::string("c"));
    }
};

AURORA_WINDOW_TESTS(StaleServersTest)
#include "stale_servers_test.moc"
