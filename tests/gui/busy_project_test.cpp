#include "gui/window_test.h"

#include "gui/batch_plots/cycle_store.h"
#include "gui/sample_plots/curve_store.h"

#include "aurora/services/project.h"
#include "support/window_tests.h"

#include <QTimer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// A project that changes faster than its data is read: charts show what was read, and then what is new.
class BusyProjectTest : public WindowTest
{
    Q_OBJECT

    static std::string labelOf(const CycleStore& store, const QString& sample)
    {
        const auto loaded = store.loaded(sample);
        return loaded ? loaded->curves().summary.value("Label", std::string()) : std::string();
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void cyclesArriveWhileChangesComeFasterThanTheyAreRead()
    {
        CycleStore store;
        store.setProject(services::openProject(toPath(makeProject())));
        QTimer changes;
        connect(&changes, &QTimer::timeout, &store, &CycleStore::reload);
        changes.start(0);
        const QStringList samples = list("run_a_1 run_a_2 run_a_10");
        store.want(samples);
        QTRY_COMPARE_WITH_TIMEOUT(store.loaded().size(), std::size_t{3}, patience_ms);
    }

    void cyclesAreReadOnceMoreAfterAChangeThatCameMeanwhile()
    {
        const services::Project project = services::openProject(toPath(makeProject()));
        CycleStore store;
        store.setProject(project);
        const QString sample = QStringLiteral("run_a_1");
        store.want({sample});
        QTRY_COMPARE_WITH_TIMEOUT(labelOf(store, sample), std::string("one"), patience_ms);
        store.reload();
        project.openDatabase()->execute(R"(UPDATE samples SET "Label" = 'new' WHERE "Sample ID" = 'run_a_1')");
        store.reload();
        QTRY_COMPARE_WITH_TIMEOUT(labelOf(store, sample), std::string("new"), patience_ms);
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
    }

    void anotherChoiceOfSamplesIsLoadedAlthoughOneIsBeingRead()
    {
        CycleStore store;
        store.setProject(services::openProject(toPath(makeProject())));
        store.want(list("run_a_1 run_a_2"));
        store.want(list("run_a_2 run_a_10"));
        QTRY_COMPARE_WITH_TIMEOUT(store.loaded().size(), std::size_t{2}, patience_ms);
        QVERIFY(store.loaded(QStringLiteral("run_a_10")) != nullptr);
        QVERIFY(store.loaded(QStringLiteral("run_a_1")) == nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        QCOMPARE(store.missing(), qsizetype{0});
    }

    void anotherProjectGetsNothingThatWasReadOfTheOneBefore()
    {
        CycleStore store;
        store.setProject(services::openProject(toPath(makeProject())));
        store.want(list("run_a_1"));
        store.setProject(std::nullopt);
        QTest::qWait(200);
        QVERIFY(store.loaded().empty());
        QVERIFY(!store.isLoading());
    }

    void samplesArriveWhileChangesComeFasterThanTheyAreRead()
    {
        CurveStore store;
        store.setProject(services::openProject(toPath(makeProject())));
        QTimer changes;
        connect(&changes, &QTimer::timeout, &store, &CurveStore::reload);
        changes.start(0);
        store.want({{QStringLiteral("run_a_1"), false}}, services::Detail::Thinned);
        // It has no data yet: what arrives says so, as curves would.
        const auto arrived = [&store] { return !store.failures().isEmpty() || !store.loaded().empty(); };
        QTRY_VERIFY_WITH_TIMEOUT(arrived(), patience_ms);
        changes.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!store.isLoading(), patience_ms);
        QVERIFY(arrived());
    }
};

AURORA_WINDOW_TESTS(BusyProjectTest)
#include "busy_project_test.moc"
