#include "gui/lab_window.h"

#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/results_table.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"
#include "gui/overview/channel_tile.h"
#include "gui/overview/unreadable_files_dialog.h"
#include "support/window_tests.h"
#include "support/without_root_rights.h"

#include <QMessageBox>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The page Overview: what stands on it, that it follows what happens, and where its entries lead.
class OverviewPageTest : public LabWindowTest
{
    Q_OBJECT

    template <class Work>
    static void write(const QString& folder, Work work)
    {
        const services::Project project = services::openProject(toPath(folder));
        const auto database = project.openDatabase();
        database->write([&] { work(*database); }, Progress::none());
    }

    static QStringList texts(const MainWindow& window, const char* name)
    {
        QStringList all;
        for (const QLabel* label : window.findChildren<QLabel*>(QString::fromLatin1(name))) {
            all.append(label->text());
        }
        return all;
    }

    static const ChannelTile* tile(const MainWindow& window, const char* pipeline)
    {
        return window.findChild<ChannelTile*>(QStringLiteral("channel-") + QString::fromLatin1(pipeline));
    }

    static QString line(const MainWindow& window, const char* pipeline, int number)
    {
        const ChannelTile* found = tile(window, pipeline);
        return found == nullptr ? QString() : found->lines().at(number);
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void itIsTheFirstPageAndFollowsWhatHappensOnTheChannels()
    {
        const auto window = openWindow({makeLab(slow)});
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QWidget*>(QStringLiteral("server-box-sim")) != nullptr, patience_ms);
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("overviewPage"))->isVisible());
        QTest::mouseClick(window->findChild<QWidget*>(QStringLiteral("overviewUpdate")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(line(*window, "sim-simulated-1-1", 1), QStringLiteral("○ empty"), patience_ms);
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("serverState"))->text(), QStringLiteral("● online"));
        QVERIFY(window->findChild<QLabel*>(QStringLiteral("overviewUpdated"))
                    ->text()
                    .startsWith(QStringLiteral("updated ")));

        QTableView* table = pipelines(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 8, patience_ms);
        QVERIFY(loadFirst(*window, table, 1));
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Make ready"));
        QVERIFY(becomes(table, "Ready", 0, "● ready"));
        selectRows(table, {0});
        QVERIFY(submitSelected(*window, ""));
        QVERIFY(becomes(table, "Ready", 0, "▶ running"));
        shown<QDialog>(*window, "SubmitDialog")->close();
        QVERIFY(trigger(*window, "Overview"));
        QTRY_COMPARE_WITH_TIMEOUT(line(*window, "sim-simulated-1-1", 1), QStringLiteral("▶ running"), patience_ms);
        QCOMPARE(line(*window, "sim-simulated-1-1", 2), QStringLiteral("lab_08"));
        const int lineHeight = window->fontMetrics().height();
        for (int number = 1; number <= 8; ++number) {
            const auto* shown = tile(*window, qPrintable(QStringLiteral("sim-simulated-1-%1").arg(number)));
            QTRY_VERIFY_WITH_TIMEOUT(shown->visibleRegion().boundingRect().height() > 3 * lineHeight, patience_ms);
        }
        QVERIFY(tile(*window, "sim-simulated-1-1")->accessibleName().contains(QStringLiteral("running, lab_08")));

        QTest::keyClick(const_cast<ChannelTile*>(tile(*window, "sim-simulated-1-1")), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), patience_ms);
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table->selectionModel()->selectedRows().front().data().toString(),
                 QStringLiteral("sim-simulated-1-1"));
    }

    void whatNeedsAPersonIsListedAndLeadsToItsRow()
    {
        const QString folder = makeLab(slow);
        const services::Project project = services::openProject(toPath(folder));
        const std::string now = formatTimestamp(nowUts(), project.timeZone());
        write(folder, [&](database::Database& database) {
            database::ResultsTable(database).upsert({{"Sample ID", "lab_09"},
                                                     {"Flag", "Cap loss"},
                                                     {"Capacity loss (%)", 23.04},
                                                     {"Last snapshot", now},
                                                     {"Last analysis", now}});
            database.execute("INSERT INTO analyses VALUES ('lab_09', ?, 1000)", {now});
            database::JobsTable jobs(database);
            for (const char* id : {"sim-211", "sim-212"}) {
                jobs.upsert({{"Job ID", id}, {"Sample ID", "lab_10"}, {"Status", "ce"}, {"Server label", "sim"}});
            }
            jobs.noteEnd("sim-212", nowUts() - 60);
            jobs.noteEnd("sim-211", nowUts() - 30 * 24 * 3600);
        });
        const auto window = openWindow({folder});
        const auto texts = [&] { return OverviewPageTest::texts(*window, "needText"); };
        QTRY_COMPARE_WITH_TIMEOUT(texts(),
                                  QStringList({QStringLiteral("lab_09: capacity loss 23.0\u00a0%"),
                                               QStringLiteral("Job sim-212 of lab_10 ended with an error")}),
                                  patience_ms);
        const QStringList news = OverviewPageTest::texts(*window, "newsText");
        QCOMPARE(news.at(1), QStringLiteral("1"));  // sample analysed
        QCOMPARE(news.at(2), QStringLiteral("1"));  // job ended
        QVERIFY2(news.at(3).startsWith(QStringLiteral("lab_09, fetched 20")), qPrintable(news.at(3)));

        QVERIFY(click(*window, "need1-3"));
        const auto* jobTable = shown<QTableView>(*window, "jobsTable");
        QVERIFY(jobTable != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(jobTable->selectionModel()->selectedRows().size(), 1, patience_ms);
        QCOMPARE(jobTable->selectionModel()->selectedRows().front().data().toString(), QStringLiteral("sim-212"));
        QVERIFY(trigger(*window, "Back"));
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("overviewPage"))->isVisible());
    }

    void filesLeadToWhereTheyAreAssignedAndToWhyTheyCouldNotBeRead()
    {
        const QString folder = makeLab(slow);
        write(folder, [](database::Database& database) {
            database::FileRow row;
            row.folder = "/data/neware";
            row.path = "lab_999.ndax";
            row.status = "unassigned";
            row.reason = "there is no sample lab_999";
            database::FilesTable(database).upsert(row);
            row.path = "broken.ndax";
            row.status = "failed";
            row.reason = "not a complete zip archive";
            database::FilesTable(database).upsert(row);
        });
        const auto window = openWindow({folder});
        QTRY_COMPARE_WITH_TIMEOUT(texts(*window, "needText"),
                                  QStringList({QStringLiteral("Files whose sample is not known: 1"),
                                               QStringLiteral("Files that could not be read: 1")}),
                                  patience_ms);
        QVERIFY(click(*window, "need1-3"));
        auto* table = shown<QTableView>(*window, "unreadableTable");
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Path"), list("broken.ndax"), patience_ms);
        QCOMPARE(column(table, "Reason"), QStringList{QStringLiteral("not a complete zip archive")});
        table->window()->close();
        QVERIFY(click(*window, "need0-3"));
        QVERIFY(shown<QDialog>(*window, "AssignDialog") != nullptr);
    }

    void manyFlaggedCellsLeaveRoomForWhatElseNeedsAPerson()
    {
        const QString folder = makeLab(slow);
        const services::Project project = services::openProject(toPath(folder));
        const std::string now = formatTimestamp(nowUts(), project.timeZone());
        write(folder, [&](database::Database& database) {
            for (int i = 10; i < 25; ++i) {
                database::ResultsTable(database).upsert({{"Sample ID", "cell_" + std::to_string(i)},
                                                         {"Flag", "Cap loss"},
                                                         {"Capacity loss (%)", 23.04},
                                                         {"Last snapshot", now}});
            }
            database::FileRow row;
            row.folder = "/data/neware";
            row.path = "lab_999.ndax";
            row.status = "unassigned";
            database::FilesTable(database).upsert(row);
        });
        const auto window = openWindow({folder});
        QTRY_COMPARE_WITH_TIMEOUT(texts(*window, "needText").value(12),
                                  QStringLiteral("Files whose sample is not known: 1"), patience_ms);
        QCOMPARE(texts(*window, "needOthers"), QStringList{QStringLiteral("And 3 more flagged cells")});
        QVERIFY(click(*window, "need12-3"));
        const auto* results = shown<QTableView>(*window, "resultsTable");
        QVERIFY(results != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(results->selectionModel()->selectedRows().size(), 3, patience_ms);
    }

    void resultsOfThePythonProgramAreMarkedAndOfferedForAnalysis()
    {
        const QString folder = makeLab(slow);
        write(folder, [](database::Database& database) {
            database::ResultsTable(database).upsert({{"Sample ID", "lab_08"},
                                                     {"Number of cycles", std::int64_t{4}},
                                                     {"Last analysis", "2025-01-17 13:00:00"}});
            database::ResultsTable(database).upsert(
                {{"Sample ID", "lab_09"}, {"Last analysis", "2025-01-17 13:00:00"}});
            database.execute("INSERT INTO analyses VALUES ('lab_09', '2025-01-17 13:00:00', 1000)");
        });
        const auto window = openWindow({folder});
        QTRY_COMPARE_WITH_TIMEOUT(
            texts(*window, "needText"),
            QStringList{QStringLiteral("Results of the Python program, or of an earlier version: 1")}, patience_ms);
        auto* again = shown<QPushButton>(*window, "need0-3");
        QCOMPARE(again->text(), QStringLiteral("Analyse again"));
        again->setText(QStringLiteral("Alles noch einmal auswerten"));  // longer words make room for themselves
        const auto* page = shown<QWidget>(*window, "overviewPage");
        QTRY_VERIFY_WITH_TIMEOUT(again->mapTo(page, again->rect().topRight()).x() < page->width(), patience_ms);
        QVERIFY(click(*window, "need0-2"));
        const auto* results = shown<QTableView>(*window, "resultsTable");
        QVERIFY(results != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(column(results, "Analysed by"),
                                  QStringList({QStringLiteral("◌ other program"), QString()}), patience_ms);
    }

    void aFolderIsHarvestedByItsOwnButtonAlone()
    {
        const std::filesystem::path harvested = m_folder->path() / "pc7";
        std::filesystem::create_directories(harvested);
        const QString folder = makeLab(slow);
        const std::filesystem::path file = toPath(folder) / "shared_config.json";
        Json config = Json::parse(readFile(file));
        config["Neware harvester"] = {{"Servers",
                                       {{{"label", "gone"}, {"Neware folder location", "/no/such/folder"}},
                                        {{"label", "pc7"}, {"Neware folder location", pathText(harvested)}}}}};
        replaceFileText(file, config.dump());
        const auto window = openWindow({folder});
        QTRY_COMPARE_WITH_TIMEOUT(
            texts(*window, "needText"),
            QStringList({QStringLiteral("gone was never harvested"), QStringLiteral("pc7 was never harvested")}),
            patience_ms);
        QVERIFY(click(*window, "need1-3"));
        QTRY_COMPARE_WITH_TIMEOUT(texts(*window, "needText"), QStringList{QStringLiteral("gone was never harvested")},
                                  patience_ms);
        const auto& history = window->tasks().history();
        QCOMPARE(history.size(), std::size_t{1});
        QVERIFY(history.front().report && history.front().report->failed.empty());
    }

    void theNextNightlyRunIsNoneBeforeADaemonRuns()
    {
        const auto window = openWindow({makeLab(slow)});
        const auto nightly = [&] { return texts(*window, "newsText").value(4); };
        QTRY_COMPARE_WITH_TIMEOUT(nightly(), QStringLiteral("none: no daemon runs"), patience_ms);
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("daemonStatus"))->text(), QStringLiteral("○ no daemon"));
        QVERIFY(click(*window, "newsRunDaemon"));
        QTRY_VERIFY_WITH_TIMEOUT(nightly().endsWith(QStringLiteral("02:00")), patience_ms);
        QVERIFY(window->findChild<QLabel*>(QStringLiteral("daemonStatus"))->text().startsWith(QStringLiteral("▶")));
    }

    void whatCannotBeDoneInAReadOnlyProjectIsDisabledAndSaysWhy()
    {
        if (!aurora::test::foldersCanBeReadOnly) {
            QSKIP(aurora::test::noReadOnlyFolders);
        }
        const QString folder = makeLab(slow);
        write(folder, [](database::Database& database) {
            database::FileRow row;
            row.folder = "/data/neware";
            row.path = "lab_999.ndax";
            row.status = "unassigned";
            database::FilesTable(database).upsert(row);
        });
        const aurora::test::WithoutRootRights ordinaryUser(m_folder->path());
        const std::filesystem::path database = toPath(folder) / "database";
        std::filesystem::permissions(database, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
        const auto window = openWindow({folder});
        const auto* assign = shown<QPushButton>(*window, "need0-3");
        const auto* daemon = shown<QPushButton>(*window, "newsRunDaemon");
        std::filesystem::permissions(database, std::filesystem::perms::owner_all);
        QVERIFY(assign != nullptr && daemon != nullptr);
        for (const QPushButton* button : {assign, daemon}) {
            QVERIFY(!button->isEnabled());
            QVERIFY2(button->toolTip().startsWith(QStringLiteral("The project is open read-only")),
                     qPrintable(button->toolTip()));
        }
    }

    void whyFilesCouldNotBeListedIsForgottenWhenTheyCan()
    {
        const QString folder = makeLab(slow);
        write(folder, [](database::Database& database) {
            database::FileRow row;
            row.folder = "/data/neware";
            row.path = "a.ndax";
            row.status = "failed";
            database::FilesTable(database).upsert(row);
        });
        TaskRunner tasks;
        ProjectSession session;
        CommandSet commands;
        MessageBar bar;
        Frame frame{tasks, session, commands, bar};
        session.open(folder);
        QTRY_VERIFY_WITH_TIMEOUT(session.project().has_value(), patience_ms);
        UnreadableFilesDialog dialog(frame, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        const auto* table = dialog.findChild<QTableView*>(QStringLiteral("unreadableTable"));
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Path"), list("a.ndax"), patience_ms);
        const auto* explanation = dialog.findChild<QLabel*>(QStringLiteral("unreadableExplanation"));
        const QString usual = explanation->text();
        const std::filesystem::path file = toPath(folder) / "database" / "database.db";
        std::filesystem::rename(file, toPath(folder) / "away.db");
        Q_EMIT session.dataChanged();
        QTRY_VERIFY_WITH_TIMEOUT(explanation->text() != usual, patience_ms);
        std::filesystem::remove(file);
        std::filesystem::rename(toPath(folder) / "away.db", file);
        Q_EMIT session.dataChanged();
        QTRY_COMPARE_WITH_TIMEOUT(explanation->text(), usual, patience_ms);
    }

    void filesThatCouldNotBeReadAreForgottenUntilNoneNeedsAPerson()
    {
        const QString folder = makeLab(slow);
        write(folder, [](database::Database& database) {
            database::FileRow row;
            row.folder = "/data/neware";
            row.status = "failed";
            for (const char* name : {"a.ndax", "b.ndax", "c.ndax"}) {
                row.path = name;
                database::FilesTable(database).upsert(row);
            }
        });
        const auto window = openWindow({folder});
        QVERIFY(click(*window, "need0-3"));
        auto* table = shown<QTableView>(*window, "unreadableTable");
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Path"), list("a.ndax b.ndax c.ndax"), patience_ms);
        QVERIFY(!shown<QPushButton>(*window, "forgetFiles")->isEnabled());
        selectRows(table, {0, 2});
        QVERIFY(click(*window, "forgetFiles"));
        const auto* question = shown<QMessageBox>(*window, "confirmation");
        QVERIFY(question != nullptr);
        QVERIFY2(question->text().startsWith(QStringLiteral("2 files will not be listed")),
                 qPrintable(question->text()));
        QCOMPARE(question->informativeText(), QStringLiteral("a.ndax\nc.ndax"));
        QVERIFY(click(*window, "confirmButton"));
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Path"), list("b.ndax"), patience_ms);
        QTRY_COMPARE_WITH_TIMEOUT(texts(*window, "needText"),
                                  QStringList{QStringLiteral("Files that could not be read: 1")}, patience_ms);
        table->window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(table->window()));
        table->setFocus();
        selectRows(table, {0});
        QTest::keyClick(table, Qt::Key_Delete);
        QVERIFY(click(*window, "confirmButton"));
        QTRY_VERIFY_WITH_TIMEOUT(texts(*window, "needText").isEmpty(), patience_ms);
    }

    void filesThatAreStillOnThisPcCanBeImportedAgain()
    {
        const QString folder = makeLab(slow);
        const QString there = WindowTest::write("a.ndax", "no file of a cycler");
        write(folder, [&](database::Database& database) {
            database::FileRow row;
            row.folder = pathText(m_folder->path());
            row.status = "failed";
            for (const char* name : {"a.ndax", "gone.ndax"}) {
                row.path = name;
                database::FilesTable(database).upsert(row);
            }
        });
        const auto window = openWindow({folder});
        QVERIFY(click(*window, "need0-3"));
        auto* table = shown<QTableView>(*window, "unreadableTable");
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Path"), list("a.ndax gone.ndax"), patience_ms);
        const auto* again = shown<QPushButton>(*window, "importAgain");
        selectRows(table, {0});
        QTRY_VERIFY_WITH_TIMEOUT(again->isEnabled(), patience_ms);
        selectRows(table, {0, 1});
        QVERIFY(!again->isEnabled());
        QCOMPARE(again->toolTip(), QStringLiteral("Not all of the selected files are on this PC any more."));
    }

    void aProjectWithoutServersSaysWhereTheyAreEntered()
    {
        const auto window = openWindow({makeProject()});
        const auto* page = shown<QWidget>(*window, "overviewPage");
        QVERIFY(page != nullptr);
        const auto said = [&] {
            for (const QLabel* label : page->findChildren<QLabel*>()) {
                if (label->isVisible() && label->text().contains(QStringLiteral("Edit ▸ Preferences"))) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(said(), patience_ms);
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("needsRest"))->text().left(10),
                 QStringLiteral("● Nothing:"));
    }
};

AURORA_WINDOW_TESTS(OverviewPageTest)
#include "overview_page_test.moc"
