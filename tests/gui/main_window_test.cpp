#include "gui/main_window.h"

#include "aurora/services/demo.h"
#include "aurora/services/import_samples.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"
#include "support/temporary_folder.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <thread>

using namespace aurora;
using namespace aurora::gui;

namespace {

constexpr int patience_ms = 20000;

const char* const robotFile = "Sample ID;Label;Anode mass (mg);Cathode type\n"
                              "run_a_10;ten;22.5;LFP\n"
                              "run_a_2;two;21.25;NMC\n"
                              "run_a_1;one;;LFP\n";

const char* const nextRobotFile = "Sample ID;Label;Anode mass (mg);Colour of the tweezers\n"
                                  "run_a_2;two again;21.25;red\n"
                                  "run_a_10;ten;22.5;blue\n"
                                  "run_b_1;new;20.125;blue\n";

/// The entry of the menu bar with this text.
QAction* action(MainWindow& window, const char* text)
{
    for (const QMenu* menu : window.menuBar()->findChildren<QMenu*>()) {
        for (QAction* candidate : menu->actions()) {
            if (candidate->text().remove(QLatin1Char('&')) == QString::fromUtf8(text)) {
                return candidate;
            }
        }
    }
    qFatal("no action \"%s\"", text);
}

QStringList column(const QTableView* table, const char* name)
{
    QStringList cells;
    const QAbstractItemModel* model = table->model();
    for (int column = 0; column < model->columnCount(); ++column) {
        if (model->headerData(column, Qt::Horizontal).toString() != QLatin1String(name)) {
            continue;
        }
        for (int row = 0; row < model->rowCount(); ++row) {
            cells.append(model->index(row, column).data().toString());
        }
    }
    return cells;
}

QString smallestDataFile(const std::filesystem::path& folder)
{
    std::filesystem::path smallest;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const bool vendorFile = entry.path().extension() == ".ndax";
        if (vendorFile && (smallest.empty() || entry.file_size() < std::filesystem::file_size(smallest))) {
            smallest = entry.path();
        }
    }
    return toQString(pathText(smallest));
}

QStringList list(const char* words)
{
    return QString::fromUtf8(words).split(QLatin1Char(' '));
}

}  // namespace

/// Drives the window as a user does: keys, clicks and menus; what is looked at is what stands on the screen.
class MainWindowTest : public QObject
{
    Q_OBJECT

private:
    QString write(const char* name, const char* content)
    {
        QFile file(QString::fromStdString((m_folder->path() / name).string()));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0) {
            qFatal("cannot write %s", name);
        }
        return file.fileName();
    }

    /// A project with the samples of robotFile. @return its folder
    QString makeProject()
    {
        const services::Project project = services::initProject(m_folder->path() / "lab");
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("robot.csv", robotFile))));
        return toQString(pathText(project.folder()));
    }

    std::unique_ptr<MainWindow> openWindow(const QStringList& paths)
    {
        auto window = std::make_unique<MainWindow>();
        window->show();
        window->openPaths(paths);
        return window;
    }

    /// The Samples table of a window on makeProject(), with its rows read.
    QTableView* samplesTable(MainWindow& window)
    {
        QTableView* table = nullptr;
        const auto read = [&] {
            table = window.findChild<QTableView*>(QStringLiteral("samplesTable"));
            return table != nullptr && table->model()->rowCount() > 0;
        };
        return QTest::qWaitFor(read, patience_ms) ? table : nullptr;
    }

    template <class Widget>
    Widget* dialogChild(MainWindow& window, const char* name)
    {
        Widget* child = nullptr;
        const auto there = [&] {
            const auto dialogs = window.findChildren<QDialog*>();
            child = dialogs.isEmpty() ? nullptr : dialogs.front()->findChild<Widget*>(QString::fromLatin1(name));
            return child != nullptr;
        };
        return QTest::qWaitFor(there, patience_ms) ? child : nullptr;
    }

    std::unique_ptr<test::TemporaryFolder> m_folder;

private Q_SLOTS:

    void init()
    {
        m_folder = std::make_unique<test::TemporaryFolder>();
        qputenv("AURORA_USER_CONFIG", (m_folder->path() / "user" / "config.json").string().c_str());
        qunsetenv("AURORA_PROJECT");
        captureSystemPalette();
        applyTheme(Theme::Light);
    }

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

    void importingSamplesShowsFirstWhatWouldChangeAndThenDoesIt()
    {
        const auto window = openWindow({makeProject()});
        const QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        window->openPaths({write("next.csv", nextRobotFile)});
        auto* tabs = dialogChild<QTabWidget>(*window, "tabs");
        QVERIFY(tabs != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(tabs->isVisible(), patience_ms);
        QCOMPARE(tabs->tabText(0), QStringLiteral("New (1)"));
        QCOMPARE(tabs->tabText(1), QStringLiteral("Changed values (1)"));
        QCOMPARE(tabs->tabText(2), QStringLiteral("Ignored columns (1)"));
        QCOMPARE(tabs->tabText(3), QStringLiteral("Unchanged (1)"));
        const auto* changed = tabs->findChild<QTableView*>(QStringLiteral("changedSamples"));
        QCOMPARE(column(changed, "Sample ID"), list("run_a_2"));
        QCOMPARE(column(changed, "Old value"), list("two"));
        QCOMPARE(column(changed, "New value"), QStringList{QStringLiteral("two again")});
        QCOMPARE(column(table, "Label"), list("one two ten"));  // nothing is written yet

        QTest::mouseClick(dialogChild<QPushButton>(*window, "importButton"), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Sample ID"), list("run_a_1 run_a_2 run_a_10 run_b_1"), patience_ms);
        QCOMPARE(column(table, "Label").at(1), QStringLiteral("two again"));
    }

    void aDataFileIsImportedForTheChosenSampleAnalysedAndPlotted()
    {
        services::Report report;
        const std::filesystem::path demo = m_folder->path() / "demo";
        static_cast<void>(services::makeDemo(demo, report, Progress::none()));
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({smallestDataFile(demo / "raw")});
        auto* sample = dialogChild<QComboBox>(*window, "sample");
        auto* import = dialogChild<QPushButton>(*window, "importButton");
        QVERIFY(sample != nullptr && import != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(sample->count(), 3, patience_ms);
        QTest::mouseClick(dialogChild<QRadioButton>(*window, "oneSample"), Qt::LeftButton, {}, QPoint(8, 8));
        sample->setEditText(QStringLiteral("run_a_3"));
        QVERIFY(!import->isEnabled());
        QVERIFY(dialogChild<QLabel>(*window, "reason")->text().contains(QStringLiteral("run_a_3")));
        sample->setEditText(QStringLiteral("run_a_2"));
        QVERIFY(import->isEnabled());
        QTest::mouseClick(import, Qt::LeftButton);

        action(*window, "Results")->trigger();
        QTableView* results = nullptr;
        const auto analysed = [&] {
            results = window->findChild<QTableView*>(QStringLiteral("resultsTable"));
            return results != nullptr && results->model()->rowCount() > 0;
        };
        QVERIFY(QTest::qWaitFor(analysed, patience_ms));
        QCOMPARE(column(results, "Sample ID"), list("run_a_2"));
        QVERIFY(!action(*window, "View data")->isEnabled());
        results->selectRow(0);
        action(*window, "View data")->trigger();
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("samplePlotsPage"))->isVisible());
    }

    void aMistakeInTheFileOfSamplesIsNamedAndNothingCanBeImported()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({write("wrong.csv", "Sample ID;Anode mass (mg)\nrun_a_3;22,5x\n")});
        auto* note = dialogChild<QLabel>(*window, "note");
        QVERIFY(note != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(note->text().contains(QStringLiteral("22,5x")), patience_ms);
        QVERIFY2(note->text().contains(QStringLiteral("line 2")), qPrintable(note->text()));
        QVERIFY2(note->text().contains(QStringLiteral("Anode mass (mg)")), qPrintable(note->text()));
        QVERIFY(!dialogChild<QPushButton>(*window, "importButton")->isEnabled());
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
        QTest::qWait(500);
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!cancel->isVisible(), patience_ms);
        const auto* message = window->findChild<QLabel*>(QStringLiteral("messageText"));
        QVERIFY(message != nullptr);
        QVERIFY2(message->text().startsWith(QStringLiteral("Counting: cancelled.")), qPrintable(message->text()));
        qInfo("largest gap of the heartbeat: %lld ms", largestGap_ms);
        QVERIFY(largestGap_ms < 500);
    }

    void droppedFilesOfSamplesOpenThePreview()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(write("next.csv", nextRobotFile))});
        auto* search = window->findChild<QLineEdit*>(QStringLiteral("samplesSearch"));
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(search, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(search, &drop);
        QVERIFY(drop.isAccepted());
        QVERIFY(search->text().isEmpty());
        const auto* tabs = dialogChild<QTabWidget>(*window, "tabs");
        QVERIFY(tabs != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(tabs->tabText(0), QStringLiteral("New (1)"), patience_ms);
    }

    void aDataFileWithoutAProjectLeadsToSamplePlots()
    {
        const auto window = openWindow({write("cell.mpr", "not a whole file")});
        const auto* plots = window->findChild<QWidget*>(QStringLiteral("samplePlotsPage"));
        QVERIFY(plots != nullptr && plots->isVisible());
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("projectLabel"))->text(), QStringLiteral("No project"));
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

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
