#include "aurora/gui/gui.h"

#include "gui/frame/settings.h"
#include "gui/frame/theme.h"
#include "gui/main_window.h"

#include <QApplication>
#include <QSettings>

#include <clocale>

namespace aurora::gui {

int run(const QStringList& files)
{
    // QApplication has set the user's locale: numbers in files keep their decimal point whatever the desktop's
    // language.
    std::setlocale(LC_NUMERIC, "C");
    captureSystemPalette();
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    applyTheme(static_cast<Theme>(settings.value(QStringLiteral("window/theme"), 0).toInt()));
    MainWindow window;
    window.show();
    if (files.isEmpty()) {
        window.openLastProject();
    } else {
        window.openPaths(files);
    }
    return QApplication::exec();
}

}  // namespace aurora::gui
