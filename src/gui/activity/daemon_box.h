#pragma once

#include "aurora/services/daemon.h"
#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;

namespace aurora::gui {

/// The project's daemon, whoever runs it: whether it lives, what it does, when it works next, and a button for one in
/// this window. Looks every 5 s while it is on screen.
class DaemonBox final : public QWidget
{
    Q_OBJECT

public:
    explicit DaemonBox(Frame& frame, QWidget* parent = nullptr);

    /// Looks now.
    void look();

protected:
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void read();
    void tell();

    Frame* m_frame;
    QLabel* m_state;
    QLabel* m_details;
    QTimer m_ticker;
    RepeatedReading m_reading;
    std::optional<database::DaemonRow> m_daemon;
    QString m_failure;
    bool m_known = false;  ///< it was looked at since the project is open
};

}  // namespace aurora::gui
