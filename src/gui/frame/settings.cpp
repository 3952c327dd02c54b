#include "gui/frame/settings.h"

#include "gui/frame/qt_text.h"

#include <QUrl>

namespace aurora::gui {

QString windowStateFile()
{
    return nativePath(services::userConfigPath().parent_path() / "window.ini");
}

QString projectStateGroup(const services::Project& project)
{
    // A slash would begin another group.
    return QStringLiteral("projects/") + QString::fromLatin1(QUrl::toPercentEncoding(nativePath(project.folder())));
}

}  // namespace aurora::gui
