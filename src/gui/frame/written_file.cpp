#include "gui/frame/written_file.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace aurora::gui {

void openFolderOf(const QString& path)
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
}

Message writtenMessage(const QString& text, const QString& path)
{
    return {.kind = MessageKind::Done,
            .text = text,
            .button = QCoreApplication::translate("WrittenFile", "Open folder"),
            .onButton = [path] { openFolderOf(path); }};
}

}  // namespace aurora::gui
