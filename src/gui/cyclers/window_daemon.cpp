#include "gui/cyclers/window_daemon.h"

#include "aurora/core/time.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"

#include <QAction>
#include <QSettings>

namespace aurora::gui {

namespace {

constexpr int lookInterval_ms = 5000;

/// Folders of the projects whose daemon runs in the window.
class RememberedProjects
{
public:
    [[nodiscard]] bool contains(const services::Project& project) const
    {
        return folders().contains(nativePath(project.folder()));
    }

    void set(const services::Project& project, bool wanted)
    {
        QStringList kept = folders();
        kept.removeAll(nativePath(project.folder()));
        if (wanted) {
            kept.append(nativePath(project.folder()));
        }
        m_settings.setValue(key(), kept);
    }

private:
    [[nodiscard]] static QString key() { return QStringLiteral("daemon/inWindow"); }

    [[nodiscard]] QStringList folders() const { return m_settings.value(key()).toStringList(); }

    QSettings m_settings{windowStateFile(), QSettings::IniFormat};
};

}  // namespace

WindowDaemon::WindowDaemon(Frame& frame, QObject* parent) : QObject(parent), m_frame(&frame)
{
    frame.commands.action(Command::RunDaemon)->setCheckable(true);
    frame.commands.handle(Command::RunDaemon, {[this] { toggle(); }, [this] { return whyNot(); }});
    m_ticker.setInterval(lookInterval_ms);
    m_pool.setMaxThreadCount(1);  // a daemon that is still stopping has the project until it is gone
    connect(&m_ticker, &QTimer::timeout, this, [this] { m_looking.ask(); });
    connect(&frame.session, &ProjectSession::projectChanged, this, &WindowDaemon::followProject);
    followProject();
}

WindowDaemon::~WindowDaemon()
{
    if (m_run) {
        m_run->requestCancel();
    }
    m_pool.waitForDone();
}

QString WindowDaemon::whyNot() const
{
    const QString reason = m_frame->session.whyNotWrite();
    if (!reason.isEmpty() || isRunning()) {
        return reason;
    }
    const bool elsewhere = m_current && services::isAlive(*m_current, nowUts());
    return elsewhere ? tr("The daemon of this project runs on %1 already (process %2).")
                           .arg(toQString(m_current->host))
                           .arg(m_current->process)
                     : QString();
}

void WindowDaemon::toggle()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    const bool wanted = !isRunning();
    RememberedProjects().set(*project, wanted);
    if (wanted) {
        start();
    } else {
        stop();
    }
}

void WindowDaemon::start()
{
    const auto& lab = m_frame->session.lab();
    if (!lab) {
        return;
    }
    auto run = std::make_shared<TaskProgress>();
    m_run = run;
    m_lastLine.clear();
    m_nightlyWork.clear();
    m_restarts = false;
    services::DaemonOptions options;
    options.now_uts = m_now_uts;
    options.nightlyWork = [this, run](const std::string& doing) {
        QMetaObject::invokeMethod(
            this,
            [this, run, text = toQString(doing)] {
                if (run == m_run) {
                    setNightlyWork(text);
                }
            },
            Qt::QueuedConnection);
    };
    options.say = [this, run](const std::string& line) {
        QMetaObject::invokeMethod(
            this,
            [this, run, text = toQString(line)] {
                if (run == m_run) {
                    m_lastLine = text;
                    Q_EMIT changed();
                }
            },
            Qt::QueuedConnection);
    };
    // The destructor waits for the pool, so this is alive in all that follows.
    m_pool.start([this, lab, run, options] {
        std::optional<Failure> failure;
        try {
            static_cast<void>(services::runDaemon(*lab, options, *run));
        } catch (...) {
            failure = describe(std::current_exception());
        }
        QMetaObject::invokeMethod(
            this, [this, run, failure] { ended(run, failure); }, Qt::QueuedConnection);
    });
    showState();
}

void WindowDaemon::stop()
{
    if (m_run) {
        m_run->requestCancel();
        m_run.reset();
    }
    m_nightlyWork.clear();
    m_restarts = false;
    showState();
}

void WindowDaemon::restart()
{
    stop();
    const auto& project = m_frame->session.project();
    if (project && !project->readOnly() && RememberedProjects().contains(*project)) {
        start();
    }
}

void WindowDaemon::setNightlyWork(const QString& work)
{
    m_nightlyWork = work;
    if (work.isEmpty() && m_restarts) {
        restart();
    }
    Q_EMIT changed();
}

void WindowDaemon::ended(const std::shared_ptr<TaskProgress>& run, const std::optional<Failure>& failure)
{
    if (run == m_run) {
        m_run.reset();
        m_nightlyWork.clear();
    }
    if (failure && !failure->cancelled) {
        m_frame->messages.show(*failure);
    }
    m_looking.ask();
    showState();
}

void WindowDaemon::followProject()
{
    const auto& project = m_frame->session.project();
    const std::filesystem::path folder = project ? project->folder() : std::filesystem::path();
    if (folder == m_folder && !m_nightlyWork.isEmpty() && !project->readOnly()) {
        m_restarts = true;  // with what is configured now; stopped at this point, the work would wait for another night
        return;
    }
    if (folder != m_folder && !m_nightlyWork.isEmpty()) {
        tellStopped(m_nightlyWork, m_projectName);
    }
    m_folder = folder;
    m_projectName = project ? toQString(project->name()) : QString();
    stop();
    m_looking.forget();
    setCurrent(std::nullopt);
    if (!project) {
        m_ticker.stop();
        return;
    }
    m_ticker.start();
    m_looking.ask();
    restart();
}

/// Later: what the message bar says of the project that was left goes with it.
void WindowDaemon::tellStopped(const QString& work, const QString& project)
{
    const QString text = tr("The nightly work of %1 was stopped while it was %2, since the project was left. What was "
                            "done is kept; the rest is done in the next nightly run of its daemon.")
                             .arg(project, work);
    QMetaObject::invokeMethod(
        this, [this, text] { m_frame->messages.show(MessageBar::Kind::Warning, text); }, Qt::QueuedConnection);
}

void WindowDaemon::look()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    m_looking.read([project = *project] { return services::currentDaemon(project); },
                   [this](const std::optional<database::DaemonRow>& found) { setCurrent(found); },
                   [](const Failure& /*the pages say what is wrong with the database*/) {});
}

void WindowDaemon::setCurrent(std::optional<database::DaemonRow> row)
{
    m_current = std::move(row);
    showState();
}

void WindowDaemon::showState()
{
    m_frame->commands.refresh();
    QAction* action = m_frame->commands.action(Command::RunDaemon);
    action->setChecked(isRunning());
    action->setText(isRunning() ? tr("Stop &daemon in this window") : tr("Run &daemon in this window"));
    Q_EMIT changed();
}

std::optional<double> WindowDaemon::nextNightly_uts() const
{
    const auto& project = m_frame->session.project();
    return project ? services::nextNightlyRun_uts(project->config().daemon.nightlyAt, nowUts(), project->timeZone())
                   : std::nullopt;
}

}  // namespace aurora::gui
