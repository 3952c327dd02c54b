#include "gui/frame/save_question.h"

#include "gui/frame/file_questions.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

namespace aurora::gui {

QString askWhereToSave(QWidget* parent, const QString& caption, const QString& name, const QString& filter,
                       QString* chosen)
{
    const QString kind = QStringLiteral("savedIn");
    const QString file =
        QFileDialog::getSaveFileName(parent, caption, QDir(lastFolder(kind)).filePath(name), filter, chosen);
    if (!file.isEmpty()) {
        rememberFolder(kind, QFileInfo(file).absolutePath());
    }
    return file;
}

}  // namespace aurora::gui
