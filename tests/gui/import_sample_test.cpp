#include "gui/window_test.h"

#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/frame/task_runner.h"
#include "support/window_tests.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Whose the files are that are imported: what is proposed, how it is told, and how it is corrected.
class ImportSampleTest : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:

    void init() { beginFresh(); }

    void aFileWhoseNameAndContentDisagreeIsMarked()
    {
        const auto file = m_folder->path() / "data" / "run_a_10_C03.ndax";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_2"});
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({nativePath(file)});
        auto* files = dialogChild<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QCOMPARE(column(files, "Sample"), list("run_a_2"));
        const QString words = column(files, "How it was found").front();
        QVERIFY2(words.startsWith(
                     QStringLiteral("▲ named by “run_a_2” in the file, but its name or its folders say run_a_10 · ")),
                 qPrintable(words));
        files->model()->setData(files->model()->index(0, 1), QStringLiteral("run_a_10"), Qt::EditRole);
        QCOMPARE(column(files, "How it was found"), QStringList{QStringLiteral("chosen here")});
    }

    void aSampleIdInTheNameOfAFileIsProposedAndWhatTheFileSaysIsTold()
    {
        const auto folder = m_folder->path() / "data";
        std::filesystem::create_directories(folder);
        simulation::CellProgram program;
        program.cycles = 2;
        const auto series = simulation::simulate({}, program);
        simulation::writeMpr(folder / "a run_a_10_C03.mpr", series, program, {});
        simulation::writeNdax(folder / "run_a_2.ndax", series, program, {.sampleId = "somebody's cell"});
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({nativePath(folder)});
        auto* files = dialogChild<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 2, patience_ms);
        QCOMPARE(column(files, "Sample"), list("run_a_10 run_a_2"));
        const QStringList words = column(files, "How it was found");
        QVERIFY2(words.at(0).startsWith(QStringLiteral("found in the file name · ")), qPrintable(words.at(0)));
        QVERIFY2(
            words.at(1).startsWith(QStringLiteral("▲ found in the file name, but the file says “somebody's cell” · ")),
            qPrintable(words.at(1)));
    }

    void aWrongInferenceCanBeTakenBackAndTheFileIsKept()
    {
        const auto file = m_folder->path() / "data" / "run_a_10_C03.mpr";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeMpr(file, simulation::simulate({}, program), program, {});
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({nativePath(file)});
        auto* files = dialogChild<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        files->edit(files->model()->index(0, 1));
        auto* editor = dialogChild<QComboBox>(*window, "sampleOfFile");
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->itemText(0), QStringLiteral("nobody's"));
        editor->setCurrentIndex(0);
        Q_EMIT editor->activated(0);
        QCOMPARE(column(files, "Sample"), QStringList{QStringLiteral("nobody's")});
        QVERIFY(column(files, "How it was found").front().contains(QStringLiteral("can be assigned later")));
        QTest::mouseClick(dialogChild<QPushButton>(*window, "importButton"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(window->tasks().active().empty() && action(*window, "Assign files…")->isEnabled(),
                                 patience_ms);
        const auto found = services::openProject(toPath(folder))
                               .openDatabase()
                               ->query(R"(SELECT "Status" || ' ' || "Assigned by" FROM files)");
        QCOMPARE(toText(found.rows.at(0).at(0)), std::string("unassigned user"));
    }

    void theSampleOfEachFileIsShownAndCanBeCorrected()
    {
        const auto file = m_folder->path() / "run_a" / "2" / "cell.ndax";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {});
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({nativePath(file)});
        auto* files = dialogChild<QTableView>(*window, "files");
        QVERIFY(files != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(files->model()->rowCount(), 1, patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(dialogChild<QComboBox>(*window, "sample")->count() > 0, patience_ms);  // IDs are known
        const QModelIndex sample = files->model()->index(0, 1);
        QVERIFY2(
            column(files, "How it was found").front().contains(QStringLiteral("does not name a known run and sample")),
            qPrintable(column(files, "How it was found").front()));
        QCOMPARE(column(files, "Sample"), QStringList{QStringLiteral("? choose…")});
        files->edit(sample);
        auto* first = dialogChild<QComboBox>(*window, "sampleOfFile");
        QVERIFY(first != nullptr);
        first->setFocus();
        QTest::keyClicks(first, QStringLiteral("run_a"));  // is in three
        first->completer()->popup()->hide();               // as a click beside it does
        files->setFocus();
        QTRY_COMPARE(column(files, "Sample"), QStringList{QStringLiteral("? run_a")});
        QVERIFY(!dialogChild<QPushButton>(*window, "importButton")->isEnabled());
        QVERIFY2(dialogChild<QLabel>(*window, "reason")
                     ->text()
                     .startsWith(QStringLiteral("cell.ndax: “run_a” is in the IDs of 3 samples, run_a_1 and run_a_2")),
                 qPrintable(dialogChild<QLabel>(*window, "reason")->text()));
        QTRY_VERIFY(window->findChild<QComboBox*>(QStringLiteral("sampleOfFile")) == nullptr);
        files->edit(sample);
        auto* editor = dialogChild<QComboBox>(*window, "sampleOfFile");
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->currentText(), QStringLiteral("run_a"));  // as it was typed
        editor->setFocus();
        editor->lineEdit()->selectAll();
        QTest::keyClicks(editor, QStringLiteral("a_10"));
        QTest::keyClick(editor, Qt::Key_Return);  // takes the only one
        QTRY_COMPARE(column(files, "Sample"), list("run_a_10"));
        QCOMPARE(column(files, "How it was found"), QStringList{QStringLiteral("chosen here")});
        QVERIFY(dialogChild<QLabel>(*window, "found")
                    ->text()
                    .startsWith(QStringLiteral("Files found: 1, with a sample: 1.")));
        QTest::mouseClick(dialogChild<QPushButton>(*window, "importButton"), Qt::LeftButton);

        action(*window, "Results")->trigger();
        QTableView* results = nullptr;
        const auto analysed = [&] {
            results = window->findChild<QTableView*>(QStringLiteral("resultsTable"));
            return results != nullptr && results->model()->rowCount() > 0;
        };
        QVERIFY(QTest::qWaitFor(analysed, patience_ms));
        QCOMPARE(column(results, "Sample ID"), list("run_a_10"));
    }
};

AURORA_WINDOW_TESTS(ImportSampleTest)
#include "import_sample_test.moc"
