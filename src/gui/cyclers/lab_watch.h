#pragma once

#include "aurora/services/lab.h"
#include "gui/frame/page.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace aurora::gui {

/// The states of the servers of the open project, as the last task (or the daemon of this window) left them. Looking at
/// them contacts no server.
class LabWatch final : public QObject
{
    Q_OBJECT

public:
    LabWatch(Frame& frame, QObject* parent);

    [[nodiscard]] const std::vector<services::ServerState>& states() const noexcept { return m_states; }

    /// Looks now instead of at the next tick.
    void look();

Q_SIGNALS:
    void changed();

private:
    Frame* m_frame;
    std::vector<services::ServerState> m_states;
    QTimer m_ticker;
};

}  // namespace aurora::gui
