#include "gui/frame/session_end.h"

#include <QGuiApplication>
#include <QSessionManager>

namespace aurora::gui {

namespace {

class QtSessionEnd final : public SessionEnd
{
public:
    explicit QtSessionEnd(QSessionManager& session) : m_session(session) {}

    [[nodiscard]] bool mayAsk() override { return m_session.allowsInteraction(); }

    void cancel() override { m_session.cancel(); }

    void giveBack() override { m_session.release(); }

private:
    QSessionManager& m_session;
};

}  // namespace

void onSessionEnd(QObject* receiver, const std::function<void(SessionEnd&)>& commit)
{
    const auto tell = [commit](QSessionManager& ending) {
        QtSessionEnd session(ending);
        commit(session);
    };
    QObject::connect(qApp, &QGuiApplication::commitDataRequest, receiver, tell, Qt::DirectConnection);
}

}  // namespace aurora::gui
