#pragma once

#include "aurora/services/protocol_files.h"
#include "gui/protocols/name_dialog.h"

#include <QObject>

#include <functional>
#include <optional>

class QWidget;

namespace aurora::gui {

struct Frame;
class ProtocolEditor;
class ProtocolList;

/// What is there of a name, for the dialog that asks for one: "5 steps, changed 2024-06-20 09:14:00".
[[nodiscard]] NameDialog::Existing existingProtocols(const services::Project& project);

/// Duplicates, renames and deletes files of protocols, on pool threads; the list is read again afterwards.
class FileChanges final : public QObject
{
    Q_OBJECT

public:
    FileChanges(Frame& frame, ProtocolEditor& editor, ProtocolList& list, QWidget* page);

    void setProject(const std::optional<services::Project>& project) { m_project = project; }

    void duplicate(const std::filesystem::path& file);
    void rename(const std::filesystem::path& file);
    void remove(const std::filesystem::path& file);

    /// @param then  on the window's thread, when the work has succeeded; no function: nothing
    void change(std::function<void()> work, std::function<void()> then);

Q_SIGNALS:
    void openRequested(const std::filesystem::path& file);

private:
    void askForDuplicate(const std::filesystem::path& file, const QString& free);

    Frame& m_frame;
    ProtocolEditor& m_editor;
    ProtocolList& m_list;
    QWidget* m_page;
    std::optional<services::Project> m_project;
};

}  // namespace aurora::gui
