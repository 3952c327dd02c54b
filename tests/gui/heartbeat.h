#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <thread>

namespace aurora::gui::test {

/// Milliseconds that the calling thread wanted to run and was not let, since it began: somebody else's work.
inline double waitedForProcessor_ms()
{
#ifdef Q_OS_LINUX
    QFile file(QStringLiteral("/proc/thread-self/schedstat"));  // time run, time waited (ns), times run
    if (file.open(QIODevice::ReadOnly)) {
        return file.readAll().split(' ').value(1).toDouble() / 1e6;
    }
#endif
    return 0;
}

/// A timer of 10 ms on the window's thread. What counts is how long the thread itself kept the timer from beating:
/// the time it waited for the processor is the computer's, and so is what keeps a thread beside it from waking, which
/// does nothing but that.
class Heartbeat
{
public:
    Heartbeat()
    {
        QObject::connect(&m_timer, &QTimer::timeout, [this] { beat(); });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_waited_ms = waitedForProcessor_ms();
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

    /// Prints the histogram. @return whether the window's thread let every beat come in time
    bool holds(const char* during)
    {
        stop();
        QStringList bars;
        for (std::size_t bucket = 0; bucket < limits_ms.size(); ++bucket) {
            bars.append(QStringLiteral("≤ %1 ms: %2").arg(limits_ms[bucket]).arg(m_counts[bucket]));
        }
        bars.append(QStringLiteral("more: %1").arg(m_counts.back()));
        qInfo("%s: %s; largest gap %.1f ms, without waiting for the processor %.1f ms; of the thread beside it %.1f ms",
              during, qPrintable(bars.join(QStringLiteral(", "))), m_largest_ms, m_largestOwn_ms,
              m_largestReference_ms);
        constexpr double allowed_ms = 50;
        return m_largestOwn_ms < std::max(allowed_ms, m_largestReference_ms + allowed_ms - 10);
    }

private:
    void beat()
    {
        const double waited_ms = waitedForProcessor_ms();
        const double gap_ms = static_cast<double>(m_since.nsecsElapsed()) / 1e6;
        m_since.restart();
        note(gap_ms, gap_ms - (waited_ms - m_waited_ms));
        m_waited_ms = waited_ms;
    }

    void note(double gap_ms, double own_ms)
    {
        std::size_t bucket = 0;
        while (bucket < limits_ms.size() && gap_ms > limits_ms[bucket]) {
            ++bucket;
        }
        ++m_counts[bucket];
        m_largest_ms = std::max(m_largest_ms, gap_ms);
        m_largestOwn_ms = std::max(m_largestOwn_ms, own_ms);
    }

    void stop()
    {
        if (m_timer.isActive()) {
            beat();  // what the thread did last may have let no beat come since
        }
        m_timer.stop();
        m_over = true;
        if (m_reference.joinable()) {
            m_reference.join();
        }
    }

    static constexpr std::array limits_ms{12, 16, 20, 30, 50};
    std::array<int, limits_ms.size() + 1> m_counts{};
    double m_largest_ms = 0;
    double m_largestOwn_ms = 0;
    double m_largestReference_ms = 0;
    double m_waited_ms = 0;
    QTimer m_timer;
    QElapsedTimer m_since;
    std::atomic<bool> m_over{false};
    std::thread m_reference;
};

}  // namespace aurora::gui::test
