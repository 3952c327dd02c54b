#include "gui/cyclers/lab_status.h"

#include "gui/cyclers/server_list.h"
#include "gui/cyclers/server_look.h"
#include "gui/frame/follow_action.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

namespace aurora::gui {

LabStatus::LabStatus(Frame& frame, LabWatch& watch, HostKeyQuestion& hostKeys, QWidget* parent)
    : QWidget(parent),
      m_frame(&frame),
      m_watch(&watch),
      m_hostKeys(&hostKeys),
      m_layout(new QHBoxLayout(this)),
      m_updated(new QToolButton(this))
{
    setObjectName(QStringLiteral("labStatus"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    m_updated->setObjectName(QStringLiteral("updateNow"));
    m_updated->setAutoRaise(true);
    m_updated->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_layout->addWidget(m_updated);
    QAction* updateAction = frame.commands.action(Command::UpdateCyclers);
    m_updated->setIcon(updateAction->icon());
    followAction(*m_updated, *updateAction);
    connect(m_watch, &LabWatch::changed, this, &LabStatus::update);
    update();
}

std::string LabStatus::timeZone() const
{
    const auto& project = m_frame->session.project();
    return project ? project->timeZone() : std::string();
}

void LabStatus::update()
{
    const std::vector<WatchedServer>& states = m_watch->states();
    setVisible(!states.empty());
    while (m_servers.size() > states.size()) {
        delete m_servers.back();
        m_servers.pop_back();
    }
    while (m_servers.size() < states.size()) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, &LabStatus::openList);
        m_layout->addWidget(button);
        m_servers.push_back(button);
    }
    std::optional<double> newest_uts;
    for (std::size_t server = 0; server < states.size(); ++server) {
        const WatchedServer& state = states[server];
        newest_uts = std::max(newest_uts, state.lastAnswer_uts);
        const StatusLook look = serverLook(state);
        const QString label = toQString(state.label);
        QToolButton* button = m_servers[server];
        button->setObjectName(QStringLiteral("server-") + label);
        button->setText(QStringLiteral("%1 %2").arg(look.text.left(1), label));
        button->setAccessibleName(tr("Server %1: %2").arg(label, look.text.mid(2)));
        QStringList lines{tr("%1 (%2): %3, %4")
                              .arg(label, toQString(state.kind), look.text.mid(2), lastAnswerText(state, timeZone()))};
        if (!state.problem.empty()) {
            lines.append(toQString(state.problem));
        }
        button->setToolTip(lines.join(QLatin1Char('\n')));
        QPalette colors = palette();
        colors.setColor(QPalette::ButtonText, toneColor(look.tone, palette()));
        button->setPalette(colors);
    }
    m_updated->setText(newest_uts ? tr("updated %1").arg(minuteText(*newest_uts, timeZone())) : tr("Update now"));
}

void LabStatus::openList()
{
    auto* list = new ServerList(*m_frame, *m_watch, *m_hostKeys, window());
    list->popUpAbove(this);
}

void LabStatus::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        update();
    }
}

}  // namespace aurora::gui
