#include "gui/overview/overview_words.h"

#include "aurora/core/time.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace aurora::gui {

namespace {

/// The word of a state in the tables: a pipeline reads the same on every page.
struct StateWord
{
    services::ChannelState state;
    const char* word;  ///< see statusLook
};

constexpr std::array stateTable{
    StateWord{services::ChannelState::Empty, "empty"},
    StateWord{services::ChannelState::NotReady, "not ready"},
    StateWord{services::ChannelState::NotReadyJobWaits, "not ready, job waits"},
    StateWord{services::ChannelState::Ready, "ready"},
    StateWord{services::ChannelState::ReadyJobWaits, "ready, job waits"},
    StateWord{services::ChannelState::Running, "running"},
    StateWord{services::ChannelState::Finished, "c"},
    StateWord{services::ChannelState::Cancelled, "cd"},
    StateWord{services::ChannelState::Error, "ce"},
};

/// The texts of this file, as translators find them.
struct OverviewWords
{
    Q_DECLARE_TR_FUNCTIONS(Overview)
};

}  // namespace

StatusLook channelLook(const services::Channel& channel, bool stale)
{
    const auto found = std::find_if(stateTable.begin(), stateTable.end(),
                                    [&](const StateWord& entry) { return entry.state == channel.state; });
    return statusLook(stale ? staleWord(found->word) : found->word);
}

services::ChannelState withoutWaitingJob(services::ChannelState state)
{
    switch (state) {
    case services::ChannelState::NotReadyJobWaits:
        return services::ChannelState::NotReady;
    case services::ChannelState::ReadyJobWaits:
        return services::ChannelState::Ready;
    default:
        return state;
    }
}

StatusLook overviewLook(const services::OverviewServer& server, double now_uts)
{
    if (server.stale && server.lastAnswer_uts) {
        return {.text = OverviewWords::tr("◌ %1 stale").arg(ageText(now_uts - *server.lastAnswer_uts)),
                .tone = Tone::Attention};
    }
    if (server.connection == services::ServerConnection::Failed) {
        return {.text = OverviewWords::tr("◌ does not answer"), .tone = Tone::Attention};
    }
    if (server.lastAnswer_uts) {
        return {.text = server.connection == services::ServerConnection::Online ? OverviewWords::tr("● online")
                                                                                : OverviewWords::tr("● up to date"),
                .tone = Tone::Good};
    }
    return {.text = server.kind == services::OverviewServer::Kind::Harvester ? OverviewWords::tr("○ never harvested")
                                                                             : OverviewWords::tr("○ not asked yet"),
            .tone = Tone::Faint};
}

QString ageText(double age_s)
{
    constexpr double minute_s = 60;
    constexpr double hour_s = 60 * minute_s;
    constexpr double day_s = 24 * hour_s;
    if (age_s < hour_s) {
        return OverviewWords::tr("%1 min").arg(static_cast<int>(std::max(0.0, age_s) / minute_s));
    }
    if (age_s < 2 * day_s) {
        return OverviewWords::tr("%1 h").arg(static_cast<int>(age_s / hour_s));
    }
    return OverviewWords::tr("%1 d").arg(static_cast<int>(age_s / day_s));
}

QString whenText(double uts, double now_uts, const std::string& timeZone)
{
    constexpr int dateLength = 10;
    constexpr int toTheMinute = 16;  // YYYY-MM-DD HH:MM
    const QString when = toQString(formatTimestamp(uts, timeZone)).left(toTheMinute);
    const QString now = toQString(formatTimestamp(now_uts, timeZone));
    return when.left(dateLength) == now.left(dateLength) ? when.mid(dateLength + 1) : when;
}

}  // namespace aurora::gui
