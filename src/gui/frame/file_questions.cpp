#include "gui/frame/file_questions.h"

#include "gui/frame/settings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

namespace aurora::gui {

namespace {

QString keyOf(const QString& kind)
{
    return QStringLiteral("files/") + kind;
}

}  // namespace

QString documentsFolder()
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return !documents.isEmpty() && QDir(documents).exists() ? documents : QDir::homePath();
}

QString lastFolder(const QString& kind, const QString& first)
{
    const QString last = QSettings(windowStateFile(), QSettings::IniFormat).value(keyOf(kind)).toString();
    for (const QString& folder : {last, first}) {
        if (!folder.isEmpty() && QDir(folder).exists()) {
            return folder;
        }
    }
    return documentsFolder();
}

void rememberFolder(const QString& kind, const QString& folder)
{
    QSettings(windowStateFile(), QSettings::IniFormat).setValue(keyOf(kind), folder);
}

QString askForFile(QWidget* parent, const QString& kind, const QString& caption, const QString& filter,
                   const QString& first)
{
    const QString file = QFileDialog::getOpenFileName(parent, caption, lastFolder(kind, first), filter);
    if (!file.isEmpty()) {
        rememberFolder(kind, QFileInfo(file).absolutePath());
    }
    return file;
}

QStringList askForFiles(QWidget* parent, const QString& kind, const QString& caption, const QString& filter)
{
    const QStringList files = QFileDialog::getOpenFileNames(parent, caption, lastFolder(kind), filter);
    if (!files.isEmpty()) {
        rememberFolder(kind, QFileInfo(files.front()).absolutePath());
    }
    return files;
}

QString askForFolder(QWidget* parent, const QString& kind, const QString& caption)
{
    const QString folder = QFileDialog::getExistingDirectory(parent, caption, lastFolder(kind));
    if (!folder.isEmpty()) {
        rememberFolder(kind, QFileInfo(folder).absolutePath());  // its neighbours are chosen next
    }
    return folder;
}

}  // namespace aurora::gui
