#include "gui/assign/assign_actions.h"

#include "aurora/services/unassigned_files.h"
#include "gui/assign/assign_dialog.h"
#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"

namespace aurora::gui {

AssignActions::AssignActions(Frame& frame, QWidget* window) : QObject(window), m_frame(&frame), m_window(window)
{
    frame.commands.handle(Command::AssignFiles, {[this] { open(); }, [this] { return whyNot(); }});
    connect(&frame.session, &ProjectSession::projectChanged, this, [this] {
        m_waiting = 0;
        m_offering = false;
        count();
    });
    connect(&frame.session, &ProjectSession::dataChanged, this, &AssignActions::count);
}

void AssignActions::offer()
{
    m_offering = true;
    count();
}

void AssignActions::count()
{
    const auto& project = m_frame->session.project();
    if (!project) {
        return;
    }
    if (m_counting) {
        m_countAgain = true;
        return;
    }
    m_counting = true;
    m_countAgain = false;
    inBackground(
        this, [project = *project] { return std::pair(project.folder(), services::countUnassignedFiles(project)); },
        [this](const auto& counted) {
            m_counting = false;
            const auto& now = m_frame->session.project();
            if (m_countAgain || !now || now->folder() != counted.first) {
                count();
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
        [this](const Failure& /*the pages say what is wrong with the database*/) {
            m_counting = false;
            if (m_countAgain) {
                count();
            }
        });
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
