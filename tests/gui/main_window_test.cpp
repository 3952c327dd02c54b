#include "gui/window_test.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QTimer>
#include <QToolButton>

#include <thread>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Drives the window as a user does: keys, clicks and menus; what is looked at is what stands on the screen.
class MainWindowTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void withoutAProjectTheWindowWelcomesAndSaysWhyNothingCanBeImported()
    {
        MainWindow window;
        window.show();
        window.openLastProject();
        QTRY_COMPARE_WITH_TIMEOUT(window.findChild<QLabel*>(QStringLiteral("projectLabel"))->text(),
                                  QStringLiteral("No project"), patience_ms);
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("welcomePage"))->isVisible());
        const QAction* import = action(window, "Import samples…");
        QVERIFY(!import->isEnabled());
        QVERIFY2(import->toolTip().startsWith(QStringLiteral("Open a project first.")), qPrintable(import->toolTip()));
        QVERIFY(action(window, "Open project…")->isEnabled());
        QVERIFY(action(window, "About Aurora Cycler Manager")->isEnabled());
    }

    void aProjectShowsItsSamplesInNaturalOrder()
    {
        const auto window = openWindow({makeProject()});
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(column(table, "Sample ID"), list("run_a_1 run_a_2 run_a_10"));
        QCOMPARE(column(table, "Anode mass (mg)"),
                 QStringList({QString(), QStringLiteral("21.25"), QStringLiteral("22.50")}));
        QVERIFY(window->windowTitle().startsWith(QStringLiteral("lab")));
        QVERIFY(window->findChild<QLabel*>(QStringLiteral("projectLabel"))->text().contains(QStringLiteral("lab (")));
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("samplesCount"))->text(), QStringLiteral("0 of 3 selected"));
    }

    void aClickBesideThePagesLeavesThePageThatIsOpen()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        auto* pages = window->findChild<QListWidget*>(QStringLiteral("navigation"));
        const QWidget* samples = window->findChild<QWidget*>(QStringLiteral("samplesPage"));
        QTest::mouseClick(pages->viewport(), Qt::LeftButton, {}, QPoint(10, pages->viewport()->height() - 3));
        QVERIFY(samples->isVisible());
        const QPoint onSamples = pages->visualItemRect(pages->selectedItems().front()).center();
        QTest::mouseClick(pages->viewport(), Qt::LeftButton, Qt::ControlModifier, onSamples);
        QVERIFY(samples->isVisible());
        QCOMPARE(pages->selectedItems().size(), 1);
        const QPoint onResults =
            pages->visualItemRect(pages->item(pages->row(pages->selectedItems().front()) + 1)).center();
        QTest::mouseClick(pages->viewport(), Qt::LeftButton, {}, onResults);
        QVERIFY(!samples->isVisible());
    }

    void searchingShowsTheMatchingRowsOnly()
    {
        const auto window = openWindow({makeProject()});
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QTest::keyClick(window.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = window->findChild<QLineEdit*>(QStringLiteral("samplesSearch"));
        QTest::keyClicks(search, QStringLiteral("lfp TEN"));
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Sample ID"), list("run_a_10"), patience_ms);
        QTest::keyClicks(search, QStringLiteral(" nowhere"));
        const auto* notice = window->findChild<QLabel*>(QStringLiteral("samplesNotice"));
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), patience_ms);
        QVERIFY(notice->text().contains(QStringLiteral("lfp TEN nowhere")));
        search->clear();
        QCOMPARE(table->model()->rowCount(), 3);
    }

    void copyPutsSelectedRowsAndShownColumnsOnTheClipboard()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QVERIFY(!action(*window, "Copy")->isEnabled());
        for (int at = 0; at < table->model()->columnCount(); ++at) {
            const QString name = table->model()->headerData(at, Qt::Horizontal).toString();
            table->setColumnHidden(at, !list("Sample_ID Label Anode_mass_(mg)")
                                            .contains(QString(name).replace(QLatin1Char(' '), QLatin1Char('_'))));
        }
        table->selectRow(1);
        QVERIFY(action(*window, "Copy")->isEnabled());
        action(*window, "Copy")->trigger();
        const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
        QCOMPARE(lines.size(), 3);
        const QStringList header = lines.at(0).split(QLatin1Char('\t'));
        const QStringList cells = lines.at(1).split(QLatin1Char('\t'));
        QCOMPARE(header.front(), QStringLiteral("Sample ID"));
        QCOMPARE(cells.front(), QStringLiteral("run_a_2"));
        QCOMPARE(cells.at(header.indexOf(QStringLiteral("Label"))), QStringLiteral("two"));
        QCOMPARE(cells.at(header.indexOf(QStringLiteral("Anode mass (mg)"))), QStringLiteral("21.25"));
    }

    void changesByAnotherProgramAppear()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(2);
        QTest::qWait(500);  // the watch has looked once
        const services::Project other = services::openProject(toPath(folder));
        const auto plan = services::planSampleImport(other, toPath(write("next.csv", nextRobotFile)));
        services::applySampleImport(other, plan);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 4, patience_ms);
        const QModelIndexList selected = table->selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected.front().data().toString(), QStringLiteral("run_a_10"));
    }

    void aLongTaskIsShownCanBeCancelledAndNeverHoldsTheWindow()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        QElapsedTimer sinceBeat;
        qint64 largestGap_ms = 0;
        QTimer heart;
        connect(&heart, &QTimer::timeout, this, [&] { largestGap_ms = std::max(largestGap_ms, sinceBeat.restart()); });
        heart.start(10);
        sinceBeat.start();
        window->tasks().start(
            QStringLiteral("Counting"), TaskKind::Writes,
            [](Progress& progress) {
                for (std::uint64_t step = 0; step < 100000; ++step) {
                    progress.report(step, 100000, "step");
                    progress.throwIfCancelled();
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                }
                return 0;
            },
            this, [](int) {});
        const auto* text = window->findChild<QLabel*>(QStringLiteral("taskText"));
        auto* cancel = window->findChild<QToolButton*>(QStringLiteral("cancelTask"));
        QTRY_VERIFY_WITH_TIMEOUT(text->text().endsWith(QStringLiteral("of 100000")), patience_ms);
        QVERIFY(cancel->isVisible());
        QStringList choices;
        QTimer::singleShot(100, this, [&] {
            const auto* box = window->findChild<QMessageBox*>(QStringLiteral("quitQuestion"));
            for (QAbstractButton* button : box->buttons()) {
                choices.append(button->text().remove(QLatin1Char('&')));
            }
            QTest::keyClick(QApplication::activeModalWidget(), Qt::Key_Escape);
        });
        QVERIFY(!window->close());
        choices.sort();
        QCOMPARE(choices, (QStringList{QStringLiteral("Keep working"), QStringLiteral("Stop and quit")}));
        QTest::qWait(500);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!cancel->isVisible(), patience_ms);
        const auto* message = window->findChild<QLabel*>(QStringLiteral("messageText"));
        QVERIFY(message != nullptr);
        QVERIFY2(message->text().startsWith(QStringLiteral("Counting: cancelled.")), qPrintable(message->text()));
        qInfo("largest gap of the heartbeat: %lld ms", largestGap_ms);
        QVERIFY(largestGap_ms < 500);
    }

    void theChosenOrderComesBackNextTime()
    {
        const QString folder = makeProject();
        {
            const auto window = openWindow({folder});
            QTableView* table = samplesTable(*window);
            QVERIFY(table != nullptr);
            table->sortByColumn(0, Qt::DescendingOrder);
            window->close();
        }
        const auto window = openWindow({folder});
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QCOMPARE(column(table, "Sample ID"), list("run_a_10 run_a_2 run_a_1"));
    }

    void aHiddenColumnStaysHiddenNextTime()
    {
        const QString folder = makeProject();
        const auto labelColumn = [](const QTableView* table) {
            int at = 0;
            while (table->model()->headerData(at, Qt::Horizontal).toString() != QStringLiteral("Label")) {
                ++at;
            }
            return at;
        };
        {
            const auto window = openWindow({folder});
            QTableView* table = samplesTable(*window);
            QVERIFY(table != nullptr);
            QVERIFY(!table->isColumnHidden(labelColumn(table)));
            action(*window, "Columns…")->trigger();
            auto* chooser = window->findChild<QFrame*>(QStringLiteral("columnChooser"));
            QVERIFY(chooser != nullptr);
            const auto items = chooser->findChild<QListWidget*>()->findItems(QStringLiteral("Label"), Qt::MatchExactly);
            QCOMPARE(items.size(), 1);
            items.front()->setCheckState(Qt::Unchecked);
            QVERIFY(table->isColumnHidden(labelColumn(table)));
            chooser->close();
            window->close();
        }
        const auto window = openWindow({folder});
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QVERIFY(table->isColumnHidden(labelColumn(table)));
    }

    void aFolderThatIsNoProjectIsRefusedWithASentence()
    {
        write("shared_config.json", "{ this is not JSON");
        const auto window = openWindow({toQString(pathText(m_folder->path()))});
        const auto said = [&] { return window->findChild<QLabel*>(QStringLiteral("messageText")) != nullptr; };
        QVERIFY(QTest::qWaitFor(said, patience_ms));
        QVERIFY(window->findChild<QLabel*>(QStringLiteral("messageText"))
                    ->text()
                    .contains(QStringLiteral("shared_config.json")));
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("welcomePage"))->isVisible());
    }
};

AURORA_WINDOW_TESTS(MainWindowTest)
#include "main_window_test.moc"
