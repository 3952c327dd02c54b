#pragma once

#include "gui/cyclers/lab_watch.h"
#include "gui/frame/message_bar.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>

namespace aurora::gui {

/// Asks whether the key of a host that nobody knows yet may be trusted. Never asks about a key that has changed: such a
/// host stays refused. A server that shows an unknown key while something else goes on is announced in the message bar.
class HostKeyQuestion final : public QObject
{
    Q_OBJECT

public:
    HostKeyQuestion(Frame& frame, LabWatch& watch, QWidget* parent);

    /// Opens the question, if the server's key is unknown.
    void askNow(const QString& label);

private:
    void announce();
    void withdrawKnown();
    void ask(const services::ServerState& state);
    void trust(const std::shared_ptr<services::Lab>& servers, const std::string& label, const std::string& fingerprint);

    Frame* m_frame;
    LabWatch* m_watch;
    QWidget* m_parent;
    /// By label and fingerprint: each is told once while it is unknown; no message: it was asked about at once.
    std::map<std::string, std::optional<MessageBar::Message>> m_announced;
};

}  // namespace aurora::gui
