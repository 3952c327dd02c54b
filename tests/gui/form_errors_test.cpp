#include "gui/lab_window.h"

#include "aurora/services/import_data.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/samples/move_snapshots_dialog.h"
#include "support/window_tests.h"

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What a form says went wrong stays until it is right, whatever is typed meanwhile; and what came of writing is told,
/// also to who presses Cancel too late.
class FormErrorsTest : public LabWindowTest
{
    Q_OBJECT

    /// Takes the table away that a form reads, as a damaged database would.
    static void damage(const services::Project& project, const char* table)
    {
        project.openDatabase()->execute(std::string("ALTER TABLE ") + table + " RENAME TO away");
    }

    static void repair(const services::Project& project, const char* table)
    {
        project.openDatabase()->execute(std::string("ALTER TABLE away RENAME TO ") + table);
    }

    /// A recording of run_a_1.
    void importData(const services::Project& project)
    {
        const auto file = m_folder->path() / "data" / "run_a_1" / "week.ndax";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_1"});
        services::ImportDataOptions options;
        options.inputs = {file.parent_path()};
        static_cast<void>(services::importData(project, options, Progress::none()));
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theBatchesThatCannotBeReadAreToldWhileANameIsTyped()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(0);
        damage(project, "batches");
        QVERIFY(trigger(*window, "Add to batch…"));
        auto* reason = shown<QLabel>(*window, "batchReason");
        QTRY_VERIFY_WITH_TIMEOUT(reason->text() != QStringLiteral("Reading the batches…"), patience_ms);
        const QString told = reason->text();
        shown<QComboBox>(*window, "batch")->setEditText(QStringLiteral("good"));
        QCOMPARE(reason->text(), told);
        const auto* add = shown<QPushButton>(*window, "batchButton");
        QVERIFY(!add->isEnabled());
        QCOMPARE(add->toolTip(), told);
        repair(project, "batches");
    }

    void theSamplesThatCannotBeReadAreToldWhileATargetIsTyped()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        damage(project, "samples");
        MoveSnapshotsDialog dialog(project, QStringLiteral("run_a_1"), {QStringLiteral("snapshot.h5")}, nullptr);
        dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        dialog.show();
        const auto* note = dialog.findChild<QLabel*>(QStringLiteral("moveNote"));
        QCOMPARE(note->text(), QStringLiteral("Reading the samples…"));
        QTRY_VERIFY_WITH_TIMEOUT(note->text() != QStringLiteral("Reading the samples…"), patience_ms);
        const QString told = note->text();
        dialog.findChild<QComboBox*>(QStringLiteral("target"))->setEditText(QStringLiteral("run_a_2"));
        QCOMPARE(note->text(), told);
        QVERIFY(!dialog.findChild<QPushButton*>(QStringLiteral("okButton"))->isEnabled());
        repair(project, "samples");
    }

    void aSnapshotThatCouldNotBeLeftOutSaysSoAfterTheTableWasReadAgain()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        importData(project);
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(0);
        QVERIFY(trigger(*window, "Snapshots of the sample…"));
        auto* snapshots = shown<QTableView>(*window, "snapshots");
        QTRY_COMPARE_WITH_TIMEOUT(snapshots->model()->rowCount(), 1, patience_ms);
        selectRows(snapshots, {0});
        damage(project, "samples");
        QVERIFY(click(*window, "excludeButton"));
        const auto* note = shown<QLabel>(*window, "snapshotsNote");
        QTRY_VERIFY_WITH_TIMEOUT(note->text().startsWith(QStringLiteral("✕ ")), patience_ms);
        const QString told = note->text();
        repair(project, "samples");
        QTest::qWait(1500);  // the table is read again
        QCOMPARE(note->text(), told);
    }

    void samplesThatAreBeingStoredAreToldOfThoughCancelIsPressed()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        window->openPaths({write("next.csv", nextRobotFile)});
        auto* import = dialogChild<QPushButton>(*window, "importButton");
        QVERIFY(import != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(import->isEnabled(), patience_ms);
        import->click();
        QTest::keyClick(import->window(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!messages(*window).isEmpty(), patience_ms);
        QVERIFY2(messages(*window).contains(QStringLiteral("next.csv")) ||
                     messages(*window).contains(QStringLiteral("added")),
                 qPrintable(messages(*window)));
    }

    void preferencesThatAreBeingSavedAreToldOfAndTakeEffectThoughCancelIsPressed()
    {
        const auto window = openWindow({makeLab(slow)});
        QVERIFY(pipelines(*window) != nullptr);
        QVERIFY(trigger(*window, "Preferences…"));
        auto* save = shown<QPushButton>(*window, "savePreferences");
        QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), patience_ms);
        save->click();
        QTest::keyClick(save->window(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("The preferences are saved.")), patience_ms);
        QTRY_VERIFY(window->findChild<QDialog*>(QStringLiteral("preferences")) == nullptr);
    }
};

AURORA_WINDOW_TESTS(FormErrorsTest)
#include "form_errors_test.moc"
