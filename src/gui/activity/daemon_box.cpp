#include "gui/activity/daemon_box.h"

#include "aurora/core/time.h"
#include "gui/activity/daemon_log.h"
#include "gui/frame/background.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace aurora::gui {

namespace {

QString minute(double uts, const std::string& timeZone)
{
    constexpr int toTheMinute = 16;  // YYYY-MM-DD HH:MM
    return toQString(formatTimestamp(uts, timeZone)).left(toTheMinute);
}

QString scheduleText(const services::Project& project, bool runs)
{
    const config::DaemonSettings& settings = project.config().daemon;
    if (!runs) {
        QStringList times;
        for (const config::TimeOfDay& at : settings.nightlyAt) {
            times.append(
                QStringLiteral("%1:%2").arg(at.hour, 2, 10, QLatin1Char('0')).arg(at.minute, 2, 10, QLatin1Char('0')));
        }
        return times.isEmpty() ? DaemonBox::tr("Once one runs: updates every %1 min.").arg(settings.updateInterval_min)
                               : DaemonBox::tr("Once one runs: updates every %1 min, nightly work at %2.")
                                     .arg(settings.updateInterval_min)
                                     .arg(times.join(QStringLiteral(", ")));
    }
    const std::optional<double> next = services::nextNightlyRun_uts(settings.nightlyAt, nowUts(), project.timeZone());
    return next ? DaemonBox::tr("Updates every %1 min; next nightly run %2.")
                      .arg(settings.updateInterval_min)
                      .arg(minute(*next, project.timeZone()))
                : DaemonBox::tr("Updates every %1 min; no nightly run is set.").arg(settings.updateInterval_min);
}

}  // namespace

DaemonBox::DaemonBox(Frame& frame, QWidget* parent)
    : QWidget(parent), m_frame(&frame), m_state(new QLabel(this)), m_details(new QLabel(this)), m_reading(this, [this] {
          read();
      })
{
    setObjectName(QStringLiteral("daemonBox"));
    m_state->setObjectName(QStringLiteral("daemonState"));
    m_details->setObjectName(QStringLiteral("daemonDetails"));
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    auto* run = new QToolButton(this);
    run->setDefaultAction(frame.commands.action(Command::RunDaemon));
    run->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_state);
    words->addWidget(m_details);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(words, 1);
    layout->addWidget(run, 0, Qt::AlignTop);
    m_ticker.setInterval(daemonLook_ms);
    connect(&m_ticker, &QTimer::timeout, this, [this] {
        if (isVisible()) {
            look();
        }
    });
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] {
        m_daemon.reset();
        m_failure.clear();
        m_known = false;
        m_reading.forget();
        look();
    });
    connect(frame.commands.action(Command::RunDaemon), &QAction::toggled, this, &DaemonBox::look);
    m_ticker.start();
    tell();
}

void DaemonBox::look()
{
    tell();
    m_reading.ask();
}

void DaemonBox::read()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    m_reading.read([project = *project] { return services::currentDaemon(project); },
                   [this](const std::optional<database::DaemonRow>& daemon) {
                       m_known = true;
                       m_failure.clear();
                       m_daemon = daemon;
                       tell();
                   },
                   [this](const Failure& failure) {
                       m_failure = failure.message;
                       tell();
                   });
}

void DaemonBox::tell()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        m_state->setText(tr("○ no project"));
        m_details->setText(tr("The daemon belongs to a project: open one first."));
        return;
    }
    const bool here = m_frame->commands.action(Command::RunDaemon)->isChecked();
    const bool lives = m_daemon && services::isAlive(*m_daemon, nowUts());
    QStringList details;
    Tone tone = Tone::Good;
    if (here || lives) {
        m_state->setText(here ? tr("▶ The daemon runs in this window.")
                              : tr("▶ The daemon runs on %1.").arg(toQString(m_daemon->host)));
        if (m_daemon) {
            details.append(tr("Process %1 on %2, since %3.")
                               .arg(m_daemon->process)
                               .arg(toQString(m_daemon->host), toQString(m_daemon->started)));
            if (!m_daemon->doing.empty()) {
                details.append(tr("Now: %1.").arg(toQString(m_daemon->doing)));
            }
        }
    } else if (m_daemon) {
        tone = Tone::Attention;
        m_state->setText(tr("◌ The daemon has stopped."));
        details.append(
            tr("It ran on %1 and has shown no life since %2. Start it again there, or run one in this window.")
                .arg(toQString(m_daemon->host), minute(m_daemon->heartbeat_uts, project->timeZone())));
    } else if (!m_known && !m_failure.isEmpty()) {
        tone = Tone::Attention;
        m_state->setText(tr("? Whether a daemon runs is not known."));
    } else if (!m_known) {
        tone = Tone::Faint;
        m_state->setText(tr("○ Looking for the daemon…"));
    } else {
        tone = Tone::Faint;
        m_state->setText(tr("○ No daemon runs for this project."));
        details.append(tr("Nothing is updated, fetched or analysed by itself. Run one in this window, or start "
                          "“aurora-cycler-manager daemon” on a PC that is always on."));
    }
    details.append(scheduleText(*project, here || lives));
    if (!m_failure.isEmpty()) {
        details.append(m_failure);
    }
    m_details->setText(details.join(QLatin1Char('\n')));
    QPalette colors;  // this one role only: the others follow the theme
    colors.setColor(QPalette::WindowText, toneColor(tone, palette()));
    m_state->setPalette(colors);
}

void DaemonBox::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    look();
}

void DaemonBox::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        tell();
    }
}

}  // namespace aurora::gui
