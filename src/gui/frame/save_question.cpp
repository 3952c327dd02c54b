#include "gui/frame/save_question.h"

#include "gui/frame/file_questions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QRegularExpression>

#include <algorithm>

namespace aurora::gui {

namespace {

struct SaveQuestionWords
{
    Q_DECLARE_TR_FUNCTIONS(SaveQuestion)
};

/// ".csv" of "Comma-separated values (*.csv)", and of every other filter.
QStringList endingsOf(const QString& filters)
{
    static const QRegularExpression pattern(QStringLiteral("\\*(\\.[A-Za-z0-9.]+)"));
    QStringList endings;
    for (auto match = pattern.globalMatch(filters); match.hasNext();) {
        endings.append(match.next().captured(1));
    }
    return endings;
}

bool mayReplace(QWidget* parent, const QString& file)
{
    return QMessageBox::question(
               parent, SaveQuestionWords::tr("Replace the file?"),
               SaveQuestionWords::tr("%1 is there already. Replace it?").arg(QDir::toNativeSeparators(file)),
               QMessageBox::Yes | QMessageBox::No, QMessageBox::No) == QMessageBox::Yes;
}

}  // namespace

QString withEnding(const QString& file, const QString& filters, const QString& chosen)
{
    const QStringList endings = endingsOf(filters);
    const bool has = std::any_of(endings.begin(), endings.end(),
                                 [&](const QString& one) { return file.endsWith(one, Qt::CaseInsensitive); });
    const QStringList wanted = endingsOf(chosen.isEmpty() ? filters : chosen);
    return file.isEmpty() || has || wanted.isEmpty() ? file : file + wanted.front();
}

QString askWhereToSave(QWidget* parent, const QString& caption, const QString& name, const QString& filter)
{
    const QString kind = QStringLiteral("savedIn");
    QString proposed = QDir(lastFolder(kind)).filePath(name);
    while (true) {
        QString chosen;
        const QString named = QFileDialog::getSaveFileName(parent, caption, proposed, filter, &chosen);
        const QString file = withEnding(named, filter, chosen);
        if (file.isEmpty()) {
            return file;
        }
        rememberFolder(kind, QFileInfo(file).absolutePath());
        if (file == named || !QFileInfo::exists(file) || mayReplace(parent, file)) {  // else it was asked there
            return file;
        }
        proposed = file;
    }
}

}  // namespace aurora::gui
