#include "gui/window_test.h"

#include "aurora/services/demo.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/frame/task_runner.h"
#include "gui/import/import_data_dialog.h"
#include "gui/import/import_samples_dialog.h"
#include "gui/report/report_dialog.h"
#include "gui/sample_plots/sample_list.h"
#include "support/window_tests.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QUrl>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

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

}  // namespace

/// Files into the window: by the menu, by a drop, with and without a project.
class ImportWindowTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

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

    void samplesThatAreDroppedWithTheirDataAreImportedFirst()
    {
        const auto file = m_folder->path() / "data" / "run_b_1_C03.mpr";  // of the robot's file below
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeMpr(file, simulation::simulate({}, program), program, {});
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({nativePath(file), write("next.csv", nextRobotFile)});
        auto* tabs = dialogChild<QTabWidget>(*window, "tabs");
        QVERIFY(tabs != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(tabs->tabText(0), QStringLiteral("New (1)"), patience_ms);
        QVERIFY(window->findChild<ImportDataDialog*>() == nullptr);
        QTest::mouseClick(dialogChild<QPushButton>(*window, "importButton"), Qt::LeftButton);
        ImportDataDialog* dialog = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((dialog = window->findChild<ImportDataDialog*>()) != nullptr, patience_ms);
        const auto* files = dialog->findChild<QTableView*>(QStringLiteral("files"));
        QTRY_COMPARE_WITH_TIMEOUT(column(files, "Sample"), list("run_b_1"), patience_ms);
    }

    void enterInTheFieldLeadsToThePreviewAndNotPastIt()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({write("next.csv", nextRobotFile)});
        auto* button = dialogChild<QPushButton>(*window, "importButton");
        QVERIFY(button != nullptr);
        auto* field = dialogChild<QLineEdit>(*window, "file");
        const QString file = field->text();
        field->setFocus();
        field->clear();
        field->setText(file);  // as pasted
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(button->hasFocus(), patience_ms);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Return);
        QTest::qWait(300);
        QVERIFY(window->findChild<ImportSamplesDialog*>() != nullptr);
        QVERIFY(button->isEnabled());
        QVERIFY(button->hasFocus());
        qobject_cast<QDialog*>(window->findChild<ImportSamplesDialog*>())->reject();
    }

    void theOtherListsOfSamplesAreLeftWhenOneIsRefused()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({write("next.csv", nextRobotFile), write("more.csv", nextRobotFile)});
        QVERIFY(dialogChild<QTabWidget>(*window, "tabs") != nullptr);
        QDialog* dialog = window->findChild<ImportSamplesDialog*>();
        QVERIFY(dialog != nullptr);
        dialog->reject();
        QTest::qWait(300);
        QVERIFY(window->findChild<ImportSamplesDialog*>() == nullptr);
    }

    void whatIsPassedOverIsCountedAndShownOnDemand()
    {
        const auto folder = m_folder->path() / "many";
        for (int cell = 0; cell < 12; ++cell) {
            const auto place = folder / ("cell" + std::to_string(cell));
            std::filesystem::create_directories(place);
            replaceFileText(place / "notes.txt", "separators");
        }
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({nativePath(folder)});
        auto* show = dialogChild<QPushButton>(*window, "showPassedOver");
        QVERIFY(show != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(show->isVisible(), patience_ms);
        const QString found = dialogChild<QLabel>(*window, "found")->text();
        QVERIFY2(found.contains(QStringLiteral("Folders and files passed over: ")), qPrintable(found));
        QVERIFY2(found.size() < 200, qPrintable(found));
        QTest::mouseClick(show, Qt::LeftButton);
        auto* report = window->findChild<ReportDialog*>();
        QVERIFY(report != nullptr && report->isVisible());
        report->close();
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

    void aFolderWithoutAProjectShowsTheDataFilesInIt()
    {
        const QString folder = QString::fromStdString((m_folder->path() / "from the lab").string());
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::rename(write("cell.mpr", "not a whole file"), folder + QStringLiteral("/cell.mpr")));
        QVERIFY(QFile::rename(write("notes.txt", "separators"), folder + QStringLiteral("/notes.txt")));
        const auto window = openWindow({folder});
        SampleList* list = nullptr;
        QTRY_VERIFY_WITH_TIMEOUT((list = window->findChild<SampleList*>()) != nullptr && !list->keys().isEmpty(),
                                 patience_ms);
        QCOMPARE(list->keys().size(), 1);
        QVERIFY(list->keys().front().endsWith(QStringLiteral("/from the lab/cell.mpr")));
    }

    void whySamplesCannotBeListedStaysOnScreen()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        replaceFileText(toPath(folder) / "database" / "database.db", "no database");
        ImportDataDialog dialog(project, {write("cell.mpr", "not a whole file")}, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        const auto* reason = dialog.findChild<QLabel*>(QStringLiteral("reason"));
        QTRY_VERIFY_WITH_TIMEOUT(reason->text().contains(QStringLiteral("database")), patience_ms);
        const QString why = reason->text();
        dialog.findChild<QRadioButton*>(QStringLiteral("oneSample"))->click();
        dialog.findChild<QComboBox*>(QStringLiteral("sample"))->setEditText(QStringLiteral("run_a_1"));
        QVERIFY2(reason->text().contains(why), qPrintable(reason->text()));
    }

    void aZipThatIsLookedThroughIsATaskThatCanBeCancelled()
    {
        const QString folder = QString::fromStdString((m_folder->path() / "from the lab").string());
        QVERIFY(QDir().mkpath(folder));
        for (int file = 0; file < 3000; ++file) {  // more than is looked through before it can be cancelled
            replaceFileText(toPath(folder) / ("cell_" + std::to_string(file) + ".mpr"), "not a whole file");
        }
        MainWindow window;
        window.show();
        QStringList titles;
        const TaskRunner* const tasks = &window.tasks();
        window.openPaths({folder});
        QElapsedTimer waiting;
        waiting.start();
        while (tasks->active().empty() && waiting.elapsed() < patience_ms) {
            QCoreApplication::processEvents();  // nothing else: it must not be over before it is cancelled
        }
        for (Task* task : tasks->active()) {
            titles.append(task->title());
            task->cancel();
        }
        QVERIFY2(titles.contains(QStringLiteral("Looking for data files")), qPrintable(titles.join(QLatin1Char(','))));
        QTRY_VERIFY_WITH_TIMEOUT(tasks->active().empty(), patience_ms);
        const auto* list = window.findChild<SampleList*>();
        QVERIFY(list == nullptr || list->keys().isEmpty());
    }

    void aDataFileWithoutAProjectLeadsToSamplePlots()
    {
        const auto window = openWindow({write("cell.mpr", "not a whole file")});
        QTRY_VERIFY_WITH_TIMEOUT(window->findChild<QWidget*>(QStringLiteral("samplePlotsPage")) != nullptr,
                                 patience_ms);
        QVERIFY(window->findChild<QWidget*>(QStringLiteral("samplePlotsPage"))->isVisible());
        QCOMPARE(window->findChild<QLabel*>(QStringLiteral("projectLabel"))->text(), QStringLiteral("No project"));
    }
};

AURORA_WINDOW_TESTS(ImportWindowTest)
#include "import_window_test.moc"
