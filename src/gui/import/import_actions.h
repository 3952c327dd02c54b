#pragma once

#include "aurora/services/import_data.h"
#include "gui/frame/page.h"

#include <QObject>
#include <QStringList>
#include <QTemporaryDir>

namespace aurora::gui {

class ImportDataDialog;
struct OpenedFiles;

/// The ways files come into the window: the commands of the menu File, and files that are dropped or opened.
class ImportActions final : public QObject
{
    Q_OBJECT

public:
    ImportActions(Frame& frame, QWidget* window);

    /// Does what fits each path, once it was looked at in the background: opens projects, previews lists of samples,
    /// imports data files, or shows these where no project is open.
    void open(const QStringList& paths);

    /// One after the other, until one is refused; then the data files.
    void importSamples(const QStringList& files, const QStringList& thenData = {});
    void importData(const QStringList& paths);

Q_SIGNALS:
    /// Data files that are to be shown without being stored.
    void showFilesRequested(const QStringList& files);

private:
    /// When paths were opened: in which order, and what the session had been asked for by then.
    struct Asked
    {
        int opening = 0;
        int project = 0;
    };

    void addCommands();
    void openSorted(const OpenedFiles& files, const Asked& asked);
    void openProject(const QString& path, const Asked& asked);
    /// Files as they are; of folders and zips what is in them.
    void showFiles(const QStringList& paths);

    Frame* m_frame;
    QWidget* m_window;
    int m_openings = 0;
    Asked m_opened;            ///< the project that was opened last from here
    QTemporaryDir m_unpacked;  ///< of zips that are only looked at; goes with the window
};

/// Asks how these files, folders and zips are to be imported, and imports them.
/// @return the dialog, which deletes itself; nullptr, with a message, when nothing can be written
ImportDataDialog* importDataFiles(Frame& frame, const QStringList& paths, QWidget* window);

}  // namespace aurora::gui
