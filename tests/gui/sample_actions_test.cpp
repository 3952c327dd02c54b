#include "gui/lab_window.h"

#include "aurora/services/batches.h"
#include "aurora/services/import_data.h"
#include "aurora/services/snapshots.h"
#include "aurora/services/tables.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "support/window_tests.h"

#include <QTableWidget>
#include <QToolButton>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// What is done with samples: made, edited, labelled, put into batches, deleted; their snapshots.
class SampleActionsTest : public LabWindowTest
{
    Q_OBJECT

    /// Types into a cell of the form of a sample.
    static void typeCell(MainWindow& window, const char* column, const char* text)
    {
        auto* cells = shown<QTableWidget>(window, "cells");
        for (int row = 0; row < cells->rowCount(); ++row) {
            if (cells->item(row, 0)->text() == QString::fromUtf8(column)) {
                cells->item(row, 1)->setText(QString::fromUtf8(text));
                return;
            }
        }
        qFatal("no column %s", column);
    }

    static QString note(MainWindow& window) { return shown<QLabel>(window, "dialogNote")->text(); }

    static QString cell(const QString& project, const char* sample, const char* column)
    {
        const services::Project opened = services::openProject(toPath(project));
        const Table row = services::readRow(*opened.openDatabase(), opened, services::TableKind::Samples, sample);
        for (std::size_t i = 0; i < row.columns.size() && !row.rows.empty(); ++i) {
            if (row.columns[i].name == column) {
                return toQString(toText(row.rows.front()[i]));
            }
        }
        return QStringLiteral("no such sample");
    }

    /// Two recordings of run_a_1, a week apart.
    void importData(const QString& folder)
    {
        const services::Project project = services::openProject(toPath(folder));
        services::ImportDataOptions options;
        for (const int week : {0, 1}) {
            const auto file = m_folder->path() / "data" / "run_a_1" / ("week" + std::to_string(week) + ".ndax");
            std::filesystem::create_directories(file.parent_path());
            simulation::CellProgram program;
            program.cycles = 2;
            program.start_uts += week * 7 * 86400.0;
            simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_1"});
            options.inputs.push_back(file);
        }
        QVERIFY(services::importData(project, options, Progress::none()).report.ok());
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void analysingAgainSaysThatASampleHasNoData()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        table->selectRow(0);
        const QAction* again = action(*window, "Analyse again");
        QTRY_VERIFY_WITH_TIMEOUT(
            again->toolTip().startsWith(QStringLiteral("run_a_1 has no data yet: there is nothing to analyse.")),
            patience_ms);
        QVERIFY(!again->isEnabled());
    }

    void aCellIsMadeByHandAndWhatIsComputedIsThere()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(trigger(*window, "New sample…"));
        auto* ok = shown<QPushButton>(*window, "okButton");
        QVERIFY(!ok->isEnabled());
        shown<QLineEdit>(*window, "sampleId")->setText(QStringLiteral("hand/1"));
        QVERIFY2(note(*window).contains(QStringLiteral("cannot be a Sample ID")), qPrintable(note(*window)));
        shown<QLineEdit>(*window, "sampleId")->setText(QStringLiteral("hand_1"));
        typeCell(*window, "Cathode mass (mg)", "2x");
        QVERIFY2(note(*window).contains(QStringLiteral("“2x” is not a number")), qPrintable(note(*window)));
        QVERIFY(!ok->isEnabled());
        // (20.5 mg − 10 mg) × 0.9 = 9.45 mg
        typeCell(*window, "Cathode mass (mg)", "20,5");
        typeCell(*window, "Cathode current collector mass (mg)", "10");
        typeCell(*window, "Cathode active material mass fraction", "0.9");
        QVERIFY(click(*window, "okButton"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 4, patience_ms);
        QCOMPARE(column(table, "Sample ID"), list("hand_1 run_a_1 run_a_2 run_a_10"));
        QCOMPARE(cell(folder, "hand_1", "Cathode active material mass (mg)").toDouble(), 9.45);
        QVERIFY2(messages(*window).contains(QStringLiteral("The sample hand_1 was made.")),
                 qPrintable(messages(*window)));
    }

    void aRefusedCellKeepsTheDialogAndWhatWasTyped()
    {
        const auto window = openWindow({makeProject()});
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(trigger(*window, "New sample…"));
        shown<QLineEdit>(*window, "sampleId")->setText(QStringLiteral("RUN_A_1"));  // there is run_a_1
        QVERIFY(click(*window, "okButton"));
        QTRY_VERIFY_WITH_TIMEOUT(note(*window).startsWith(QStringLiteral("✕")), patience_ms);
        QCOMPARE(shown<QLineEdit>(*window, "sampleId")->text(), QStringLiteral("RUN_A_1"));
    }

    void aFailureIsToldAlsoWhenTheDialogWasClosedMeanwhile()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QVERIFY(samplesTable(*window) != nullptr);
        QVERIFY(trigger(*window, "New sample…"));
        shown<QLineEdit>(*window, "sampleId")->setText(QStringLiteral("RUN_A_1"));  // there is run_a_1
        auto* dialog = qobject_cast<QDialog*>(shown<QPushButton>(*window, "okButton")->window());
        QVERIFY(dialog != nullptr);
        services::openProject(toPath(folder)).openDatabase()->write([&] {  // nobody else can write until here is done
            QVERIFY(click(*window, "okButton"));
            dialog->reject();
        });
        QTRY_VERIFY_WITH_TIMEOUT(messages(*window).contains(QStringLiteral("upper and lower case")), patience_ms);
        const QTableView* tasks = showPage(*window, "Activity", "tasksTable");
        QVERIFY(tasks != nullptr);
        QTRY_VERIFY2_WITH_TIMEOUT(column(tasks, "State").value(0).startsWith(QStringLiteral("✕")),
                                  qPrintable(column(tasks, "State").join(QLatin1Char(','))), patience_ms);
    }

    void aMassThatWasWeighedLaterIsEdited()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        table->selectRow(0);  // run_a_1 has no anode mass
        QVERIFY(trigger(*window, "Edit sample…"));
        QVERIFY(
            QTest::qWaitFor([&] { return note(*window) == QStringLiteral("Nothing was changed yet."); }, patience_ms));
        typeCell(*window, "Anode mass (mg)", "19.5");
        QVERIFY(click(*window, "okButton"));
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Anode mass (mg)").value(0), QStringLiteral("19.50"), patience_ms);
        QCOMPARE(cell(folder, "run_a_1", "Label"), QStringLiteral("one"));
    }

    void aNumberShowsTheDigitsThatAreKnownAndKeepsItsValue()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        services::applySampleImport(
            project, services::planSampleImport(project, toPath(write("ratio.csv", "Sample ID;Anode mass (mg)\n"
                                                                                   "run_c_1;22.0960802477099727\n"))));
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QTRY_VERIFY_WITH_TIMEOUT(column(table, "Sample ID").contains(QStringLiteral("run_c_1")), patience_ms);
        table->selectRow(static_cast<int>(column(table, "Sample ID").indexOf(QStringLiteral("run_c_1"))));
        QVERIFY(trigger(*window, "Edit sample…"));
        QVERIFY(
            QTest::qWaitFor([&] { return note(*window) == QStringLiteral("Nothing was changed yet."); }, patience_ms));
        const QString mass = QStringLiteral("Anode mass (mg)");
        auto* cells = shown<QTableWidget>(*window, "cells");
        QTableWidgetItem* value = nullptr;
        for (int row = 0; row < cells->rowCount(); ++row) {
            value = cells->item(row, 0)->text() == mass ? cells->item(row, 1) : value;
        }
        QVERIFY(value != nullptr);
        QCOMPARE(value->text(), QStringLiteral("22.10"));
        QCOMPARE(value->toolTip(), QStringLiteral("22.096080247709974"));
        // Opened and left as it is: the editor has all of it, and nothing has changed.
        cells->editItem(value);
        auto* editor = cells->findChild<QLineEdit*>(QString(), Qt::FindChildrenRecursively);
        QVERIFY(editor != nullptr);
        QCOMPARE(editor->text(), QStringLiteral("22.096080247709974"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(note(*window), QStringLiteral("Nothing was changed yet."));
        typeCell(*window, "Label", "c");
        QVERIFY(click(*window, "okButton"));
        QTRY_COMPARE_WITH_TIMEOUT(cell(folder, "run_c_1", "Label"), QStringLiteral("c"), patience_ms);
        QCOMPARE(cell(folder, "run_c_1", "Anode mass (mg)"), QStringLiteral("22.096080247709974"));
    }

    void severalSamplesGetOneLabel()
    {
        const auto window = openWindow({makeProject()});
        QTableView* table = samplesTable(*window);
        selectRows(table, {0, 2});
        QVERIFY(trigger(*window, "Label…"));
        QTest::keyClicks(shown<QLineEdit>(*window, "label"), QStringLiteral("best"));
        QTRY_VERIFY_WITH_TIMEOUT(shown<QPushButton>(*window, "labelButton")->isEnabled(), patience_ms);
        QVERIFY(click(*window, "labelButton"));
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Label"), list("best two best"), patience_ms);
        QVERIFY(messages(*window).contains(QStringLiteral("Samples labelled: 2.")));
    }

    void deletingCountsWhatIsLostAndAsksTwice()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "good", {"run_a_2"});
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        table->selectRow(1);
        QVERIFY(trigger(*window, "Delete samples…"));
        const auto question = [&] {
            QString said;
            const auto* box = shown<QDialog>(*window, "confirmation");
            for (const QLabel* label : box->findChildren<QLabel*>()) {
                said += label->text();
            }
            return said;
        };
        QVERIFY2(question().contains(QStringLiteral("run_a_2: its row of")), qPrintable(question()));
        QVERIFY2(question().contains(QStringLiteral("places in batches: 1")), qPrintable(question()));
        QVERIFY(click(*window, "confirmButton"));
        QTRY_VERIFY_WITH_TIMEOUT(question().contains(QStringLiteral("Really delete?")), patience_ms);
        QCOMPARE(table->model()->rowCount(), 3);  // nothing happened yet
        for (auto* button : window->findChildren<QPushButton*>(QStringLiteral("confirmButton"))) {
            if (button->isVisible()) {
                QTest::mouseClick(button, Qt::LeftButton);
            }
        }
        QTRY_COMPARE_WITH_TIMEOUT(column(table, "Sample ID"), list("run_a_1 run_a_10"), patience_ms);
    }

    void aLoadedSampleCannotBeDeletedAndTheMenuSaysWhy()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* pipelineTable = updatedPipelines(*window);
        QVERIFY(pipelineTable != nullptr && loadFirst(*window, pipelineTable, 1));
        QTableView* table = showPage(*window, "Samples", "samplesTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience_ms);
        table->selectRow(0);
        const QAction* remove = action(*window, "Delete samples…");
        QTRY_VERIFY_WITH_TIMEOUT(remove->toolTip().contains(QStringLiteral("Eject it first")), patience_ms);
        QVERIFY(!remove->isEnabled());
        table->selectRow(1);
        QTRY_VERIFY_WITH_TIMEOUT(remove->isEnabled(), patience_ms);
    }

    void aSampleThatIsEjectedCanBeDeletedWithoutBeingSelectedAgain()
    {
        const auto window = openWindow({makeLab(slow)});
        QTableView* pipelineTable = updatedPipelines(*window);
        QVERIFY(pipelineTable != nullptr && loadFirst(*window, pipelineTable, 1));
        QTableView* table = showPage(*window, "Samples", "samplesTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->model()->rowCount() > 0, patience_ms);
        table->selectRow(0);
        const QAction* remove = action(*window, "Delete samples…");
        QTRY_VERIFY_WITH_TIMEOUT(remove->toolTip().contains(QStringLiteral("Eject it first")), patience_ms);
        QVERIFY(pipelines(*window) == pipelineTable);
        selectRows(pipelineTable, {0});
        QVERIFY(trigger(*window, "Eject samples…") && click(*window, "confirmButton"));
        QVERIFY(becomes(pipelineTable, "Ready", 0, "○ empty"));
        QVERIFY(showPage(*window, "Samples", "samplesTable") == table);
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(remove->isEnabled(), patience_ms);
    }

    void snapshotsAreLeftOutTakenBackAndMoved()
    {
        const QString folder = makeProject();
        importData(folder);
        const services::Project project = services::openProject(toPath(folder));
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        table->selectRow(0);
        QVERIFY(trigger(*window, "Snapshots of the sample…"));
        auto* snapshots = shown<QTableView>(*window, "snapshots");
        QTRY_COMPARE_WITH_TIMEOUT(snapshots->model()->rowCount(), 2, patience_ms);
        selectRows(snapshots, {0});
        QVERIFY(!shown<QPushButton>(*window, "includeButton")->isEnabled());
        QVERIFY(click(*window, "excludeButton"));
        QVERIFY(becomes(snapshots, "Status", 0, "○ excluded"));
        QVERIFY(click(*window, "includeButton"));
        QVERIFY(becomes(snapshots, "Status", 0, "■ stored"));
        QVERIFY(click(*window, "moveButton"));
        auto* target = shown<QComboBox>(*window, "target");
        QTRY_VERIFY_WITH_TIMEOUT(target->count() == 3, patience_ms);
        target->setEditText(QStringLiteral("nobody"));
        QVERIFY(!shown<QPushButton>(*window, "okButton")->isEnabled());
        target->setEditText(QStringLiteral("run_a_2"));
        QVERIFY(click(*window, "okButton"));
        QTRY_COMPARE_WITH_TIMEOUT(snapshots->model()->rowCount(), 1, patience_ms);
        QCOMPARE(services::listSnapshots(project, {"run_a_2"}, Progress::none()).rows.size(), std::size_t{1});
    }
};

AURORA_WINDOW_TESTS(SampleActionsTest)
#include "sample_actions_test.moc"
