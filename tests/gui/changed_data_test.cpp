#include "gui/window_test.h"

#include "gui/batch_plots/cycle_store.h"
#include "gui/sample_plots/curve_store.h"

#include "aurora/services/analyse.h"
#include "aurora/simulation/cell.h"
#include "aurora/storage/sample_files.h"
#include "support/window_tests.h"

#include <QSignalSpy>
#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// Charts of a project that others change: only what has changed is read again.
class ChangedDataTest : public WindowTest
{
    Q_OBJECT

    /// Gives a sample a recording of so many cycles, in place of the one before.
    static void measure(const services::Project& project, const char* sample, int cycles)
    {
        simulation::CellProgram program;
        program.formationCycles = 1;
        program.cycles = cycles;
        program.secondsPerRow = 60;
        const std::filesystem::path folder = project.sampleFolder(SampleId(sample));
        makeFolder(folder);
        storage::writeSnapshot(folder / "snapshot.1.h5", simulation::simulate({}, program).series,
                               {{"job_data", {{"finished", true}}}});
    }

    static void analyse(const services::Project& project)
    {
        static_cast<void>(services::analyseSamples(project, {}, services::When::Always, Progress::none()));
    }

    /// The samples of makeProject(); two of them are measured and analysed.
    services::Project makeMeasured()
    {
        services::Project project = services::openProject(toPath(makeProject()));
        measure(project, "run_a_1", 3);
        measure(project, "run_a_2", 3);
        analyse(project);
        return project;
    }

    static std::size_t cyclesOf(const CycleStore& store, const char* sample)
    {
        const auto loaded = store.loaded(QString::fromLatin1(sample));
        return loaded ? loaded->curves().cycles.size() : 0;
    }

    static std::string labelOf(const LoadedSample& sample)
    {
        return sample.curves().summary.value("Label", std::string());
    }

    /// Wants all samples and waits for them.
    static bool loadAll(CycleStore& store, const services::Project& project)
    {
        store.setProject(project);
        store.want(list("run_a_1 run_a_2 run_a_10"));
        return QTest::qWaitFor([&store] { return !store.isLoading(); }, patience_ms) && store.missing() == 0;
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void anotherLabelHasThatSampleAloneReadAgain()
    {
        const services::Project project = makeMeasured();
        CycleStore store;
        QVERIFY(loadAll(store, project));
        const LoadedSamples before = store.loaded();
        QCOMPARE(labelOf(*before[2]), std::string("ten"));
        project.openDatabase()->execute(R"(UPDATE samples SET "Label" = 'new' WHERE "Sample ID" = 'run_a_10')");
        store.reload();
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        QCOMPARE(labelOf(*store.loaded()[2]), std::string("new"));
        QVERIFY(store.loaded()[0] == before[0]);
        QVERIFY(store.loaded()[1] == before[1]);
    }

    void nothingIsDrawnAgainWhereNothingHasChanged()
    {
        CycleStore store;
        QVERIFY(loadAll(store, makeMeasured()));
        const LoadedSamples before = store.loaded();
        const QSignalSpy changes(&store, &CycleStore::changed);
        const QSignalSpy loadings(&store, &CycleStore::loadingChanged);
        store.reload();
        QVERIFY(store.isLoading());
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        QCOMPARE(changes.size(), 0);
        QCOMPARE(loadings.size(), 2);
        QVERIFY(store.loaded() == before);
    }

    void cyclesThatWereMeasuredSinceAreRead()
    {
        const services::Project project = makeMeasured();
        CycleStore store;
        QVERIFY(loadAll(store, project));
        const std::size_t before = cyclesOf(store, "run_a_1");
        QVERIFY(before > 0);
        QCOMPARE(cyclesOf(store, "run_a_10"), std::size_t{0});
        QCOMPARE(store.loaded()[2]->curves().note,
                 std::string("There is no data of run_a_10 yet. Import its files first."));
        measure(project, "run_a_1", 5);
        measure(project, "run_a_10", 3);
        store.reload();
        QTRY_COMPARE_WITH_TIMEOUT(store.loaded()[2]->curves().note,
                                  std::string("run_a_10 has data that is not analysed yet. Analyse it first."),
                                  patience_ms);
        analyse(project);
        store.reload();
        QTRY_COMPARE_WITH_TIMEOUT(cyclesOf(store, "run_a_1"), before + 2, patience_ms);
        QCOMPARE(cyclesOf(store, "run_a_10"), before);
        QVERIFY(store.loaded()[2]->curves().note.empty());
    }

    void rowsThatWereMeasuredSinceAreReadAlthoughChangesComeFasterThanTheyAreLookedAt()
    {
        const services::Project project = makeMeasured();
        const QString sample = QStringLiteral("run_a_1");
        CurveStore store;
        store.setProject(project);
        store.want({{sample, false}}, services::Detail::Full);
        QTRY_VERIFY_WITH_TIMEOUT(store.loaded(sample) != nullptr, patience_ms);
        const std::size_t before = store.loaded(sample)->curves().uts.size();
        measure(project, "run_a_1", 5);
        analyse(project);
        QTimer changes;
        connect(&changes, &QTimer::timeout, &store, &CurveStore::reload);
        changes.start(0);
        QTRY_VERIFY_WITH_TIMEOUT(store.loaded(sample)->curves().uts.size() > before, patience_ms);
    }
};

AURORA_WINDOW_TESTS(ChangedDataTest)
#include "changed_data_test.moc"
