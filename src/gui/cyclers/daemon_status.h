#pragma once

#include "gui/cyclers/window_daemon.h"

#include <QLabel>

namespace aurora::gui {

/// The project's daemon in the status bar: whether it lives and when it works at night next; who and what it does in
/// the tooltip.
class DaemonStatus final : public QLabel
{
    Q_OBJECT

public:
    DaemonStatus(Frame& frame, WindowDaemon& daemon, QWidget* parent);

private:
    void update();

    Frame* m_frame;
    WindowDaemon* m_daemon;
};

}  // namespace aurora::gui
