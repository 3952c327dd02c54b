#include "gui/import/opened_files.h"

#include "aurora/services/plan_import.h"
#include "gui/frame/qt_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace aurora::gui {

namespace {

bool isProject(const QFileInfo& info)
{
    const QString name = QStringLiteral("shared_config.json");
    if (!info.isDir()) {
        return info.fileName() == name;
    }
    const QDir folder(info.filePath());
    return folder.exists(name) || folder.exists(QStringLiteral("database/") + name);
}

bool isSampleList(const QFileInfo& info)
{
    const QString ending = info.suffix().toLower();
    if (info.isDir() || ending != QStringLiteral("json")) {  // cyclers' programs export CSV, too
        return !info.isDir() && ending == QStringLiteral("csv") && !services::isCyclerFile(toPath(info.filePath()));
    }
    constexpr qint64 start = 256;  // a byte order mark and blanks may come first
    QFile file(info.filePath());
    return file.open(QIODevice::ReadOnly) && QString::fromUtf8(file.read(start)).trimmed().startsWith(QLatin1Char('['));
}

}  // namespace

OpenedFiles sortOpenedFiles(const QStringList& paths)
{
    OpenedFiles sorted;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (isProject(info)) {
            sorted.projects.append(path);
        } else if (isSampleList(info)) {
            sorted.sampleLists.append(path);
        } else {
            sorted.data.append(path);
        }
    }
    return sorted;
}

QString dataFilesFilter()
{
    return QCoreApplication::translate(
        "OpenedFiles", "Cyclers' files (*.mpr *.mpt *.ndax *.nda *.xlsx *.csv *.json *.h5 *.zip);;All files (*)");
}

}  // namespace aurora::gui
