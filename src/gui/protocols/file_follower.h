#pragma once

#include "aurora/services/protocol_files.h"
#include "gui/frame/message_bar.h"

#include <QObject>

#include <filesystem>
#include <optional>

namespace aurora::gui {

struct Frame;
class ProtocolEditor;
class ProtocolList;

/// Looks after the file of the open protocol: another program may change it or take it away.
class FileFollower final : public QObject
{
    Q_OBJECT

public:
    FileFollower(Frame& frame, ProtocolEditor& editor, ProtocolList& list, QObject* parent);

Q_SIGNALS:
    /// What is open here is not what the file says now, and nothing would be lost that the user wants to keep.
    void readAgainRequested(const std::filesystem::path& file);
    /// Changes of another protocol may be lost: it is asked for them.
    void openRequested(const std::filesystem::path& file);

private:
    void follow();
    void compare(const services::ProtocolFile& file);
    void tellLost();
    void tellChangedTwice(const std::filesystem::path& file);
    void readAgain(const std::filesystem::path& file);

    Frame& m_frame;
    ProtocolEditor& m_editor;
    ProtocolList& m_list;
    std::optional<services::ProtocolFile> m_compared;   ///< as it was when it was last compared with the protocol
    std::optional<MessageBar::Message> m_toldChanged;   ///< the message that offers to read it again
    std::optional<std::filesystem::path> m_readsAgain;  ///< which is told once it is open
    bool m_toldLost = false;
};

}  // namespace aurora::gui
