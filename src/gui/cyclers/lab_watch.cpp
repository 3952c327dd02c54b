#include "gui/cyclers/lab_watch.h"

#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"

#include <algorithm>

namespace aurora::gui {

namespace {

bool same(const services::ServerState& a, const services::ServerState& b)
{
    return a.label == b.label && a.connection == b.connection && a.problem == b.problem &&
           a.hostKeyFingerprint == b.hostKeyFingerprint && a.lastAnswer_uts == b.lastAnswer_uts;
}

}  // namespace

LabWatch::LabWatch(Frame& frame, QObject* parent) : QObject(parent), m_frame(&frame)
{
    constexpr int tick_ms = 1000;
    m_ticker.setInterval(tick_ms);
    connect(&m_ticker, &QTimer::timeout, this, &LabWatch::look);
    connect(&frame.tasks, &TaskRunner::finished, this, &LabWatch::look);
    connect(&frame.session, &ProjectSession::projectChanged, this, &LabWatch::look);
    look();
}

void LabWatch::look()
{
    const auto& lab = m_frame->session.lab();
    std::vector<services::ServerState> states = lab ? lab->states() : std::vector<services::ServerState>();
    if (states.empty()) {
        m_ticker.stop();
    } else if (!m_ticker.isActive()) {
        m_ticker.start();
    }
    if (std::equal(states.begin(), states.end(), m_states.begin(), m_states.end(), same)) {
        return;
    }
    m_states = std::move(states);
    Q_EMIT changed();
}

}  // namespace aurora::gui
