#include "gui/assign/assign_actions.h"

#include "aurora/services/unassigned_files.h"
#include "gui/assign/assign_dialog.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"

namespace aurora::gui {

AssignActions::AssignActions(Frame& frame, QWidget* window)
    : QObject(window), m_frame(&frame), m_window(window), m_counting(this, [this] { count(); })
{
    frame.commands.handle(Command::AssignFiles, {[this] { open(); }, [this] { return whyNot(); }});
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] {
        m_waiting = 0;
        m_offering = false;
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
    m_counting.read(
        [project = *project] { return std::pair(project.folder(), services::countUnassignedFiles(project)); },
        [this](const auto& counted) {
            const auto& now = m_frame->session.project();
            if (m_counting.isAskedAgain() || !now || now->folder() != counted.first) {
                return;
            }
            m_waiting = counted.second;
            m_frame->commands.refresh();
            if (m_offering && m_waiting > 0) {
                m_frame->messages.show({.kind = MessageBar::Kind::Warning,
                                        .text = tr("Files that belong to no sample yet: %1.").arg(m_waiting),
                                        .button = tr("Assign files…"),
                                        .onButton = [this] { open(); }});
            }
            m_offering = false;
        },
        [](const Failure& /*the pages say what is wrong with the database*/) {});
}

QString AssignActions::whyNot() const
{
    const QString reason = m_frame->session.whyNotWrite();
    return reason.isEmpty() && m_waiting == 0 ? tr("Every file belongs to a sample.") : reason;
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
