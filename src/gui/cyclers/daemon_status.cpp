#include "gui/cyclers/daemon_status.h"

#include "aurora/core/time.h"
#include "gui/cyclers/server_look.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"

#include <QApplication>
#include <QEvent>

namespace aurora::gui {

DaemonStatus::DaemonStatus(Frame& frame, WindowDaemon& daemon, QWidget* parent)
    : QLabel(parent), m_frame(&frame), m_daemon(&daemon)
{
    constexpr int margin_px = 8;
    setObjectName(QStringLiteral("daemonStatus"));
    setContentsMargins(margin_px, 0, margin_px, 0);
    connect(m_daemon, &WindowDaemon::changed, this, &DaemonStatus::update);
    update();
}

void DaemonStatus::say(const QString& text, Tone tone)
{
    m_tone = tone;
    setText(text);
    QPalette colors;  // this one role only: the others follow the theme
    colors.setColor(QPalette::WindowText, toneColor(tone, QApplication::palette()));
    setPalette(colors);
}

void DaemonStatus::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    const QColor wanted = toneColor(m_tone, QApplication::palette());
    if (event->type() == QEvent::PaletteChange && palette().color(QPalette::WindowText) != wanted) {
        say(text(), m_tone);
    }
}

void DaemonStatus::update()
{
    const auto& project = m_frame->session.project();
    setVisible(project.has_value());
    if (!project) {
        return;
    }
    const std::optional<database::DaemonRow>& row = m_daemon->current();
    const std::optional<double> next_uts = m_daemon->nextNightly_uts();
    const QString nightly =
        next_uts ? tr("next nightly run %1").arg(minuteText(*next_uts, project->timeZone())) : tr("no nightly run");
    QStringList lines;
    if (row) {
        lines.append(tr("Daemon of this project: %1, process %2, since %3")
                         .arg(toQString(row->host))
                         .arg(row->process)
                         .arg(toQString(row->started)));
        if (!row->doing.empty()) {
            lines.append(toQString(row->doing));
        }
    }
    if (m_daemon->isRunning()) {
        say(tr("▶ daemon · %1").arg(nightly), Tone::Good);
        lines.append(m_daemon->lastLine().isEmpty() ? tr("It runs in this window.") : m_daemon->lastLine());
    } else if (row && services::isAlive(*row, nowUts())) {
        say(tr("▶ daemon on %1 · %2").arg(toQString(row->host), nightly), Tone::Good);
    } else if (row) {
        say(tr("◌ daemon stopped"), Tone::Attention);
        lines.append(tr("It has shown no life since %1.").arg(minuteText(row->heartbeat_uts, project->timeZone())));
    } else {
        say(tr("○ no daemon"), Tone::Faint);
        lines.append(tr("Nothing is fetched by itself. Cyclers ▸ Run daemon in this window starts one."));
    }
    setToolTip(lines.join(QLatin1Char('\n')));
}

}  // namespace aurora::gui
