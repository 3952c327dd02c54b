#include "gui/assign/assign_actions.h"

#include "aurora/services/unassigned_files.h"
#include "gui/assign/assign_dialog.h"
#include "gui/assign/unassigned_notice.h"
#include "gui/frame/project_session.h"

namespace aurora::gui {

AssignActions::AssignActions(Frame& frame, QWidget* window)
    : QObject(window), m_frame(&frame), m_window(window), m_counting(this, [this] { count(); })
{
    frame.commands.handle(Command::AssignFiles, {[this] { open(); }, [this] { return whyNot(); }});
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] {
        m_waiting.reset();
        m_whyNotCounted.clear();
        m_offering = false;
        m_counting.forget();
        m_counting.ask();
    });
    connect(&frame.session, &ProjectSession::dataChanged, this, [this] { m_counting.ask(); });
}

void AssignActions::offer()
{
    m_offering = true;
    m_counting.ask();
}

void AssignActions::count()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    m_counting.read([project = *project] { return services::countUnassignedFiles(project); },
                    [this](std::size_t waiting) {
                        if (m_counting.isAskedAgain()) {
                            return;
                        }
                        m_waiting = waiting;
                        m_whyNotCounted.clear();
                        m_frame->commands.refresh();
                        if (m_offering && waiting > 0) {
                            UnassignedNotice::tell(*m_frame, tr("Files that belong to no sample yet: %1."), waiting);
                        }
                        m_offering = false;
                    },
                    [this](const Failure& failure) {
                        m_waiting.reset();
                        m_whyNotCounted = failure.message;
                        m_frame->commands.refresh();
                    });
}

QString AssignActions::whyNot() const
{
    const QString reason = m_frame->session.whyNotWrite();
    if (!reason.isEmpty()) {
        return reason;
    }
    if (!m_waiting) {
        return m_whyNotCounted.isEmpty() ? tr("Looking whether files belong to no sample…") : m_whyNotCounted;
    }
    return *m_waiting == 0 ? tr("Every file belongs to a sample.") : QString();
}

void AssignActions::open()
{
    if (!m_frame->session.whyNotWrite().isEmpty()) {
        return;
    }
    if (!m_dialog) {
        m_dialog = new AssignDialog(*m_frame, m_window);
    } else {
        m_dialog->readFiles();
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

}  // namespace aurora::gui
