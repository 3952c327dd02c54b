#include "gui/frame/written_file.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace aurora::gui {

void openFolderOf(const QString& path)
{
    const QFileInfo written(path);
    const QString folder = written.isDir() ? written.absoluteFilePath() : written.absolutePath();
    QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
}

Message writtenMessage(const QString& text, const QString& path)
{
    return {.kind = MessageKind::Done,
            .text = text,
            .button = QCoreApplication::translate("WrittenFile", "Open folder"),
            .onButton = [path] { openFolderOf(path); }};
}

}  // namespace aurora::gui
