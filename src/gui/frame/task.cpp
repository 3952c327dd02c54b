#include "gui/frame/task.h"

#include "gui/frame/qt_text.h"

#include <utility>

namespace aurora::gui {

void TaskProgress::report(std::uint64_t done, std::uint64_t total, std::string_view what)
{
    m_done = done;
    m_total = total;
    const std::lock_guard lock(m_mutex);
    m_what = what;
}

QString TaskProgress::what() const
{
    const std::lock_guard lock(m_mutex);
    return toQString(m_what);
}

Task::Task(QString title, TaskKind kind, QObject* parent) : QObject(parent), m_title(std::move(title)), m_kind(kind) {}

std::optional<int> Task::remaining_s() const
{
    constexpr qint64 tooEarly_ms = 2000;
    const double done = static_cast<double>(m_progress->done());
    const double total = static_cast<double>(m_progress->total());
    if (m_state != State::Running || done <= 0 || total <= done || m_runningSince.elapsed() < tooEarly_ms) {
        return std::nullopt;
    }
    return static_cast<int>(static_cast<double>(m_runningSince.elapsed()) / 1000 * (total - done) / done);
}

void Task::cancel()
{
    m_progress->requestCancel();
    Q_EMIT changed();
}

}  // namespace aurora::gui
