#include "gui/frame/task.h"

#include "gui/frame/qt_text.h"

#include <cmath>
#include <utility>

namespace aurora::gui {

void TaskProgress::report(std::uint64_t done, std::uint64_t total, std::string_view what)
{
    if (done < m_done || total != m_total) {
        m_share = -1;  // another stage has begun, and may report none
    }
    m_done = done;
    m_total = total;
    const std::lock_guard lock(m_mutex);
    m_what = what;
}

void TaskProgress::reportShare(double share)
{
    m_share = share;
}

double TaskProgress::share() const
{
    if (m_share >= 0) {
        return m_share;
    }
    return m_total == 0 ? 0 : static_cast<double>(m_done) / static_cast<double>(m_total);
}

QString TaskProgress::what() const
{
    const std::lock_guard lock(m_mutex);
    return toQString(m_what);
}

Task::Task(QString title, TaskKind kind, QObject* parent) : QObject(parent), m_title(std::move(title)), m_kind(kind)
{
    static std::int64_t lastId = 0;  // tasks are made on the window's thread only
    m_id = ++lastId;
}

void Task::note(const QString& line)
{
    constexpr int mostLines = 500;
    constexpr double msPerS = 1000;
    const double elapsed_s = m_runningSince.isValid() ? static_cast<double>(m_runningSince.elapsed()) / msPerS : 0;
    m_log.append(QStringLiteral("%1 s  %2").arg(elapsed_s, 8, 'f', 1).arg(line));
    if (m_log.size() > mostLines) {
        m_log.removeFirst();
    }
}

std::optional<int> Task::remaining_s() const
{
    const std::optional<double> left_s = m_remaining.left_s();
    if (m_state != State::Running || !left_s) {
        return std::nullopt;
    }
    return static_cast<int>(std::lround(*left_s));
}

void Task::noteProgress()
{
    if (m_state == State::Running) {
        constexpr double msPerS = 1000;
        m_remaining.note(static_cast<double>(m_runningSince.elapsed()) / msPerS, m_progress->share());
        if (const QString what = m_progress->what(); what != m_lastWhat) {
            m_lastWhat = what;
            note(what);
        }
    }
}

void Task::cancel()
{
    m_progress->requestCancel();
    Q_EMIT changed();
}

}  // namespace aurora::gui
