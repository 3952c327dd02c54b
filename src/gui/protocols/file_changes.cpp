#include "gui/protocols/file_changes.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/protocols/protocol_editor.h"
#include "gui/protocols/protocol_list.h"

namespace aurora::gui {

NameDialog::Existing existingProtocols(const services::Project& project)
{
    return [project](const QString& name) -> QString {
        const auto file = services::protocolPath(project, name.toStdString());
        std::error_code missing;
        if (!std::filesystem::exists(file, missing)) {
            return {};
        }
        try {
            const auto steps = services::openProtocol(file).protocol.steps.size();
            const std::string changed = formatTimestamp(modifiedUts(file), project.timeZone());
            return steps == 1 ? FileChanges::tr("1 step, changed %1").arg(toQString(changed))
                              : FileChanges::tr("%1 steps, changed %2").arg(QString::number(steps), toQString(changed));
        } catch (const Error&) {
            return FileChanges::tr("a file that is no protocol");
        }
    };
}

FileChanges::FileChanges(Frame& frame, ProtocolEditor& editor, ProtocolList& list, QWidget* page)
    : QObject(page), m_frame(frame), m_editor(editor), m_list(list), m_page(page)
{
    connect(&list, &ProtocolList::duplicateRequested, this, &FileChanges::duplicate);
    connect(&list, &ProtocolList::renameRequested, this, &FileChanges::rename);
    connect(&list, &ProtocolList::deleteRequested, this, &FileChanges::remove);
}

void FileChanges::change(std::function<void()> work, std::function<void()> then)
{
    inBackground(
        this,
        [work = std::move(work)] {
            work();
            return true;
        },
        [this, then = std::move(then)](bool) {
            if (then) {
                then();
            }
            m_list.reload();
        },
        [this](const Failure& failure) {
            m_frame.messages.show(failure);
            m_list.reload();
        });
}

void FileChanges::duplicate(const std::filesystem::path& file)
{
    inBackground(
        this, [project = *m_project, file] { return services::freeProtocolName(project, pathText(file.stem())); },
        [this, file, folder = m_project->folder()](const std::string& free) {
            if (m_project && m_project->folder() == folder) {
                askForDuplicate(file, toQString(free));
            }
        },
        [this](const Failure& failure) { m_frame.messages.show(failure); });
}

void FileChanges::askForDuplicate(const std::filesystem::path& file, const QString& free)
{
    auto* dialog = new NameDialog(tr("Duplicate protocol"), tr("Duplicate"), free, NameDialog::Overwriting::Refused,
                                  existingProtocols(*m_project), m_page);
    closeWithProject(dialog, m_frame.session);
    connect(dialog, &NameDialog::named, this, [this, file](const QString& name) {
        const services::Project project = *m_project;
        const std::string to = name.toStdString();
        change([project, file, to] { services::duplicateProtocol(project, file, to); },
               [this, project, to] { Q_EMIT openRequested(services::protocolPath(project, to)); });
    });
    dialog->open();
}

void FileChanges::rename(const std::filesystem::path& file)
{
    auto* dialog = new NameDialog(tr("Rename protocol"), tr("Rename"), toQString(pathText(file.stem())),
                                  NameDialog::Overwriting::Refused, existingProtocols(*m_project), m_page);
    closeWithProject(dialog, m_frame.session);
    connect(dialog, &NameDialog::named, this, [this, file](const QString& name) {
        const services::Project project = *m_project;
        const std::string to = name.toStdString();
        change([project, file, to] { services::renameProtocol(project, file, to); },
               [this, project, file, to] {
                   if (m_editor.file() == file) {
                       m_editor.renamedTo(services::protocolPath(project, to));
                       m_list.setCurrent(m_editor.file());
                   }
               });
    });
    dialog->open();
}

void FileChanges::remove(const std::filesystem::path& file)
{
    const QString name = toQString(pathText(file.stem()));
    const QString lost =
        m_editor.file() == file ? tr("Its steps (%1) are lost. ").arg(m_editor.protocol().steps.size()) : QString();
    confirm(
        m_page,
        {.title = tr("Delete protocol"),
         .text = tr("“%1” is deleted from the protocols folder. %2Jobs that were submitted with it keep their payload.")
                     .arg(name, lost),
         .objects = {toQString(pathText(file.filename()))},
         .button = tr("Delete 1 protocol")},
        [this, project = *m_project, file, name] {
            change([project, file] { services::deleteProtocol(project, file); },
                   [this, file, name] {
                       if (m_editor.file() == file) {
                           m_editor.close();
                       }
                       m_frame.messages.show(MessageBar::Kind::Done, tr("“%1” was deleted.").arg(name));
                   });
        });
}

}  // namespace aurora::gui
