#include "gui/lab_window.h"

#include "aurora/core/time.h"
#include "aurora/database/daemon_table.h"
#include "gui/cyclers/window_daemon.h"
#include "gui/frame/project_session.h"
#include "gui/frame/single_instance.h"
#include "support/window_tests.h"

#include <QMessageBox>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What is asked in one project while another one comes, and what of the window stays when the same one is opened
/// again.
class ProjectSwitchTest : public LabWindowTest
{
    Q_OBJECT

    /// The same project as another lab has it, with all that is on its pipelines.
    QString copyOf(const QString& folder)
    {
        const std::filesystem::path other = m_folder->path() / "other";
        std::filesystem::copy(toPath(folder), other, std::filesystem::copy_options::recursive);
        return toQString(pathText(other));
    }

    /// While it lives, nobody else gets at the database of a project, as on a slow share: for less than the 5 s after
    /// which opening gives up.
    class SlowDatabase
    {
    public:
        explicit SlowDatabase(const services::Project& project) : m_database(project.openDatabase())
        {
            m_database->execute("BEGIN EXCLUSIVE");
        }

        ~SlowDatabase() { m_database->execute("ROLLBACK"); }

    private:
        std::unique_ptr<database::Database> m_database;
    };

    /// The project's daemon runs on another PC, and has shown life then.
    static void claim(const services::Project& project, double heartbeat_uts)
    {
        const auto database = project.openDatabase();
        database->write([&] {
            database::DaemonTable(*database).claim({.host = "night-pc",
                                                    .process = 7,
                                                    .token = "t",
                                                    .started = "2024-06-20 09:14:00",
                                                    .heartbeat_uts = heartbeat_uts,
                                                    .doing = {}},
                                                   60);
        });
    }

    static bool isOpen(const MainWindow& window, const char* name)
    {
        return QTest::qWaitFor(
            [&] { return window.windowTitle().startsWith(QString::fromUtf8(name) + QLatin1Char(' ')); }, patience_ms);
    }

    static bool isOnScreen(const MainWindow& window, const char* dialog)
    {
        for (const auto* candidate : window.findChildren<QDialog*>(QString::fromUtf8(dialog))) {
            if (candidate->isVisible()) {
                return true;
            }
        }
        return false;
    }

    /// As by a second start of the program with the project.
    static bool startAgain(MainWindow& window, const QString& folder)
    {
        const QAction* open = action(window, "Open project…");
        const QSignalSpy opening(open, &QAction::enabledChanged);
        std::atomic<bool> ended{false};
        bool taken = false;
        std::thread other([&] {
            taken = SingleInstance::handOver(folder + QStringLiteral("/shared_config.json"), {folder});
            ended = true;
        });
        const bool inTime = QTest::qWaitFor([&] { return ended.load(); }, patience_ms);
        other.join();
        const auto opened = [&] { return opening.size() >= 2 && open->isEnabled(); };
        return inTime && taken && QTest::qWaitFor(opened, patience_ms);
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void whatIsEjectedIsInTheProjectThatWasAskedAbout()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        const QString other = copyOf(folder);
        selectRows(table, {0});
        QVERIFY(trigger(*window, "Eject samples…"));
        QVERIFY(shown<QDialog>(*window, "confirmation") != nullptr);
        window->openPaths({other});
        QVERIFY(isOpen(*window, "other"));
        QVERIFY(click(*window, "confirmButton"));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Samples ejected: 1.")), patience_ms);
        QVERIFY(trigger(*window, "Update from cyclers"));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("Servers that answered: 1.")), patience_ms);
        QVERIFY(becomes(table, "Ready", 0, "○ not ready"));
        QCOMPARE(column(table, "Sample ID").front(), QStringLiteral("lab_08"));
        window->openPaths({folder});
        QVERIFY(isOpen(*window, "lab"));
        QVERIFY(becomes(table, "Ready", 0, "○ empty"));
    }

    void formsOfAProjectThatIsLeftClose_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("dialog");
        QTest::newRow("label") << QStringLiteral("Samples") << QStringLiteral("Label…")
                               << QStringLiteral("labelDialog");
        QTest::newRow("batch") << QStringLiteral("Samples") << QStringLiteral("Add to batch…")
                               << QStringLiteral("batchDialog");
        QTest::newRow("preferences") << QStringLiteral("Samples") << QStringLiteral("Preferences…")
                                     << QStringLiteral("preferences");
        QTest::newRow("load") << QStringLiteral("Pipelines") << QStringLiteral("Load samples…")
                              << QStringLiteral("LoadDialog");
        QTest::newRow("submit") << QStringLiteral("Pipelines") << QStringLiteral("Submit jobs…")
                                << QStringLiteral("SubmitDialog");
    }

    void formsOfAProjectThatIsLeftClose()
    {
        QFETCH(QString, page);
        QFETCH(QString, command);
        QFETCH(QString, dialog);
        const auto window = openWindow({makeLab(slow)});
        QTableView* table = updatedPipelines(*window);
        QVERIFY(table != nullptr && loadFirst(*window, table, 1));
        if (page == QStringLiteral("Samples")) {
            table = showPage(*window, "Samples", "samplesTable");
            QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience_ms);
        }
        selectRows(table, {command.startsWith(QStringLiteral("Load")) ? 1 : 0});
        QVERIFY(trigger(*window, qPrintable(command)));
        QVERIFY(shown<QDialog>(*window, qPrintable(dialog)) != nullptr);
        window->openPaths({nativePath(services::initProject(m_folder->path() / "other").folder())});
        QVERIFY(isOpen(*window, "other"));
        QVERIFY(!isOnScreen(*window, qPrintable(dialog)));
    }

    void ofTwoProjectsTheOneAskedForLastIsOpened()
    {
        const QString folder = makeProject();
        const services::Project other = services::initProject(m_folder->path() / "other");
        const auto window = openWindow({});
        {
            const SlowDatabase slowly(services::openProject(toPath(folder)));
            window->openPaths({folder});
            window->openPaths({nativePath(other.folder())});
            QVERIFY(isOpen(*window, "other"));
        }
        QTest::qWait(1500);  // the first one arrives
        QVERIFY(isOpen(*window, "other"));
        QCOMPARE(ProjectSession::recentProjects().front(), nativePath(other.folder()));
        QVERIFY(action(*window, "Open project…")->isEnabled());
    }

    void aProjectThatIsClosedStaysClosedWhenAnotherWasBeingOpened()
    {
        const QString folder = makeProject();
        const services::Project other = services::initProject(m_folder->path() / "other");
        const auto window = openWindow({nativePath(other.folder())});
        QVERIFY(isOpen(*window, "other"));
        {
            const SlowDatabase slowly(services::openProject(toPath(folder)));
            window->openPaths({folder});
            action(*window, "Close project")->trigger();
            QVERIFY(action(*window, "Open project…")->isEnabled());
        }
        QTest::qWait(1500);
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("projectLabel"))->text(), QStringLiteral("No project"));
    }

    void theProjectThatIsOpenStaysAsItIsWhenItIsOpenedAgain()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        auto* search = window->findChild<QLineEdit*>(QStringLiteral("samplesSearch"));
        QVERIFY(search != nullptr);
        search->setText(QStringLiteral("run_a_1"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience_ms);
        QVERIFY(trigger(*window, "New sample…"));
        auto* cells = shown<QTableWidget>(*window, "cells");
        QVERIFY(cells != nullptr);
        cells->item(0, 1)->setText(QStringLiteral("hand_01"));
        QVERIFY(startAgain(*window, folder));
        QVERIFY(cells->isVisible());
        QCOMPARE(cells->item(0, 1)->text(), QStringLiteral("hand_01"));
        QCOMPARE(search->text(), QStringLiteral("run_a_1"));
        QCOMPARE(table->model()->rowCount(), 2);
    }

    void theProjectThatIsOpenTakesWhatIsConfiguredNowWhenItIsOpenedAgain()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(updatedPipelines(*window) != nullptr);
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("server-second")) == nullptr);
        configure(folder,
                  Json::object({{"Servers", Json::array({{{"label", "second"}, {"server_type", "simulated"}}})}}));
        QVERIFY(startAgain(*window, folder));
        QVERIFY(shown<QWidget>(*window, "server-second") != nullptr);
    }

    void savingThePreferencesAsTheyWereLeavesTheWindowAsItIs()
    {
        const QString folder = makeLab(slow);
        const services::Project project = services::openProject(toPath(folder));
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr && trigger(*window, "Run daemon in this window"));
        QTRY_VERIFY_WITH_TIMEOUT(services::currentDaemon(project), patience_ms);
        const std::string daemon = services::currentDaemon(project)->token;
        auto* search = window->findChild<QLineEdit*>(QStringLiteral("samplesSearch"));
        search->setText(QStringLiteral("lab_1"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, patience_ms);
        const QAction* open = action(*window, "Open project…");
        const QSignalSpy opening(open, &QAction::enabledChanged);
        QVERIFY(trigger(*window, "Preferences…") && click(*window, "savePreferences"));
        QTRY_VERIFY_WITH_TIMEOUT(opening.size() >= 2 && open->isEnabled(), patience_ms);
        QCOMPARE(search->text(), QStringLiteral("lab_1"));
        QCOMPARE(table->model()->rowCount(), 2);
        QTest::qWait(1000);  // a daemon that is stopped lets the project go
        QVERIFY(services::currentDaemon(project));
        QCOMPARE(services::currentDaemon(project)->token, daemon);
    }

    void aHungDatabaseOfTheProjectBeforeKeepsNothingOfTheNextOneWaiting()
    {
        const QString folder = makeLab(slow);
        const services::Project other = services::initProject(m_folder->path() / "other");
        claim(other, nowUts());
        const auto window = openWindow({folder});
        QVERIFY(showPage(*window, "Activity", "tasksTable") != nullptr);
        const auto* state = window->findChild<QLabel*>(QStringLiteral("daemonState"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("○ No daemon runs for this project."), patience_ms);
        const SlowDatabase hung(services::openProject(toPath(folder)));
        QVERIFY(trigger(*window, "Refresh"));
        QTest::qWait(500);  // what looks waits for it now
        window->openPaths({nativePath(other.folder())});
        QVERIFY(isOpen(*window, "other"));
        constexpr int atOnce_ms = 1500;  // what waits for the first one is told after 5 s
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("▶ The daemon runs on night-pc."), atOnce_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!action(*window, "Run daemon in this window")->isEnabled(), atOnce_ms);
    }

    void aDaemonThatCannotBeLookedForIsNotToldToBeNone()
    {
        const QString folder = makeLab(slow);
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        const std::filesystem::path database = services::openProject(toPath(folder)).config().databasePath;
        QVERIFY(trigger(*window, "Close project"));
        QTest::qWait(100);
        window->openPaths({folder});
        QVERIFY(isOpen(*window, "lab"));
        replaceFileText(database, "in the way");
        QVERIFY(trigger(*window, "Update from cyclers"));  // at its end files are counted again
        QVERIFY(showPage(*window, "Activity", "tasksTable") != nullptr);
        const auto* state = window->findChild<QLabel*>(QStringLiteral("daemonState"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("? Whether a daemon runs is not known."), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(
            !action(*window, "Assign files…")->toolTip().contains(QStringLiteral("Every file belongs to a sample.")),
            patience_ms);
    }

    void nightlyWorkIsNotCutOffWithoutAQuestion()
    {
        const QString folder = makeLab(slow);
        configure(folder, Json::object({{"Daemon", {{"Nightly at", Json::array({"02:00"})}}}}));
        const services::Project project = services::openProject(toPath(folder));
        const auto window = openWindow({folder});
        QVERIFY(updatedPipelines(*window) != nullptr);
        auto* daemon = window->findChild<WindowDaemon*>();
        QVERIFY(daemon != nullptr);
        std::atomic<double> now_uts{1718840000};  // 2024-06-20 01:33:20 in Zurich
        daemon->setClock([&now_uts] { return now_uts.load(); });
        QVERIFY(trigger(*window, "Run daemon in this window"));
        QTRY_VERIFY_WITH_TIMEOUT(!daemon->lastLine().isEmpty(), patience_ms);  // its schedule is made
        const SlowDatabase slowly(project);
        constexpr double untilAfterTwo_s = 3600;
        now_uts = now_uts + untilAfterTwo_s;
        QTRY_VERIFY_WITH_TIMEOUT(!daemon->nightlyWork().isEmpty(), patience_ms);
        QString asked;
        QTimer::singleShot(0, window.get(), [&] {
            for (auto* box : window->findChildren<QMessageBox*>(QStringLiteral("quitQuestion"))) {
                asked = box->text();
                box->reject();
            }
        });
        window->close();
        QVERIFY(window->isVisible());
        QVERIFY2(asked.contains(QStringLiteral("the daemon's nightly work (")), qPrintable(asked));
        const QString other = nativePath(services::initProject(m_folder->path() / "other").folder());
        window->openPaths({other});
        QVERIFY(isOpen(*window, "other"));
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("The nightly work of lab was stopped")),
                                 patience_ms);
    }

    void theDaemonOfTheProjectBeforeIsNotTold()
    {
        const QString folder = makeLab(slow);
        const services::Project first = services::openProject(toPath(folder));
        claim(first, 1.7e9);
        const QString other = nativePath(services::initProject(m_folder->path() / "other").folder());
        const auto window = openWindow({folder});
        QVERIFY(showPage(*window, "Activity", "tasksTable") != nullptr);
        const auto* state = window->findChild<QLabel*>(QStringLiteral("daemonState"));
        const auto* details = window->findChild<QLabel*>(QStringLiteral("daemonDetails"));
        QTRY_COMPARE_WITH_TIMEOUT(state->text(), QStringLiteral("◌ The daemon has stopped."), patience_ms);
        bool told = false;
        {
            const SlowDatabase slowly(first);
            QVERIFY(trigger(*window, "Refresh"));
            window->openPaths({other});
            QVERIFY(isOpen(*window, "other"));
        }
        const auto toldAgain = [&] {
            told = told || details->text().contains(QStringLiteral("night-pc"));
            return told;
        };
        static_cast<void>(QTest::qWaitFor(toldAgain, 2000));
        QVERIFY(!told);
        QCOMPARE(state->text(), QStringLiteral("○ No daemon runs for this project."));
    }
};

AURORA_WINDOW_TESTS(ProjectSwitchTest)
#include "project_switch_test.moc"
