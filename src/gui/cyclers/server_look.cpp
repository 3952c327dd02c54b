#include "gui/cyclers/server_look.h"

#include "aurora/core/time.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct ServerLookWords
{
    Q_DECLARE_TR_FUNCTIONS(ServerLook)
};

}  // namespace

StatusLook serverLook(const WatchedServer& server)
{
    if (server.connection == services::ServerConnection::Failed) {
        return {.text = ServerLookWords::tr("◌ does not answer"), .tone = Tone::Attention};
    }
    if (server.isStale) {
        return {.text = ServerLookWords::tr("◌ stale"), .tone = Tone::Attention};
    }
    return server.lastAnswer_uts ? StatusLook{.text = ServerLookWords::tr("● online"), .tone = Tone::Good}
                                 : StatusLook{.text = ServerLookWords::tr("○ not asked yet"), .tone = Tone::Faint};
}

QString minuteText(double uts, const std::string& timeZone)
{
    constexpr int toTheMinute = 16;  // YYYY-MM-DD HH:MM
    return toQString(formatTimestamp(uts, timeZone)).left(toTheMinute);
}

QString lastAnswerText(const services::ServerState& state, const std::string& timeZone)
{
    return state.lastAnswer_uts ? ServerLookWords::tr("last answer %1").arg(minuteText(*state.lastAnswer_uts, timeZone))
                                : ServerLookWords::tr("no answer yet");
}

}  // namespace aurora::gui
