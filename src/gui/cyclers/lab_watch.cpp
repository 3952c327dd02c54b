#include "gui/cyclers/lab_watch.h"

#include "aurora/core/time.h"
#include "aurora/services/server_ages.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"

#include <algorithm>

namespace aurora::gui {

namespace {

bool same(const WatchedServer& a, const WatchedServer& b)
{
    return a.label == b.label && a.connection == b.connection && a.problem == b.problem &&
           a.hostKeyFingerprint == b.hostKeyFingerprint && a.lastAnswer_uts == b.lastAnswer_uts &&
           a.isStale == b.isStale;
}

/// Whether a server that was fresh is stale now: what pages show of it is to be marked.
bool grewStale(const std::vector<WatchedServer>& before, const std::vector<WatchedServer>& after)
{
    return std::any_of(after.begin(), after.end(), [&before](const WatchedServer& now) {
        return now.isStale && std::any_of(before.begin(), before.end(), [&now](const WatchedServer& then) {
                   return then.label == now.label && !then.isStale && then.lastAnswer_uts == now.lastAnswer_uts;
               });
    });
}

}  // namespace

LabWatch::LabWatch(Frame& frame, QObject* parent)
    : QObject(parent), m_frame(&frame), m_reading(this, [this] { readAnswers(); })
{
    constexpr int tick_ms = 1000;
    m_ticker.setInterval(tick_ms);
    connect(&m_ticker, &QTimer::timeout, this, &LabWatch::look);
    connect(&frame.tasks, &TaskRunner::finished, this, &LabWatch::look);
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] {
        m_answers_uts.clear();
        m_reading.forget();
        look();
        m_reading.ask();
    });
    connect(&frame.session, &ProjectSession::dataChanged, this, [this] { m_reading.ask(); });
    look();
    m_reading.ask();
}

void LabWatch::readAnswers()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    m_reading.read([project = *project] { return services::lastAnswers_uts(project); },
                   [this](const auto& found) {
                       m_answers_uts = found;
                       look();
                   },
                   [](const Failure& /*the pages say what is wrong with the database*/) {});
}

std::vector<WatchedServer> LabWatch::statesNow() const
{
    const auto& lab = m_frame->session.lab();
    std::vector<WatchedServer> states;
    if (!lab) {
        return states;
    }
    const double oldest_uts = nowUts() - services::staleAge_s(lab->project());
    for (services::ServerState& state : lab->states()) {
        WatchedServer& server = states.emplace_back(WatchedServer{std::move(state)});
        if (const auto known = m_answers_uts.find(server.label); known != m_answers_uts.end()) {
            server.lastAnswer_uts = std::max(server.lastAnswer_uts, std::optional(known->second));
        }
        server.isStale = server.lastAnswer_uts && *server.lastAnswer_uts < oldest_uts;
    }
    return states;
}

void LabWatch::look()
{
    std::vector<WatchedServer> states = statesNow();
    if (states.empty()) {
        m_ticker.stop();
    } else if (!m_ticker.isActive()) {
        m_ticker.start();
    }
    if (std::equal(states.begin(), states.end(), m_states.begin(), m_states.end(), same)) {
        return;
    }
    const bool pagesAreOld = grewStale(m_states, states);
    m_states = std::move(states);
    Q_EMIT changed();
    if (pagesAreOld) {
        Q_EMIT m_frame->session.dataChanged();
    }
}

}  // namespace aurora::gui
