#include "gui/lab_window.h"

#include "aurora/services/analyse.h"
#include "aurora/services/import_data.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "gui/frame/project_session.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTimer>

#include <array>
#include <atomic>
#include <chrono>
#include <thread>

using namespace aurora;
using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

/// A timer of 10 ms on the window's thread, and a thread beside it that wants to wake as often: what keeps even that
/// one from waking is the computer, not the window.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] {
            note(static_cast<double>(m_since.nsecsElapsed()) / 1e6);
            m_since.restart();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(10);
        m_since.start();
        m_reference = std::thread([this] {
            auto last = std::chrono::steady_clock::now();
            while (!m_over) {
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
                const auto now = std::chrono::steady_clock::now();
                m_largestReference_ms =
                    std::max(m_largestReference_ms, std::chrono::duration<double, std::milli>(now - last).count());
                last = now;
            }
        });
    }

    ~Heartbeat() { stop(); }

    Heartbeat(const Heartbeat&) = delete;
    Heartbeat& operator=(const Heartbeat&) = delete;

    /// Prints the histogram. @return whether every beat came in time
    bool holds(const char* during)
    {
        stop();
        QStringList bars;
        for (std::size_t bucket = 0; bucket < limits_ms.size(); ++bucket) {
            bars.append(QStringLiteral("≤ %1 ms: %2").arg(limits_ms[bucket]).arg(m_counts[bucket]));
        }
        bars.append(QStringLiteral("more: %1").arg(m_counts.back()));
        qInfo("%s: %s; largest gap %.1f ms, of the thread beside it %.1f ms", during,
              qPrintable(bars.join(QStringLiteral(", "))), m_largest_ms, m_largestReference_ms);
        constexpr double allowed_ms = 50;
        return m_largest_ms < std::max(allowed_ms, m_largestReference_ms + allowed_ms - 10);
    }

private:
    void note(double gap_ms)
    {
        std::size_t bucket = 0;
        while (bucket < limits_ms.size() && gap_ms > limits_ms[bucket]) {
            ++bucket;
        }
        ++m_counts[bucket];
        m_largest_ms = std::max(m_largest_ms, gap_ms);
    }

    void stop()
    {
        m_timer.stop();
        m_over = true;
        if (m_reference.joinable()) {
            m_reference.join();
        }
    }

    static constexpr std::array limits_ms{12, 16, 20, 30, 50};
    std::array<int, limits_ms.size() + 1> m_counts{};
    double m_largest_ms = 0;
    double m_largestReference_ms = 0;
    QTimer m_timer;
    QElapsedTimer m_since;
    std::atomic<bool> m_over{false};
    std::thread m_reference;
};

}  // namespace

/// The window's thread never waits: it beats while files are imported, samples are analysed, and a server hangs.
class HeartbeatTest : public LabWindowTest
{
    Q_OBJECT

    static constexpr std::size_t sampleCount = 60;
    static constexpr std::size_t filesOfASample = 3;
    static constexpr int longPatience_ms = 120000;

    /// A project with many samples, and files of theirs that are not imported yet. @return its folder
    QString makeManyFiles(const std::filesystem::path& raw)
    {
        simulation::CellProgram program;
        program.formationCycles = 1;
        program.cycles = 4;
        const Recording recording = simulation::simulate({}, program);
        std::string csv = "Sample ID;Cathode active material mass (mg)\n";
        std::filesystem::create_directories(raw);
        for (std::size_t sample = 1; sample <= sampleCount; ++sample) {
            simulation::FileIdentity identity;
            identity.sampleId = "many_" + std::to_string(sample);
            identity.device = "1";
            csv += identity.sampleId + ";24.4\n";
            for (std::size_t file = 0; file < filesOfASample; ++file) {
                identity.channel = static_cast<std::int32_t>(sample);
                identity.testId = static_cast<std::int32_t>(file + 1);
                simulation::writeNdax(raw / (identity.sampleId + "-" + std::to_string(file) + ".ndax"), recording,
                                      program, identity);
            }
        }
        const services::Project project = services::initProject(m_folder->path() / "lab");
        services::applySampleImport(project,
                                    services::planSampleImport(project, toPath(write("robot.csv", csv.c_str()))));
        return toQString(pathText(project.folder()));
    }

private Q_SLOTS:

    void init() { beginFresh(); }

    void theWindowLivesWhileManyFilesAreImportedAndAnalysed()
    {
        const std::filesystem::path raw = m_folder->path() / "raw";
        const QString folder = makeManyFiles(raw);
        const auto window = openWindow({folder});
        QVERIFY(showPage(*window, "Results", "resultsTable") != nullptr);
        QVERIFY(trigger(*window, "Overview"));
        QTest::qWait(500);

        const services::Project project = services::openProject(toPath(folder));
        Heartbeat importing;
        std::size_t imported = 0;
        services::ImportDataOptions options;
        options.inputs = {raw};
        window->tasks().start(
            QStringLiteral("Importing"), TaskKind::Writes,
            [project, options](Progress& progress) { return services::importData(project, options, progress); }, this,
            [&](const services::ImportDataResult& result) { imported = result.samples.size(); });
        QTRY_COMPARE_WITH_TIMEOUT(imported, sampleCount, longPatience_ms);
        QVERIFY(importing.holds(qPrintable(QStringLiteral("import of %1 files").arg(sampleCount * filesOfASample))));

        QVERIFY(trigger(*window, "Results"));
        Heartbeat analysing;
        bool analysed = false;
        window->tasks().start(
            QStringLiteral("Analysing"), TaskKind::Writes,
            [project](Progress& progress) {
                return services::analyseSamples(project, {}, services::When::Always, progress);
            },
            this, [&](const services::Report&) { analysed = true; });
        QTRY_VERIFY_WITH_TIMEOUT(analysed, longPatience_ms);
        QTest::qWait(300);  // its tables are read again
        QVERIFY(analysing.holds("analysis of all samples"));
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

QTEST_MAIN(HeartbeatTest)
#include "heartbeat_test.moc"
