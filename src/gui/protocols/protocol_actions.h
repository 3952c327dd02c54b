#pragma once

#include "aurora/services/protocol_files.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

class QWidget;

namespace aurora::gui {

struct Failure;
struct Frame;
class FileChanges;
class LeftProtocol;
class ProtocolEditor;
class ProtocolList;

/// Opens and saves protocols. Asks before changes that are not saved would be lost; files are read and written on pool
/// threads.
class ProtocolActions final : public QObject
{
    Q_OBJECT

public:
    using Then = std::function<void()>;

    ProtocolActions(Frame& frame, ProtocolEditor& editor, ProtocolList& list, QWidget* page);

    /// Changes of the project before that are not saved can still be saved there, and are there again when the project
    /// is.
    void setProject(const std::optional<services::Project>& project);

    void open(const std::filesystem::path& file);
    void makeNew();
    void importFile();
    void save();
    /// Goes on once it is saved.
    void saveThen(const Then& then);
    void saveAs();
    void exportForUnicycler();

    /// Those of projects that are not open which have changes that are not saved.
    [[nodiscard]] std::vector<LeftProtocol*> leftProtocols() const;

    [[nodiscard]] QString whyNotWrite() const;
    [[nodiscard]] QString whyNotSave() const;
    [[nodiscard]] QString whyNotSaveAs() const;

private:
    /// What happens to what another program has written into the file meanwhile.
    enum class Others
    {
        AskedFor,
        Overwritten
    };

    void ask(const Then& then);
    void leave(const services::Project& project);
    void takeBack();
    template <class Read, class Show, class Failed>
    void readThen(Read read, Show show, Failed failed, const Then& again);
    void load(const std::filesystem::path& file);
    void openNew();
    void importFrom(const std::filesystem::path& file);
    void openImported(const std::filesystem::path& file);
    void saveAsThen(const Then& then);
    void write(const std::filesystem::path& file, Others others, const Then& then);
    void written(const std::string& document, const std::filesystem::path& file, std::string text,
                 const protocols::EditedProtocol& protocol, const Then& then);
    void askToOverwrite(const std::filesystem::path& file, const Then& then);
    void showNotes(const QString& name, const std::vector<std::string>& notes);
    void fail(const Failure& failure);
    void done(const QString& message);

    Frame& m_frame;
    ProtocolEditor& m_editor;
    ProtocolList& m_list;
    QWidget* m_page;
    FileChanges* m_changes;
    std::optional<services::Project> m_project;
    int m_loading = 0;  ///< counts what was asked for: an answer to something earlier is dropped
};

}  // namespace aurora::gui
