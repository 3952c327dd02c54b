#include "gui/cyclers/server_look.h"

#include "aurora/core/time.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>

namespace aurora::gui {

namespace {

QString translated(const char* text)
{
    return QCoreApplication::translate("ServerLook", text);
}

}  // namespace

StatusLook serverLook(const WatchedServer& server)
{
    if (server.connection == services::ServerConnection::Failed) {
        return {.text = translated("◌ does not answer"), .tone = Tone::Attention};
    }
    if (server.isStale) {
        return {.text = translated("◌ stale"), .tone = Tone::Attention};
    }
    return server.lastAnswer_uts ? StatusLook{.text = translated("● online"), .tone = Tone::Good}
                                 : StatusLook{.text = translated("○ not asked yet"), .tone = Tone::Faint};
}

QString minuteText(double uts, const std::string& timeZone)
{
    constexpr int toTheMinute = 16;  // YYYY-MM-DD HH:MM
    return toQString(formatTimestamp(uts, timeZone)).left(toTheMinute);
}

QString lastAnswerText(const services::ServerState& state, const std::string& timeZone)
{
    return state.lastAnswer_uts ? translated("last answer %1").arg(minuteText(*state.lastAnswer_uts, timeZone))
                                : translated("no answer yet");
}

}  // namespace aurora::gui
