#include "gui/window_test.h"

#include "gui/assign/assign_model.h"
#include "gui/batch_plots/batch_chooser.h"
#include "gui/sample_plots/curve_store.h"
#include "gui/sample_plots/last_choice.h"
#include "gui/sample_plots/sample_list.h"

#include "aurora/services/analyse.h"
#include "aurora/services/batches.h"
#include "aurora/simulation/cell.h"
#include "aurora/storage/sample_files.h"
#include "support/window_tests.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QListView>
#include <QScrollBar>
#include <QSignalSpy>

#include <chrono>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

QStringList names(int count)
{
    QStringList all;
    for (int i = 0; i < count; ++i) {
        all.append(QStringLiteral("many_%1").arg(i, 5, 10, QLatin1Char('0')));
    }
    return all;
}

}  // namespace

/// Lists that are read again whenever somebody changes the project.
class ListsReadAgainTest : public WindowTest
{
    Q_OBJECT

    /// A project whose sample run_a_1 has analysed data.
    services::Project makeAnalysed()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        simulation::CellProgram program;
        program.formationCycles = 1;
        program.cycles = 3;
        const std::filesystem::path folder = project.sampleFolder(SampleId("run_a_1"));
        std::filesystem::create_directories(folder);
        storage::writeSnapshot(folder / "snapshot.1.h5", simulation::simulate({}, program).series,
                               {{"job_data", {{"finished", true}}}});
        static_cast<void>(services::analyseSamples(project, {}, services::When::Always, Progress::none()));
        return project;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theListOfSamplesKeepsPlaceSelectionAndTicks()
    {
        SampleList list;
        list.resize(320, 400);
        list.show();
        QVERIFY(QTest::qWaitForWindowExposed(&list));
        const QStringList all = names(500);
        list.setSamples(all);
        list.setTicked({all[3], all[400]});
        list.setLook(all[400], Qt::red, QStringLiteral("84 cycles"));
        auto* view = list.findChild<QListView*>();
        view->setCurrentIndex(view->model()->index(400, 0));
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
        const QModelIndex top = view->indexAt(QPoint(2, 2));
        const QString atTop = top.data().toString();

        QStringList changed = all;
        changed.removeAt(490);
        changed.insert(450, QStringLiteral("many_00449a"));
        list.setSamples(changed);
        QCOMPARE(list.keys(), changed);
        QCOMPARE(list.ticked(), (QStringList{all[3], all[400]}));
        QTRY_COMPARE(view->indexAt(QPoint(2, 2)).data().toString(), atTop);  // it is laid out a little later
        QCOMPARE(view->currentIndex().data().toString(), QStringLiteral("many_00400  ·  84 cycles"));
        QVERIFY(view->selectionModel()->isSelected(view->currentIndex()));

        list.setSamples({all[7], all[3], all[2]});  // another order
        QCOMPARE(list.keys(), (QStringList{all[7], all[3], all[2]}));
        QCOMPARE(list.ticked(), QStringList{all[3]});
    }

    void tenThousandSamplesAreListedAtOnce()
    {
        SampleList list;
        const QStringList all = names(10000);
        QElapsedTimer time;
        time.start();
        list.setSamples(all);
        list.setTicked(all);
        for (const QString& sample : all) {
            list.setLook(sample, Qt::blue, QStringLiteral("3 cycles"));
        }
        list.setSamples(all);
        QCOMPARE(list.ticked().size(), all.size());
        QVERIFY2(time.elapsed() < 3000, qPrintable(QString::number(time.elapsed())));
    }

    void aBatchThatIsAsItWasIsNotLoadedAgain()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        services::createBatch(project, "first two", {"run_a_1", "run_a_10"}, "both of them");
        BatchChooser chooser;
        QSignalSpy loads(&chooser, &BatchChooser::tickedChanged);
        chooser.setProject(project, {QStringLiteral("first two"), {}});
        QTRY_COMPARE_WITH_TIMEOUT(loads.size(), 1, patience_ms);
        const QStringList both{QStringLiteral("run_a_1"), QStringLiteral("run_a_10")};
        QCOMPARE(chooser.ticked(), both);
        const auto* box = chooser.findChild<QComboBox*>(QStringLiteral("batchChoice"));
        QCOMPARE(box->currentText(), QStringLiteral("first two (2)"));
        chooser.reload();
        QTest::qWait(400);
        QCOMPARE(loads.size(), 1);
        services::addToBatch(project, "first two", {"run_a_2"});
        chooser.reload();
        QTRY_COMPARE_WITH_TIMEOUT(loads.size(), 2, patience_ms);
        QCOMPARE(chooser.ticked().size(), 3);
        QCOMPARE(box->currentText(), QStringLiteral("first two (3)"));
        chooser.setProject(project, {});
        QTest::qWait(400);
        QCOMPARE(box->currentIndex(), 0);
        QVERIFY(chooser.ticked().isEmpty());
    }

    void aSampleIsReadAgainOnlyWhenItsFilesHaveChanged()
    {
        const services::Project project = makeAnalysed();
        const QString key = QStringLiteral("run_a_1");
        CurveStore store;
        store.setProject(project);
        store.want({{key, false}}, services::Detail::Full);
        QTRY_VERIFY_WITH_TIMEOUT(store.loaded(key) != nullptr, patience_ms);
        const auto before = store.loaded(key);
        QVERIFY(!before->curves().cycles.empty());
        QSignalSpy changes(&store, &CurveStore::changed);
        store.reload();
        QTest::qWait(400);
        QCOMPARE(changes.size(), 0);
        QCOMPARE(store.loaded(key), before);
        const std::filesystem::path cycles = project.sampleFolder(SampleId("run_a_1")) / "cycles.run_a_1.json";
        std::filesystem::last_write_time(cycles, std::filesystem::last_write_time(cycles) + std::chrono::seconds(2));
        store.reload();
        QTRY_VERIFY_WITH_TIMEOUT(store.loaded(key) != before, patience_ms);
    }

    void manyFilesWithoutASampleKeepWhatWasChosen()
    {
        constexpr int count = 20000;
        std::vector<services::UnassignedFile> files(count);
        for (int i = 0; i < count; ++i) {
            files[static_cast<std::size_t>(i)].id = i;
        }
        AssignModel model;
        model.setKnown({QStringLiteral("run_a_1")});
        model.setFiles(files);
        model.choose(5, QStringLiteral("run_a_1"));
        std::reverse(files.begin(), files.end());
        QElapsedTimer time;
        time.start();
        model.setFiles(files);
        QVERIFY2(time.elapsed() < 1000, qPrintable(QString::number(time.elapsed())));
        QCOMPARE(model.rowCount(), count);
        QCOMPARE(model.sample(count - 1 - 5), QStringLiteral("run_a_1"));
        QCOMPARE(model.toAssign().at("run_a_1"), std::vector<std::int64_t>{5});
    }

    void whatCameOfAFileIsSaidInTheWordsOfTheWindow()
    {
        AssignModel model;
        services::UnassignedFile file;
        file.id = 1;
        file.folder = "/data";
        file.path = "PEIS.mpr";
        model.setFiles({file});
        services::Report report;
        report.failed.push_back(
            {"/data/PEIS.mpr", "PEIS.mpr: it does not say when it began. Say when it began with --start \"…\".", {}});
        services::AssignedFile outcome;
        outcome.id = 1;
        model.setOutcome({outcome}, report);
        const QString result = model.index(0, AssignModel::ResultColumn).data().toString();
        QVERIFY2(result.contains(QStringLiteral("Import or assign it again, and say there when it began.")),
                 qPrintable(result));
        QVERIFY2(!result.contains(QStringLiteral("--")), qPrintable(result));
    }

    void aPageBehindIsReadAgainWhenItComesToTheFront()
    {
        const QString folder = makeProject();
        const auto window = openWindow({folder});
        QTableView* table = samplesTable(*window);
        QVERIFY(table != nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 3, patience_ms);
        action(*window, "Jobs")->trigger();
        const services::Project project = services::openProject(toPath(folder));
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("next.csv", nextRobotFile))));
        QTest::qWait(3000);  // the change is noticed within 2 s
        QCOMPARE(table->model()->rowCount(), 3);
        action(*window, "Samples")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 4, patience_ms);
    }
};

AURORA_WINDOW_TESTS(ListsReadAgainTest)
#include "lists_read_again_test.moc"
