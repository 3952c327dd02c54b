#include "gui/lab_window.h"

#include "aurora/database/daemon_table.h"
#include "gui/frame/project_session.h"
#include "gui/frame/single_instance.h"

#include <QSignalSpy>
#include <QTableWidget>

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

    void theDaemonOfTheProjectBeforeIsNotTold()
    {
        const QString folder = makeLab(slow);
        const services::Project first = services::openProject(toPath(folder));
        {
            const auto database = first.openDatabase();
            database->write([&] {
                database::DaemonTable(*database).claim({.host = "night-pc",
                                                        .process = 7,
                                                        .token = "t",
                                                        .started = "2024-06-20 09:14:00",
                                                        .heartbeat_uts = 1.7e9,
                                                        .doing = {}},
                                                       60);
            });
        }
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

QTEST_MAIN(ProjectSwitchTest)
#include "project_switch_test.moc"
