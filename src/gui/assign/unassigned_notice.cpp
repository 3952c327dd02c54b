#include "gui/assign/unassigned_notice.h"

#include "aurora/services/unassigned_files.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"

#include <QAction>

namespace aurora::gui {

void UnassignedNotice::tell(Frame& frame, const QString& text, std::size_t waiting)
{
    for (UnassignedNotice* earlier : frame.messages.findChildren<UnassignedNotice*>(Qt::FindDirectChildrenOnly)) {
        frame.messages.withdraw(earlier->m_shown);  // its files are among those that are counted now
        delete earlier;
    }
    new UnassignedNotice(frame, text, waiting);  // it goes with its message
}

UnassignedNotice::UnassignedNotice(Frame& frame, const QString& text, std::size_t waiting)
    : QObject(&frame.messages), m_frame(&frame), m_text(text), m_waiting(waiting), m_counting(this, [this] { count(); })
{
    show();
    connect(&frame.session, &ProjectSession::dataChanged, this, [this] { m_counting.ask(); });
    connect(&frame.session, &ProjectSession::projectChanged, this, &QObject::deleteLater);
    m_counting.ask();
}

void UnassignedNotice::show()
{
    m_shown = {.kind = MessageKind::Warning,
               .text = m_text.arg(m_waiting),
               .button = tr("Assign files…"),
               .onButton = [commands = &m_frame->commands] { commands->action(Command::AssignFiles)->trigger(); }};
    m_frame->messages.show(m_shown);
}

void UnassignedNotice::count()
{
    if (const auto& project = m_frame->session.project()) {
        m_counting.read([project = *project] { return services::countUnassignedFiles(project); },
                        [this](std::size_t all) { follow(all); }, [](const Failure& /*what was told stays*/) {});
    }
}

void UnassignedNotice::follow(std::size_t all)
{
    if (all == m_waiting) {
        return;
    }
    const bool wasThere = m_frame->messages.withdraw(m_shown);
    m_waiting = all;
    if (wasThere && m_waiting > 0) {
        show();
    } else {
        deleteLater();
    }
}

}  // namespace aurora::gui
