#include "gui/frame/close_with_project.h"

#include "gui/frame/project_session.h"

#include <QDialog>

namespace aurora::gui {

namespace {

std::filesystem::path folderOf(const ProjectSession& session)
{
    return session.project() ? session.project()->folder() : std::filesystem::path();
}

}  // namespace

void closeWithProject(QDialog* form, const ProjectSession& session)
{
    QObject::connect(&session, &ProjectSession::projectChanged, form, [form, &session, folder = folderOf(session)] {
        if (folderOf(session) != folder) {
            form->reject();
        }
    });
}

}  // namespace aurora::gui
