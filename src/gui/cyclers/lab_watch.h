#pragma once

#include "aurora/services/lab.h"
#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <string>
#include <vector>

namespace aurora::gui {

/// A server as the window shows it: what is known of the connection, and how old what the tables say of it is.
struct WatchedServer : services::ServerState
{
    bool isStale = false;  ///< its last answer, to whichever program, is older than services::staleAge_s
};

/// The states of the servers of the open project, as the last task (or the daemon of this window) left them. Answers
/// that other programs got, or this one before it was started anew, are known from the database. Looking at them
/// contacts no server.
class LabWatch final : public QObject
{
    Q_OBJECT

public:
    LabWatch(Frame& frame, QObject* parent);

    [[nodiscard]] const std::vector<WatchedServer>& states() const noexcept { return m_states; }

    /// Looks now instead of at the next tick.
    void look();

Q_SIGNALS:
    void changed();

private:
    void readAnswers();
    [[nodiscard]] std::vector<WatchedServer> statesNow() const;

    Frame* m_frame;
    std::vector<WatchedServer> m_states;
    std::map<std::string, double> m_answers_uts;  ///< from the database, by label
    QTimer m_ticker;
    RepeatedReading m_reading;
};

}  // namespace aurora::gui
