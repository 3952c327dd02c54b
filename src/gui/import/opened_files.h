#pragma once

#include <QStringList>

namespace aurora::gui {

/// What the user dropped or opened, by what is to be done with it.
struct OpenedFiles
{
    QStringList projects;     ///< project folders and their JSON files
    QStringList sampleLists;  ///< robot CSV, JSON lists of samples
    QStringList data;         ///< everything else: vendor files and folders of them
};

/// Sorts the paths by name and content: a robot writes lists, cyclers write other tables and objects. Not to be called
/// on the window's thread: it looks at each path and into each CSV and JSON.
[[nodiscard]] OpenedFiles sortOpenedFiles(const QStringList& paths);

/// The endings of data files, for a question for files.
[[nodiscard]] QString dataFilesFilter();

}  // namespace aurora::gui
