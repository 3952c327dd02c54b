#include "raw_files.h"

#include "aurora/core/file.h"

#include <QStandardPaths>
#include <QString>

namespace aurora::services {

std::filesystem::path rawFilesFolder(const config::UserConfig& user)
{
    if (user.snapshotsFolder) {
        return *user.snapshotsFolder;
    }
    // What AppLocalDataLocation is for a program of this name without an organisation, whatever QCoreApplication was
    // told.
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return pathFromText(folder.toStdString()) / "aurora-cycler-manager" / "snapshots";
}

}  // namespace aurora::services
