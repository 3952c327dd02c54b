#include "gui/protocols/protocol_actions.h"

#include "aurora/core/file.h"
#include "gui/cyclers/confirm.h"
#include "gui/frame/background.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/save_question.h"
#include "gui/frame/written_file.h"
#include "gui/protocols/file_changes.h"
#include "gui/protocols/file_follower.h"
#include "gui/protocols/left_protocol.h"
#include "gui/protocols/name_dialog.h"
#include "gui/protocols/protocol_editor.h"
#include "gui/protocols/protocol_list.h"
#include "gui/protocols/written_protocol.h"

#include <QMessageBox>
#include <QPushButton>

namespace aurora::gui {

ProtocolActions::ProtocolActions(Frame& frame, ProtocolEditor& editor, ProtocolList& list, QWidget* page)
    : QObject(page),
      m_frame(frame),
      m_editor(editor),
      m_list(list),
      m_page(page),
      m_changes(new FileChanges(frame, editor, list, page))
{
    auto* follower = new FileFollower(frame, editor, list, this);
    connect(follower, &FileFollower::readAgainRequested, this, &ProtocolActions::load);
    connect(follower, &FileFollower::openRequested, this, &ProtocolActions::open);
    connect(m_changes, &FileChanges::openRequested, this, &ProtocolActions::open);
    connect(&list, &ProtocolList::openRequested, this, &ProtocolActions::open);
    connect(&list, &ProtocolList::newRequested, this, &ProtocolActions::makeNew);
    connect(&list, &ProtocolList::importRequested, this, &ProtocolActions::importFile);
    connect(&list, &ProtocolList::failed, this, [this](const QString& message) { fail({.message = message}); });
}

void ProtocolActions::setProject(const std::optional<services::Project>& project)
{
    const bool same = m_project && project && m_project->folder() == project->folder();
    if (!same && m_project && m_editor.isModified() && !m_project->readOnly()) {
        leave(*m_project);
    }
    m_project = project;
    m_changes->setProject(project);
    ++m_loading;
    if (!same) {
        m_editor.close();
        takeBack();
    }
    m_list.setWhyNotWritable(whyNotWrite());
}

void ProtocolActions::leave(const services::Project& project)
{
    new LeftProtocol(m_frame, m_page,
                     {.project = project,
                      .name = m_editor.name(),
                      .file = m_editor.file(),
                      .fileText = m_editor.fileText(),
                      .protocol = m_editor.protocol(),
                      .whyNotSave = m_editor.whyNotComplete()},
                     this);
}

/// What was left of the project that is open now.
void ProtocolActions::takeBack()
{
    for (LeftProtocol* left : findChildren<LeftProtocol*>()) {
        const LeftProtocol::Content& content = left->content();
        if (m_project && content.project.folder() == m_project->folder()) {
            m_editor.reopen(content.name, content.file, content.fileText, content.protocol);
            m_list.setCurrent(content.file);
            left->end();
            return;
        }
    }
}

std::vector<LeftProtocol*> ProtocolActions::leftProtocols() const
{
    const QList<LeftProtocol*> left = findChildren<LeftProtocol*>();
    return {left.begin(), left.end()};
}

QString ProtocolActions::whyNotWrite() const
{
    if (!m_project) {
        return tr("Open a project first.");
    }
    return m_project->readOnly() ? tr("The project is read-only: its folder cannot be written.") : QString();
}

QString ProtocolActions::whyNotSaveAs() const
{
    if (const QString reason = whyNotWrite(); !reason.isEmpty()) {
        return reason;
    }
    return m_editor.isOpen() ? m_editor.whyNotComplete() : tr("Choose a protocol first.");
}

QString ProtocolActions::whyNotSave() const
{
    if (m_editor.isOpen() && !m_editor.isModified()) {
        return tr("Nothing has changed since the protocol was saved.");
    }
    return whyNotSaveAs();
}

void ProtocolActions::fail(const Failure& failure)
{
    m_frame.messages.show(failure);
}

void ProtocolActions::done(const QString& message)
{
    m_frame.messages.show(MessageBar::Kind::Done, message);
}

void ProtocolActions::showNotes(const QString& name, const std::vector<std::string>& notes)
{
    QStringList lines{
        tr("“%1” is a protocol of aurora-unicycler and was translated. Save it under a name to use it.").arg(name)};
    for (const std::string& note : notes) {
        lines.append(toQString(note));
    }
    m_frame.messages.show(notes.empty() ? MessageBar::Kind::Done : MessageBar::Kind::Warning,
                          lines.join(QLatin1Char('\n')));
}

/// Goes on once nothing that is not saved would be lost; not at all when the user cancels.
void ProtocolActions::ask(const Then& then)
{
    if (!m_editor.isModified()) {
        then();
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Changes not saved"),
                                tr("“%1” has changes that are not saved.").arg(m_editor.name()),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, m_page);
    box->setObjectName(QStringLiteral("unsavedQuestion"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    closeWithProject(box, m_frame.session);
    const QString reason = whyNotSave();
    box->button(QMessageBox::Save)->setEnabled(reason.isEmpty());
    box->button(QMessageBox::Save)->setToolTip(reason);
    if (!reason.isEmpty()) {
        box->setInformativeText(tr("It cannot be saved as it is. %1").arg(reason));
    }
    box->setDefaultButton(reason.isEmpty() ? QMessageBox::Save : QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, then](int answer) {
        if (answer == QMessageBox::Save) {
            saveThen(then);
        } else if (answer == QMessageBox::Discard) {
            then();
        } else {
            m_list.setCurrent(m_editor.file());
        }
    });
    box->open();
}

void ProtocolActions::open(const std::filesystem::path& file)
{
    if (m_editor.isOpen() && m_editor.file() == file) {
        return;
    }
    ask([this, file] { load(file); });
}

/// Reads what takes the place of the open protocol. What is typed while it is read is asked for before it would be
/// lost.
template <class Read, class Show, class Failed>
void ProtocolActions::readThen(Read read, Show show, Failed failed, const Then& again)
{
    const int loading = ++m_loading;
    inBackground(
        this, std::move(read),
        [this, loading, edits = m_editor.edits(), show, again](auto result) {
            if (loading != m_loading) {
                return;
            }
            if (m_editor.isModified() && m_editor.edits() != edits) {
                ask(again);
            } else {
                show(std::move(result));
            }
        },
        [this, loading, failed](const Failure& failure) {
            if (loading == m_loading) {
                failed(failure);
            }
        });
}

void ProtocolActions::load(const std::filesystem::path& file)
{
    readThen([file] { return services::openProtocol(file); },
             [this, file](services::OpenedProtocol opened) {
                 const bool translated = opened.translated;
                 const std::vector<std::string> notes = opened.notes;
                 m_editor.open(file, std::move(opened));
                 m_list.setCurrent(file);
                 if (translated) {
                     showNotes(m_editor.name(), notes);
                 }
             },
             [this](const Failure& failure) {
                 m_list.setCurrent(m_editor.file());
                 fail(failure);
             },
             [this, file] { load(file); });
}

void ProtocolActions::makeNew()
{
    ask([this] { openNew(); });
}

void ProtocolActions::openNew()
{
    if (!m_project) {
        return;
    }
    readThen([project = *m_project,
              name = tr("new protocol").toStdString()] { return services::freeProtocolName(project, name); },
             [this](const std::string& name) {
                 m_editor.openNew(toQString(name));
                 m_list.setCurrent(std::nullopt);
             },
             [this](const Failure& failure) { fail(failure); }, [this] { openNew(); });
}

void ProtocolActions::importFile()
{
    const QString file = askForFile(m_page, QStringLiteral("protocols"), tr("Import a protocol"),
                                    tr("Payloads and protocols of aurora-unicycler (*.json);;All files (*)"));
    if (!file.isEmpty()) {
        importFrom(toPath(file));
    }
}

void ProtocolActions::importFrom(const std::filesystem::path& file)
{
    ask([this, file] { openImported(file); });
}

void ProtocolActions::openImported(const std::filesystem::path& file)
{
    if (!m_project) {  // closed while the file was chosen
        return;
    }
    using Read = std::pair<services::OpenedProtocol, std::string>;
    readThen(
        [file, project = *m_project] {
            return Read(services::openProtocol(file), services::freeProtocolName(project, pathText(file.stem())));
        },
        [this, file](Read read) {
            m_editor.openNew(toQString(read.second), std::move(read.first.protocol));
            m_list.setCurrent(std::nullopt);
            if (read.first.translated) {
                showNotes(toQString(pathText(file.filename())), read.first.notes);
            }
        },
        [this](const Failure& failure) { fail(failure); }, [this, file] { openImported(file); });
}

void ProtocolActions::save()
{
    saveThen({});
}

void ProtocolActions::saveAs()
{
    saveAsThen({});
}

void ProtocolActions::saveThen(const Then& then)
{
    if (!m_editor.file()) {
        saveAsThen(then);
        return;
    }
    write(*m_editor.file(), Others::AskedFor, then);
}

void ProtocolActions::saveAsThen(const Then& then)
{
    auto* dialog = new NameDialog(tr("Save protocol as"), tr("Save"), m_editor.name(), NameDialog::Overwriting::Offered,
                                  existingProtocols(*m_project), m_page);
    closeWithProject(dialog, m_frame.session);
    connect(dialog, &NameDialog::named, this, [this, then](const QString& name) {
        // The dialog has said what is overwritten.
        write(services::protocolPath(*m_project, name.toStdString()), Others::Overwritten, then);
    });
    connect(dialog, &QDialog::rejected, this, [this] { m_list.setCurrent(m_editor.file()); });
    dialog->open();
}

void ProtocolActions::write(const std::filesystem::path& file, Others others, const Then& then)
{
    const protocols::EditedProtocol protocol = m_editor.protocol();
    inBackground(
        this,
        [project = *m_project, file, protocol,
         before = others == Others::AskedFor ? std::optional(m_editor.fileText()) : std::nullopt] {
            return writeProtocol(project, file, protocol, before);
        },
        [this, file, protocol, then, document = m_editor.document()](WrittenProtocol result) {
            if (!result.changedByOthers) {
                written(document, file, std::move(result.text), protocol, then);
            } else if (document == m_editor.document()) {
                askToOverwrite(file, then);
            } else {
                fail({.message = tr("%1 was not saved: another program has changed it.").arg(nativePath(file))});
            }
        },
        [this](const Failure& failure) {
            m_list.setCurrent(m_editor.file());
            fail(failure);
        });
}

/// @param document  that was written: another one may be open by now, which is not saved by that
void ProtocolActions::written(const std::string& document, const std::filesystem::path& file, std::string text,
                              const protocols::EditedProtocol& protocol, const Then& then)
{
    m_list.reload();
    done(tr("“%1” was saved.").arg(toQString(pathText(file.stem()))));
    if (document != m_editor.document()) {
        return;
    }
    m_editor.savedTo(file, std::move(text), protocol);
    m_list.setCurrent(file);
    if (then) {
        ask(then);  // for what was typed while it was written
    }
}

void ProtocolActions::askToOverwrite(const std::filesystem::path& file, const Then& then)
{
    QDialog* question = confirm(
        m_page,
        {.title = tr("Changed by another program"),
         .text = tr("%1 was changed by another program since it was opened here. What was changed there would be lost.")
                     .arg(toQString(pathText(file.filename()))),
         .objects = {},
         .button = tr("Overwrite")},
        [this, file, then] { write(file, Others::Overwritten, then); });
    closeWithProject(question, m_frame.session);
}

void ProtocolActions::exportForUnicycler()
{
    const protocols::EditedProtocol protocol = m_editor.protocol();  // another may be open once a file is chosen
    const QString chosen =
        askWhereToSave(m_page, tr("Export for aurora-unicycler"), m_editor.name() + QStringLiteral(".unicycler.json"),
                       tr("Protocols of aurora-unicycler (*.json)"));
    if (chosen.isEmpty()) {
        return;
    }
    inBackground(
        this, [protocol, file = toPath(chosen)] { return services::exportUnicycler(protocol, file); },
        [this, chosen](const std::vector<std::string>& notes) {
            QStringList lines{tr("%1 was written.").arg(chosen)};
            for (const std::string& note : notes) {
                lines.append(toQString(note));
            }
            MessageBar::Message message = writtenMessage(lines.join(QLatin1Char('\n')), chosen);
            message.kind = notes.empty() ? MessageBar::Kind::Done : MessageBar::Kind::Warning;
            m_frame.messages.show(message);
        },
        [this](const Failure& failure) { fail(failure); });
}

}  // namespace aurora::gui
