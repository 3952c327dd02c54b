#include "gui/made_curves.h"

#include "gui/frame/long_work.h"
#include "gui/sample_plots/curve_store.h"
#include "support/temporary_folder.h"
#include "support/window_tests.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <new>

#ifdef Q_OS_UNIX
#    include <fcntl.h>
#    include <sys/stat.h>
#    include <unistd.h>
#endif

using namespace aurora::gui;
using namespace aurora::gui::test;

namespace {

constexpr int curvesPatience_ms = 30'000;

/// No more bytes than these are given at once: a computer without memory for a long column.
std::atomic<std::size_t> largestAllocation{std::numeric_limits<std::size_t>::max()};

}  // namespace

void* operator new(std::size_t bytes)
{
    void* const memory = bytes > largestAllocation ? nullptr : std::malloc(bytes == 0 ? 1 : bytes);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

void operator delete(void* memory) noexcept
{
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*bytes*/) noexcept
{
    std::free(memory);
}

class CurveStoreTest : public QObject
{
    Q_OBJECT

    static constexpr int cycles = 500;
    static constexpr std::size_t bytesOfColumn = std::size_t{cycles} * rowsPerCycle * sizeof(double);
    const std::vector<RowQuantity> m_slope{RowQuantity::DifferentialVoltage};

private Q_SLOTS:

    void aCurveIsComputedInTheBackground()
    {
        CurveStore store;
        store.put(QStringLiteral("a"), cell("a", cycles, {}));
        QVERIFY(!store.prepare(m_slope));
        QTRY_VERIFY_WITH_TIMEOUT(store.prepare(m_slope), curvesPatience_ms);
        QVERIFY(store.loaded(QStringLiteral("a"))->curve(RowQuantity::DifferentialVoltage).has_value());
        QVERIFY(store.failures().isEmpty());
    }

    void aCurveThatCannotBeComputedIsToldAndNotTriedAgain()
    {
        CurveStore store;
        store.put(QStringLiteral("a"), cell("a", cycles, {}));
        QSignalSpy changes(&store, &CurveStore::changed);
        largestAllocation = bytesOfColumn - 1;
        QVERIFY(!store.prepare(m_slope));
        const bool told = changes.wait(curvesPatience_ms);
        largestAllocation = std::numeric_limits<std::size_t>::max();
        QVERIFY(told);
        QCOMPARE(store.failures(),
                 QStringList{QStringLiteral("a: there is not enough memory to compute dV/dQ (V/mAh).")});
        QVERIFY2(store.prepare(m_slope), "nothing is left to compute: the chart is drawn without it");
        QVERIFY(!store.loaded(QStringLiteral("a"))->curve(RowQuantity::DifferentialVoltage).has_value());
    }

    void aSampleThatIsLoadedAgainIsTriedAgain()
    {
        CurveStore store;
        store.put(QStringLiteral("a"), cell("a", cycles, {}));
        QSignalSpy changes(&store, &CurveStore::changed);
        largestAllocation = bytesOfColumn - 1;
        QVERIFY(!store.prepare(m_slope));
        const bool told = changes.wait(curvesPatience_ms);
        largestAllocation = std::numeric_limits<std::size_t>::max();
        QVERIFY(told);
        store.put(QStringLiteral("a"), cell("a", cycles, {}));
        QVERIFY(store.failures().isEmpty());
        QVERIFY(!store.prepare(m_slope));
        QTRY_VERIFY_WITH_TIMEOUT(store.prepare(m_slope), curvesPatience_ms);
        QVERIFY(store.loaded(QStringLiteral("a"))->curve(RowQuantity::DifferentialVoltage).has_value());
    }

    void filesThatNeverAnswerKeepNoOtherWaitingOnceTheyAreUnticked()
    {
#ifdef Q_OS_UNIX
        const aurora::test::TemporaryFolder folder;
        std::vector<CurveStore::Wanted> dead;  // as on a share that hangs; more than can be read at once
        for (int file = 0; file < 3 * std::max(QThread::idealThreadCount(), 4); ++file) {
            const std::string name = (folder.path() / ("cell_" + std::to_string(file) + ".mpr")).string();
            QCOMPARE(::mkfifo(name.c_str(), 0600), 0);
            dead.push_back({QString::fromStdString(name), true});
        }
        const QString next = QString::fromStdString((folder.path() / "next.mpr").string());
        CurveStore store;
        store.want(dead, aurora::services::Detail::Thinned);
        QTest::qWait(500);
        store.want({{ next, true }}, aurora::services::Detail::Thinned);
        const bool told = QTest::qWaitFor([&] { return !store.failure(next).isEmpty(); }, curvesPatience_ms / 3);
        QElapsedTimer ending;  // a file may be opened more than once
        for (ending.start(); !longWorkThreads().waitForDone(50) && ending.elapsed() < curvesPatience_ms;) {
            for (const CurveStore::Wanted& file : dead) {
                const int writer = ::open(file.key.toStdString().c_str(), O_WRONLY | O_NONBLOCK);
                if (writer >= 0) {
                    ::close(writer);
                }
            }
        }
        QVERIFY(told);
        QVERIFY2(store.failure(next).contains(QStringLiteral("next.mpr")), qPrintable(store.failure(next)));
#else
        QSKIP("files that wait are made on Unix only");
#endif
    }
};

AURORA_WINDOW_TESTS(CurveStoreTest)
#include "curve_store_test.moc"
