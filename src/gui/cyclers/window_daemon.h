#pragma once

#include "aurora/services/daemon.h"
#include "gui/frame/page.h"
#include "gui/frame/repeated_reading.h"
#include "gui/frame/task.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace aurora::gui {

/// The daemon inside the window: the command that starts and stops it, remembered for each project, and who is the
/// project's daemon at all. It has a thread of its own and is no task: nobody waits for its end.
class WindowDaemon final : public QObject
{
    Q_OBJECT

public:
    WindowDaemon(Frame& frame, QObject* parent);
    /// Stops the daemon and waits for it, a second or two.
    ~WindowDaemon() override;

    [[nodiscard]] bool isRunning() const noexcept { return m_run != nullptr; }

    /// The project's daemon, alive or not, whoever runs it; as of the last look.
    [[nodiscard]] const std::optional<database::DaemonRow>& current() const noexcept { return m_current; }

    /// What it said last, of the one in this window.
    [[nodiscard]] const QString& lastLine() const noexcept { return m_lastLine; }

    /// What the daemon in this window does of its nightly work now: "harvesting"; empty: nothing of it is under way.
    [[nodiscard]] const QString& nightlyWork() const noexcept { return m_nightlyWork; }

    /// Tells the daemons that are started from now on when work is due, in place of the clock of this PC.
    void setClock(std::function<double()> now_uts) { m_now_uts = std::move(now_uts); }

    /// When it works at night next; nothing when it never does.
    [[nodiscard]] std::optional<double> nextNightly_uts() const;

Q_SIGNALS:
    void changed();

private:
    void toggle();
    void start();
    void stop();
    void restart();
    void followProject();
    void setNightlyWork(const QString& work);
    void tellStopped(const QString& work, const QString& project);
    void ended(const std::shared_ptr<TaskProgress>& run, const std::optional<Failure>& failure);
    void look();
    void setCurrent(std::optional<database::DaemonRow> row);
    void showState();
    [[nodiscard]] QString whyNot() const;

    Frame* m_frame;
    QThreadPool m_pool;
    QTimer m_ticker;
    std::shared_ptr<TaskProgress> m_run;  ///< of the daemon in this window; nothing while there is none
    std::filesystem::path m_folder;       ///< of the project that is open
    QString m_projectName;
    std::function<double()> m_now_uts;
    std::optional<database::DaemonRow> m_current;
    RepeatedReading m_looking{this, [this] { look(); }};
    QString m_lastLine;
    QString m_nightlyWork;
    bool m_restarts = false;  ///< with another configuration, as soon as the nightly work is done
};

}  // namespace aurora::gui
