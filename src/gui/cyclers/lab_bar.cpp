#include "gui/cyclers/lab_bar.h"

#include "gui/assign/assign_actions.h"
#include "gui/cyclers/cycler_actions.h"
#include "gui/cyclers/daemon_status.h"
#include "gui/cyclers/host_key_question.h"
#include "gui/cyclers/lab_status.h"
#include "gui/cyclers/lab_watch.h"
#include "gui/cyclers/window_daemon.h"

#include <QHBoxLayout>

namespace aurora::gui {

LabBar::LabBar(Frame& frame, QWidget* window) : QWidget(window), m_daemon(new WindowDaemon(frame, this))
{
    auto* watch = new LabWatch(frame, this);
    auto* hostKeys = new HostKeyQuestion(frame, *watch, this);
    auto* actions = new CyclerActions(frame, this);
    auto* assigning = new AssignActions(frame, window);
    connect(actions, &CyclerActions::harvested, assigning, &AssignActions::offer);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new LabStatus(frame, *watch, *hostKeys, this));
    layout->addWidget(new DaemonStatus(frame, *m_daemon, this));
}

QString LabBar::workUnderWay() const
{
    const QString& work = m_daemon->nightlyWork();
    return work.isEmpty() ? QString() : tr("the daemon's nightly work (%1)").arg(work);
}

}  // namespace aurora::gui
