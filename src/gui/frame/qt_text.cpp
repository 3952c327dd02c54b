#include "gui/frame/qt_text.h"

#include <QDir>

namespace aurora::gui {

QString nativePath(const std::filesystem::path& path)
{
    return QDir::toNativeSeparators(toQString(pathText(path)));
}

}  // namespace aurora::gui
