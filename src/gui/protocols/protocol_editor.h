#pragma once

#include "aurora/protocols/edit_history.h"
#include "aurora/protocols/step_fields.h"
#include "aurora/services/protocol_files.h"

#include <QObject>
#include <QString>

#include <filesystem>
#include <optional>
#include <vector>

namespace aurora::gui {

/// The protocol that is open on the page: what it is now, where it stands, and what it was before. Every part of the
/// page shows it and edits it through here; nothing of it is kept in widgets.
class ProtocolEditor final : public QObject
{
    Q_OBJECT

public:
    explicit ProtocolEditor(QObject* parent = nullptr) : QObject(parent) {}

    /// Shows a file. A translated one is not what its file says: it has to be saved under a name of its own.
    void open(const std::filesystem::path& file, services::OpenedProtocol opened);
    /// Shows a protocol that stands in no file yet.
    void openNew(const QString& name, protocols::EditedProtocol protocol = protocols::newProtocol());
    /// Shows one again that was closed with changes that are not saved.
    void reopen(const QString& name, const std::optional<std::filesystem::path>& file, std::string fileText,
                protocols::EditedProtocol protocol);
    void close();

    [[nodiscard]] bool isOpen() const noexcept { return m_open; }

    [[nodiscard]] const QString& name() const noexcept { return m_name; }

    /// Nothing while it stands in no file.
    [[nodiscard]] const std::optional<std::filesystem::path>& file() const noexcept { return m_file; }

    /// What the file says, as far as it is known here.
    [[nodiscard]] const std::string& fileText() const noexcept { return m_fileText; }

    [[nodiscard]] const protocols::EditedProtocol& protocol() const { return m_history.now(); }

    [[nodiscard]] const std::vector<protocols::StepProblem>& problems() const noexcept { return m_problems; }

    /// The worst that is said of a field, or of a step as a whole (empty key); nothing when nothing is.
    [[nodiscard]] const protocols::StepProblem* problemOf(protocols::StepKey step, std::string_view key) const;

    /// Why it cannot be saved as it is, a whole sentence with the number of the step; empty when it can.
    [[nodiscard]] QString whyNotComplete() const;

    [[nodiscard]] bool isModified() const;

    /// Counts the edits of this window: whether there were some since.
    [[nodiscard]] int edits() const noexcept { return m_edits; }

    [[nodiscard]] bool canUndo() const noexcept { return m_open && m_history.canUndo(); }

    [[nodiscard]] bool canRedo() const noexcept { return m_open && m_history.canRedo(); }

    /// @param merge  see protocols::EditHistory::edit
    void edit(protocols::EditedProtocol next, const std::string& merge = {});

    void endMerge() { m_history.endMerge(); }

    void undo();
    void redo();

    /// This was written there just now.
    void savedTo(const std::filesystem::path& file, std::string text, protocols::EditedProtocol written);
    /// Its file is gone: only here it still is.
    void lostFile();
    /// Its file has another name now.
    void renamedTo(const std::filesystem::path& file);

    /// Tells this protocol from others, of this and other windows: on the clipboard, and when it was written.
    [[nodiscard]] std::string document() const;

Q_SIGNALS:
    void opened();   ///< another protocol, or none
    void changed();  ///< the protocol, or whether it is saved

private:
    void start(protocols::EditedProtocol protocol);
    void update();

    bool m_open = false;
    QString m_name;
    std::optional<std::filesystem::path> m_file;
    std::string m_fileText;
    protocols::EditHistory m_history;
    std::vector<protocols::StepProblem> m_problems;
    int m_document = 0;
    int m_edits = 0;
    bool m_unsaved = false;  ///< it never stood in a file
};

}  // namespace aurora::gui
