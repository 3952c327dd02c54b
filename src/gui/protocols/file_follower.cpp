#include "gui/protocols/file_follower.h"

#include "aurora/core/file.h"
#include "gui/frame/background.h"
#include "gui/frame/page.h"
#include "gui/protocols/protocol_editor.h"
#include "gui/protocols/protocol_list.h"

#include <algorithm>
#include <utility>

namespace aurora::gui {

FileFollower::FileFollower(Frame& frame, ProtocolEditor& editor, ProtocolList& list, QObject* parent)
    : QObject(parent), m_frame(frame), m_editor(editor), m_list(list)
{
    connect(&list, &ProtocolList::filesRead, this, &FileFollower::follow);
    connect(&editor, &ProtocolEditor::opened, this, [this] {
        m_compared.reset();
        m_toldLost = false;
        if (std::exchange(m_readsAgain, std::nullopt) == m_editor.file() && m_editor.file()) {
            m_frame.messages.show(MessageBar::Kind::Done,
                                  tr("“%1” was changed by another program and read again.").arg(m_editor.name()));
        }
        if (m_toldChanged) {
            m_frame.messages.withdraw(*std::exchange(m_toldChanged, std::nullopt));
        }
    });
}

void FileFollower::follow()
{
    if (!m_editor.file()) {
        return;
    }
    const auto& files = m_list.files();
    const auto found = std::find_if(files.begin(), files.end(), [this](const services::ProtocolFile& file) {
        return file.path == *m_editor.file();
    });
    if (found == files.end()) {
        tellLost();
        return;
    }
    m_toldLost = false;
    if (!m_compared || *m_compared != *found) {
        compare(*found);
    }
}

void FileFollower::tellLost()
{
    if (m_toldLost) {
        return;
    }
    m_toldLost = true;
    m_editor.lostFile();
    m_frame.messages.show(
        MessageBar::Kind::Warning,
        tr("The file of “%1” is gone from the protocols folder. It is still open here: save it to keep it.")
            .arg(m_editor.name()));
}

void FileFollower::compare(const services::ProtocolFile& file)
{
    m_compared = file;
    inBackground(
        this, [path = file.path] { return readFile(path); },
        [this, path = file.path](const std::string& text) {
            if (m_editor.file() != path || text == m_editor.fileText()) {
                return;
            }
            if (!m_editor.isModified()) {
                m_readsAgain = path;
                Q_EMIT readAgainRequested(path);
                return;
            }
            tellChangedTwice(path);
        },
        [this](const Failure&) { m_compared.reset(); });  // being written just now: it is looked at again
}

void FileFollower::tellChangedTwice(const std::filesystem::path& file)
{
    m_toldChanged = MessageBar::Message{
        .kind = MessageBar::Kind::Warning,
        .text = tr("“%1” was changed by another program, and here too. Saving will ask; reading it again "
                   "drops the changes made here.")
                    .arg(m_editor.name()),
        .button = tr("Read it again"),
        .onButton = [this, file] { readAgain(file); }};
    m_frame.messages.show(*m_toldChanged);
}

void FileFollower::readAgain(const std::filesystem::path& file)
{
    if (m_editor.file() == file) {
        Q_EMIT readAgainRequested(file);
    } else {
        Q_EMIT openRequested(file);
    }
}

}  // namespace aurora::gui
