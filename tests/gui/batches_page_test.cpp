#include "gui/lab_window.h"

#include "aurora/services/batches.h"
#include "aurora/services/import_data.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/frame/message_bar.h"
#include "gui/report/report_dialog.h"
#include "support/window_tests.h"

#include <QApplication>
#include <QClipboard>
#include <QListView>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The page Batches: made, filled by pasting, changed, deleted.
class BatchesPageTest : public LabWindowTest
{
    Q_OBJECT

    static QTableView* batches(MainWindow& window) { return showPage(window, "Batches", "batchesTable"); }

    /// Data of a sample, analysed.
    void importRecording(const services::Project& project, const std::string& sample)
    {
        const auto file = m_folder->path() / "data" / sample / "cell.ndax";
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = sample});
        services::ImportDataOptions options;
        options.inputs.push_back(file);
        QVERIFY(services::importData(project, options, Progress::none()).report.ok());
    }

    /// Those of some columns that are cut at the right.
    static QStringList notInSight(const QTableView& view, const std::vector<const char*>& names)
    {
        QStringList cut;
        for (const char* name : names) {
            bool whole = false;
            for (int column = 0; column < view.model()->columnCount(); ++column) {
                const QString title = view.model()->headerData(column, Qt::Horizontal).toString();
                const int end_px = view.columnViewportPosition(column) + view.columnWidth(column);
                whole = whole || (title == QLatin1String(name) && end_px <= view.viewport()->width());
            }
            if (!whole) {
                cut.append(QLatin1String(name));
            }
        }
        return cut;
    }

    static std::vector<services::Batch> stored(const QString& folder)
    {
        return services::listBatches(services::openProject(toPath(folder)));
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void aBatchIsMadeFromAPastedListAndUnknownIdsAreNamed()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = batches(*window);
        QVERIFY(table != nullptr);
        QVERIFY(trigger(*window, "New batch…"));
        shown<QLineEdit>(*window, "batchName")->setText(QStringLiteral("morning"));
        shown<QLineEdit>(*window, "batchDescription")->setText(QStringLiteral("to look at"));
        auto* samples = shown<QListView>(*window, "batchSamples");
        QTRY_COMPARE_WITH_TIMEOUT(samples->model()->rowCount(), 3, patience_ms);
        QApplication::clipboard()->setText(QStringLiteral("run_a_10\nrun_a_1\tnobody_7\n"));
        QVERIFY(click(*window, "pasteButton"));
        QVERIFY(shown<QLabel>(*window, "dialogNote")->text().contains(QStringLiteral("not ticked: nobody_7")));
        QCOMPARE(shown<QLabel>(*window, "batchCount")->text(), QStringLiteral("Samples ticked: 2"));
        QVERIFY(click(*window, "okButton"));
        QVERIFY(becomes(table, "Batch", 0, "morning"));
        QCOMPARE(column(table, "Number of samples"), list("2"));
        QCOMPARE(column(table, "Description"), QStringList(QStringLiteral("to look at")));
        QCOMPARE(stored(folder).front().samples, (std::vector<std::string>{"run_a_1", "run_a_10"}));
    }

    void theChosenBatchShowsItsSamplesAndTheirActions()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "good", {"run_a_2", "run_a_10"}, "both");
        const auto window = openWindow({folder});
        QTableView* table = batches(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        QVERIFY(!action(*window, "Edit batch…")->isEnabled());
        QVERIFY(action(*window, "Edit batch…")->toolTip().startsWith(QStringLiteral("Select a batch first.")));
        table->selectRow(0);
        auto* members = shown<QTableView>(*window, "batchMembers");
        QTRY_COMPARE_WITH_TIMEOUT(members->model()->rowCount(), 2, patience_ms);
        QCOMPARE(column(members, "Sample ID"), list("run_a_2 run_a_10"));
        QCOMPARE(column(members, "Label"), list("two ten"));
        QCOMPARE(shown<QLabel>(*window, "batchText")->text(), QStringLiteral("both"));
        QVERIFY(!action(*window, "Edit sample…")->isEnabled());  // two samples
        selectRows(members, {1});
        QVERIFY(trigger(*window, "Label…"));
        shown<QLineEdit>(*window, "label")->setText(QStringLiteral("new"));
        QVERIFY(click(*window, "labelButton"));
        QVERIFY(becomes(members, "Label", 1, "new"));
        QCOMPARE(column(members, "Label").front(), QStringLiteral("two"));
    }

    void aBatchIsRenamedAndLosesASample()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "good", {"run_a_2", "run_a_10"});
        const auto window = openWindow({folder});
        QTableView* table = batches(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        table->selectRow(0);
        QVERIFY(trigger(*window, "Edit batch…"));
        auto* samples = shown<QListView>(*window, "batchSamples");
        QTRY_COMPARE_WITH_TIMEOUT(samples->model()->rowCount(), 3, patience_ms);
        samples->model()->setData(samples->model()->index(0, 0), Qt::Unchecked, Qt::CheckStateRole);  // run_a_2
        shown<QLineEdit>(*window, "batchName")->setText(QStringLiteral("better"));
        QVERIFY(click(*window, "okButton"));
        QVERIFY(becomes(table, "Batch", 0, "better"));
        QCOMPARE(stored(folder).front().samples, std::vector<std::string>{"run_a_10"});
    }

    void analysingABatchCountsItAlsoWhenItsSamplesAreUpToDate()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        importRecording(project, "run_a_2");
        services::createBatch(project, "good", {"run_a_2"});
        const auto window = openWindow({folder});
        QTableView* table = batches(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        table->selectRow(0);
        for (int time = 0; time < 2; ++time) {
            QVERIFY(trigger(*window, "Analyse batches"));
            QTRY_VERIFY_WITH_TIMEOUT(!messages(*window).isEmpty(), patience_ms);
            QVERIFY2(messages(*window).startsWith(QStringLiteral("Batches analysed: 1.")),
                     qPrintable(messages(*window)));
            window->findChild<MessageBar*>()->clear();
        }
    }

    void severalBatchesTellEachSampleOnceAndOneWithoutSamplesHasNotFailed()
    {
        const QString folder = makeProject();
        const services::Project project = services::openProject(toPath(folder));
        importRecording(project, "run_a_2");
        services::createBatch(project, "good", {"run_a_2", "run_a_10"});  // run_a_10 has no data
        services::createBatch(project, "more", {"run_a_2", "run_a_10"});
        services::createBatch(project, "none", {});
        const auto window = openWindow({folder});
        QTableView* table = batches(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, patience_ms);
        table->selectAll();
        QVERIFY(trigger(*window, "Analyse batches"));
        QTRY_COMPARE_WITH_TIMEOUT(
            messages(*window), QStringLiteral("Batches analysed: 2. Without samples: none. Skipped: 1."), patience_ms);
        QVERIFY(clickMessage(*window, "Show report…"));
        const auto* report = shown<ReportDialog>(*window, "ReportDialog");
        QVERIFY(report != nullptr);
        const auto* items = report->findChild<QTableView*>();
        QCOMPARE(column(items, "Status"),
                 (QStringList{QStringLiteral("○ skipped"), QStringLiteral("○ skipped"), QStringLiteral("○ skipped"),
                              QStringLiteral("■ done"), QStringLiteral("■ done")}));
        QStringList things = column(items, "File or sample");
        things.sort();
        QCOMPARE(things, list("good more none run_a_10 run_a_2"));
        const QString said = column(items, "What happened").join(QLatin1Char('\n'));
        QVERIFY2(said.contains(QStringLiteral("left out of the batches \"good\" and \"more\".")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("has no samples")), qPrintable(said));
    }

    void atTheUsualSizeTheSamplesHaveRoomAndDetailsStandBelowThem()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "good", {"run_a_2", "run_a_10"}, "both");
        const auto window = openWindow({folder});
        window->resize(1280, 800);
        QTableView* table = batches(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        table->selectRow(0);
        auto* members = shown<QTableView>(*window, "batchMembers");
        QTRY_COMPARE_WITH_TIMEOUT(members->model()->rowCount(), 2, patience_ms);
        auto* details = window->findChild<QWidget*>(QStringLiteral("batchesPage"))
                            ->findChild<QWidget*>(QStringLiteral("detailsPanel"));
        QVERIFY(!details->isVisible());
        QTRY_COMPARE(notInSight(*table, {"Batch", "Number of samples", "Last analysis"}), QStringList());
        QTRY_COMPARE(notInSight(*members, {"Sample ID", "Label", "Number of cycles", "Flag"}), QStringList());
        const int columnsWidth_px = table->width();
        QVERIFY(trigger(*window, "Details"));
        QVERIFY(details->isVisible());
        QTest::qWait(50);
        QVERIFY2(details->mapTo(window.get(), QPoint()).y() >=
                     members->mapTo(window.get(), QPoint(0, members->height())).y(),
                 "it stands below the samples");
        QCOMPARE(table->width(), columnsWidth_px);
        QVERIFY2(details->width() >= 400 && details->height() >= 200, qPrintable(QString::number(details->height())));
        QVERIFY2(members->height() >= 3 * members->rowHeight(0), qPrintable(QString::number(members->height())));
        QVERIFY(trigger(*window, "Details"));
        QVERIFY(!details->isVisible());
    }

    void deletingNamesTheBatchesAndCountsTheirSamples()
    {
        const QString folder = makeProject();
        services::createBatch(services::openProject(toPath(folder)), "good", {"run_a_2", "run_a_10"});
        const auto window = openWindow({folder});
        QTableView* table = batches(*window);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, patience_ms);
        table->selectRow(0);
        QVERIFY(trigger(*window, "Delete batches…"));
        QString said;
        for (const QLabel* label : shown<QDialog>(*window, "confirmation")->findChildren<QLabel*>()) {
            said += label->text();
        }
        QVERIFY2(said.contains(QStringLiteral("good (2 samples)")), qPrintable(said));
        QVERIFY(click(*window, "confirmButton"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 0, patience_ms);
        QVERIFY(stored(folder).empty());
    }
};

AURORA_WINDOW_TESTS(BatchesPageTest)
#include "batches_page_test.moc"
