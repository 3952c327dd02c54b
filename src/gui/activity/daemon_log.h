#pragma once

#include "gui/frame/page.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace aurora::gui {

inline constexpr int daemonLook_ms = 5000;  ///< a daemon is looked at so often, while it is on screen

/// The last lines of what the project's daemon logged: of the one in this window, else of the program that runs as a
/// daemon, on whatever PC. Reads again every 5 s while it is on screen.
class DaemonLog final : public QWidget
{
    Q_OBJECT

public:
    explicit DaemonLog(Frame& frame, QWidget* parent = nullptr);

    /// Reads now.
    void look();

protected:
    void showEvent(QShowEvent* event) override;

private:
    Frame* m_frame;
    QLabel* m_file;
    QPlainTextEdit* m_lines;
    QTimer m_ticker;
    int m_asked = 0;
};

}  // namespace aurora::gui
