#include "gui/heartbeat.h"
#include "gui/lab_window.h"

#include "aurora/services/analyse.h"
#include "aurora/services/import_data.h"
#include "aurora/simulation/cell.h"
#include "aurora/storage/sample_files.h"
#include "gui/frame/project_session.h"
#include "support/corpus.h"
#include "support/window_tests.h"

#include <QTcpServer>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

/// The window's thread never waits: it beats while files are imported, samples are analysed, and a server hangs.
class HeartbeatTest : public LabWindowTest
{
    Q_OBJECT

    static constexpr std::size_t sampleCount = 1000;
    static constexpr int longPatience_ms = 200000;

    /// A project with many samples that have a snapshot each and were never analysed. @return its folder
    QString makeManySamples()
    {
        simulation::CellProgram program;
        program.formationCycles = 1;
        program.cycles = 20;
        program.secondsPerRow = 60;
        const CyclingSeries series = simulation::simulate({}, program).series;
        std::string csv = "Sample ID;Cathode active material mass (mg)\n";
        for (std::size_t sample = 1; sample <= sampleCount; ++sample) {
            csv += "many_" + std::to_string(sample) + ";24.4\n";
        }
        const services::Project project = services::initProject(m_folder->path() / "lab");
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("robot.csv", csv.c_str()))));
        for (std::size_t sample = 1; sample <= sampleCount; ++sample) {
            const std::filesystem::path folder = project.sampleFolder(SampleId("many_" + std::to_string(sample)));
            makeFolder(folder);
            storage::writeSnapshot(folder / "snapshot.1.h5", series, {{"job_data", {{"finished", true}}}});
        }
        return toQString(pathText(project.folder()));
    }

    /// Runs a task as the window does, walking through the pages meanwhile. @return whether the window's thread lived
    template <class Work>
    bool livesDuring(MainWindow& window, const char* name, Work work)
    {
        m_ended = false;
        Heartbeat heart;
        window.tasks().start(QString::fromLatin1(name), TaskKind::Writes, std::move(work), this,
                             [this](const auto& result) {
                                 m_done = reportIn(result)->done.size();
                                 m_ended = true;
                             });
        QElapsedTimer waiting;
        waiting.start();
        while (!m_ended && waiting.elapsed() < longPatience_ms) {
            for (const char* page : {"Results", "Samples", "Overview"}) {
                trigger(window, page);
                QTest::qWait(200);
            }
        }
        QTest::qWait(500);  // its tables are read again
        return heart.holds(name) && m_ended;
    }

    std::size_t m_done = 0;
    bool m_ended = false;

private Q_SLOTS:

    void init() { beginFresh(); }

    void theWindowLivesWhileTheWholeCorpusIsImported()
    {
        const auto corpus = aurora::test::corpus();
        if (!corpus) {
            QSKIP("the corpus is not there");
        }
        const services::Project project = services::initProject(m_folder->path() / "lab");
        services::applySampleImport(
            project, services::planSampleImport(project, toPath(write("robot.csv", "Sample ID\nanything_01\n"))));
        const auto window = openWindow({toQString(pathText(project.folder()))});
        QVERIFY(showPage(*window, "Results", "resultsTable") != nullptr);
        QTest::qWait(500);
        services::ImportDataOptions options;
        options.inputs = {*corpus};
        options.sample = SampleId("anything_01");
        QVERIFY(livesDuring(*window, "import of the whole corpus", [project, options](Progress& progress) {
            return services::importData(project, options, progress);
        }));
        QVERIFY2(m_done > 20, qPrintable(QString::number(m_done)));
    }

    void theWindowLivesWhileAThousandSamplesAreAnalysed()
    {
        const QString folder = makeManySamples();
        const auto window = openWindow({folder});
        QVERIFY(showPage(*window, "Results", "resultsTable") != nullptr);
        QTest::qWait(500);
        const services::Project project = services::openProject(toPath(folder));
        QVERIFY(livesDuring(*window, "analysis of 1 000 samples", [project](Progress& progress) {
            return services::analyseSamples(project, {}, services::When::Always, progress);
        }));
        QCOMPARE(m_done, sampleCount);
    }

    void theWindowLivesWhileAServerHangs()
    {
        QTcpServer silent;  // takes the connection and never says a word
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        const QString folder = makeLab(slow, Json::array({{{"label", "hung"},
                                                           {"hostname", "127.0.0.1"},
                                                           {"port", silent.serverPort()},
                                                           {"shell_type", "bash"}}}));
        const auto window = openWindow({folder});
        QVERIFY(pipelines(*window) != nullptr);
        QTest::qWait(500);
        Heartbeat heart;
        QVERIFY(trigger(*window, "Update from cyclers"));
        QTest::qWait(1500);
        for (const char* page : {"Jobs", "Samples", "Overview", "Pipelines"}) {
            QVERIFY(trigger(*window, page));
            QTest::qWait(400);
        }
        window->tasks().cancelAll();
        QTRY_VERIFY_WITH_TIMEOUT(window->tasks().active().empty(), patience_ms);
        QVERIFY(heart.holds("a server that hangs, and a walk through the pages"));
    }
};

AURORA_WINDOW_TESTS(HeartbeatTest)
#include "heartbeat_test.moc"
