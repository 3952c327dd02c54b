#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace aurora::gui {

/// Where this user keeps documents: a folder that is there, if need be the user's own.
[[nodiscard]] QString documentsFolder();

/// The folder in which something of a kind was chosen last, kept in the settings; else `first`, else the documents of
/// this user: never the folder that the program happens to run in.
/// @param kind  "payloads", "data", "projects"
[[nodiscard]] QString lastFolder(const QString& kind, const QString& first = {});

void rememberFolder(const QString& kind, const QString& folder);

/// Ask for files to read, or for a folder, beginning where the last of the kind was chosen.
/// @return empty when nothing was chosen
[[nodiscard]] QString askForFile(QWidget* parent, const QString& kind, const QString& caption, const QString& filter,
                                 const QString& first = {});
[[nodiscard]] QStringList askForFiles(QWidget* parent, const QString& kind, const QString& caption,
                                      const QString& filter = {});
[[nodiscard]] QString askForFolder(QWidget* parent, const QString& kind, const QString& caption);

}  // namespace aurora::gui
