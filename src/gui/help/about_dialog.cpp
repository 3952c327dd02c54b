#include "gui/help/about_dialog.h"

#include "aurora/services/library_versions.h"
#include "gui/frame/icons.h"
#include "gui/frame/qt_text.h"

#include <QLibraryInfo>
#include <QMessageBox>
#include <QSysInfo>

namespace aurora::gui {

namespace {

constexpr int logoSize_px = 64;

QString versionsText()
{
    QStringList libraries{QStringLiteral("Qt") + QChar::Nbsp + QLibraryInfo::version().toString()};
    for (const services::LibraryVersion& library : services::libraryVersions()) {
        libraries.append(toQString(library.name) + QChar::Nbsp + toQString(library.version));
    }
    return libraries.join(QStringLiteral(", "));
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
                               .arg(versionsText(), QSysInfo::prettyProductName()));
    box.setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box.exec();
}

}  // namespace aurora::gui
