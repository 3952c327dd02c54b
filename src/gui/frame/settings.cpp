#include "gui/frame/settings.h"

#include "aurora/services/project.h"
#include "gui/frame/qt_text.h"

namespace aurora::gui {

QString windowStateFile()
{
    return nativePath(services::userConfigPath().parent_path() / "window.ini");
}

}  // namespace aurora::gui
