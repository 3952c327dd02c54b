#include "gui/frame/save_question.h"

#include "gui/frame/settings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace aurora::gui {

QString askWhereToSave(QWidget* parent, const QString& caption, const QString& name, const QString& filter,
                       QString* chosen)
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    const QString key = QStringLiteral("files/savedIn");
    QString folder = settings.value(key).toString();
    if (folder.isEmpty() || !QDir(folder).exists()) {
        folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    }
    const QString file = QFileDialog::getSaveFileName(parent, caption, QDir(folder).filePath(name), filter, chosen);
    if (!file.isEmpty()) {
        settings.setValue(key, QFileInfo(file).absolutePath());
    }
    return file;
}

}  // namespace aurora::gui
