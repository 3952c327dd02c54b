#pragma once

#include "gui/cyclers/lab_watch.h"

#include <QObject>

#include <memory>
#include <set>

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
    void ask(const services::ServerState& state);
    void trust(const std::shared_ptr<services::Lab>& servers, const std::string& label, const std::string& fingerprint);

    Frame* m_frame;
    LabWatch* m_watch;
    QWidget* m_parent;
    std::set<std::string> m_announced;  ///< label and fingerprint: each once while the project is open
};

}  // namespace aurora::gui
