#pragma once

#include "gui/cyclers/window_daemon.h"
#include "gui/frame/theme.h"

#include <QLabel>

namespace aurora::gui {

/// The project's daemon in the status bar: whether it lives and when it works at night next; who and what it does in
/// the tooltip.
class DaemonStatus final : public QLabel
{
    Q_OBJECT

public:
    DaemonStatus(Frame& frame, WindowDaemon& daemon, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    void update();
    void say(const QString& text, Tone tone);

    Frame* m_frame;
    WindowDaemon* m_daemon;
    Tone m_tone = Tone::Neutral;
};

}  // namespace aurora::gui
