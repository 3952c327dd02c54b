#include "gui/help/about_dialog.h"

#include "gui/frame/icons.h"

#include <QLibraryInfo>
#include <QMessageBox>
#include <QSysInfo>

#include <nlohmann/json.hpp>

namespace aurora::gui {

namespace {

constexpr int logoSize_px = 64;

QString libraryVersions()
{
    const QString json = QStringLiteral("%1.%2.%3")
                             .arg(NLOHMANN_JSON_VERSION_MAJOR)
                             .arg(NLOHMANN_JSON_VERSION_MINOR)
                             .arg(NLOHMANN_JSON_VERSION_PATCH);
    return QStringLiteral("Qt %1, nlohmann_json %2").arg(QLibraryInfo::version().toString(), json);
}

}  // namespace

void showAbout(QWidget* parent)
{
    const QString title = QMessageBox::tr("Aurora Cycler Manager %1").arg(QStringLiteral(AURORA_VERSION));
    QMessageBox box(QMessageBox::NoIcon, QMessageBox::tr("About"), title, QMessageBox::Close, parent);
    box.setIconPixmap(programIcon().pixmap(logoSize_px));
    box.setInformativeText(QMessageBox::tr("Tracks, cycles and analyses battery cells.\n\n"
                                           "Libraries: %1\nSystem: %2\n\n"
                                           "Free software under the GNU General Public License, version 3 or later.")
                               .arg(libraryVersions(), QSysInfo::prettyProductName()));
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

}  // namespace aurora::gui
