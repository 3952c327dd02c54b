#include "gui/heartbeat.h"
#include "gui/lab_window.h"

#include "aurora/services/analyse.h"
#include "aurora/services/batches.h"
#include "aurora/simulation/cell.h"
#include "aurora/storage/sample_files.h"
#include "gui/batch_plots/batch_plots_page.h"
#include "gui/charts/chart_panel.h"
#include "gui/sample_plots/sample_list.h"
#include "gui/sample_plots/sample_plots_page.h"
#include "support/window_tests.h"

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace fs = std::filesystem;

/// The window's thread beats while the plots pages list, load and draw a thousand samples and others change the
/// project.
class PlotsHeartbeatTest : public LabWindowTest
{
    Q_OBJECT

    static constexpr int sampleCount = 1000;
    static constexpr int drawnAtOnce = 20;

    static std::string nameOf(int sample) { return "many_" + std::to_string(sample); }

    static std::string longName(int sample) { return "long_" + std::to_string(sample); }

    /// Analyses the first of the samples, and gives the others copies of what it found.
    static void makeAlike(const services::Project& project, const std::vector<std::string>& samples,
                          const simulation::CellProgram& program)
    {
        const std::string& name = samples.front();
        const fs::path first = project.sampleFolder(SampleId(name));
        fs::create_directories(first);
        storage::writeSnapshot(first / "snapshot.1.h5", simulation::simulate({}, program).series,
                               {{"job_data", {{"finished", true}}}});
        static_cast<void>(services::analyseSamples(project, {name}, services::When::Always, Progress::none()));
        for (std::size_t sample = 1; sample < samples.size(); ++sample) {
            const fs::path folder = project.sampleFolder(SampleId(samples[sample]));
            fs::create_directories(folder);
            for (const auto& [kind, ending] : {std::pair("full.", ".h5"), {"shrunk.", ".h5"}, {"cycles.", ".json"}}) {
                fs::copy_file(first / (kind + name + ending), folder / (kind + samples[sample] + ending));
            }
        }
    }

    /// A project with analysed samples: a thousand that are all alike, and twenty long ones. @return its folder
    QString makeManySamples()
    {
        std::string csv = "Sample ID;Cathode active material mass (mg)\n";
        std::vector<std::string> all;
        std::vector<std::string> longOnes;
        for (int sample = 1; sample <= sampleCount; ++sample) {
            all.push_back(nameOf(sample));
            csv += all.back() + ";24.4\n";
        }
        for (int sample = 1; sample <= drawnAtOnce; ++sample) {
            longOnes.push_back(longName(sample));
            csv += longOnes.back() + ";24.4\n";
        }
        const services::Project project = services::initProject(m_folder->path() / "lab");
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("robot.csv", csv.c_str()))));
        makeAlike(project, longOnes, {.formationCycles = 3, .cycles = 600, .secondsPerRow = 60});
        makeAlike(project, all, {.formationCycles = 1, .cycles = 20, .secondsPerRow = 60});
        services::createBatch(project, "all", all, "everything");
        return toQString(pathText(project.folder()));
    }

    /// Somebody else changes the project, and the window reads again what it shows.
    static void changeProject(const QString& folder, int change)
    {
        std::thread other([&] {
            services::describeBatch(services::openProject(toPath(folder)), "all", "changed " + std::to_string(change));
        });
        QTest::qWait(2500);  // it is noticed within 2 s
        other.join();
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theWindowLivesWhileThePlotsPagesAreWalked()
    {
        const QString folder = makeManySamples();
        const auto window = openWindow({folder});
        window->resize(1600, 900);
        QVERIFY(trigger(*window, "Sample plots"));
        auto* page = window->findChild<SamplePlotsPage*>();
        QVERIFY(page != nullptr);
        const auto* list = page->findChild<SampleList*>();
        QTRY_COMPARE_WITH_TIMEOUT(list->keys().size(), sampleCount + drawnAtOnce, patience_ms);
        QStringList drawn;
        for (int sample = 1; sample <= drawnAtOnce; ++sample) {
            drawn.append(toQString(longName(sample)));
        }
        const auto seriesOf = [&window](const char* panel) {
            return window->findChild<ChartPanel*>(QString::fromLatin1(panel))->view().chart().model().series.size();
        };
        {
            Heartbeat heart;
            page->showSamples(drawn);
            QTRY_COMPARE_WITH_TIMEOUT(seriesOf("perCycleChart"), std::size_t{drawnAtOnce}, patience_ms);
            QTest::qWait(1000);  // until all rows are there, too
            QVERIFY(heart.holds("20 samples are drawn for the first time in Sample plots"));
        }
        {
            Heartbeat heart;
            changeProject(folder, 1);
            QCOMPARE(list->ticked().size(), drawnAtOnce);
            QVERIFY(heart.holds("others change the project while Sample plots is looked at"));
        }
        QVERIFY(trigger(*window, "Batch plots"));
        auto* batches = window->findChild<BatchPlotsPage*>();
        QVERIFY(batches != nullptr);
        {
            Heartbeat few;
            batches->showSamples(drawn);
            QTRY_COMPARE_WITH_TIMEOUT(seriesOf("batchPerCycle"), std::size_t{drawnAtOnce}, patience_ms);
            QTest::qWait(500);
            QVERIFY(few.holds("20 samples are drawn for the first time in Batch plots"));
        }
        {
            Heartbeat many;
            batches->showBatch(QStringLiteral("all"));
            QTRY_COMPARE_WITH_TIMEOUT(seriesOf("batchPerCycle"), std::size_t{sampleCount}, patience_ms);
            QTest::qWait(500);
            many.holds("1 000 samples are drawn for the first time in Batch plots");
        }
        Heartbeat heart;
        for (int walk = 2; walk < 4; ++walk) {
            QVERIFY(trigger(*window, "Samples"));
            QTest::qWait(200);
            QVERIFY(trigger(*window, "Sample plots"));
            changeProject(folder, walk);
            QCOMPARE(seriesOf("perCycleChart"), std::size_t{drawnAtOnce});
        }
        QVERIFY(heart.holds("others change the project while Batch plots stands behind"));
    }
};

AURORA_WINDOW_TESTS(PlotsHeartbeatTest)
#include "plots_heartbeat_test.moc"
