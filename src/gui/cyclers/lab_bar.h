#pragma once

#include "gui/frame/page.h"

#include <QWidget>

namespace aurora::gui {

class WindowDaemon;

/// Everything of the lab that belongs to no page: the commands of the menu Cyclers, the servers and the daemon in the
/// status bar, and the question about unknown host keys.
class LabBar final : public QWidget
{
    Q_OBJECT

public:
    LabBar(Frame& frame, QWidget* window);

    /// What would be cut off if the window were closed now: "the nightly work (harvesting)"; empty: nothing.
    [[nodiscard]] QString workUnderWay() const;

private:
    WindowDaemon* m_daemon;
};

}  // namespace aurora::gui
