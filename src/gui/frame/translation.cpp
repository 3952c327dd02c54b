#include "gui/frame/translation.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QTranslator>

#include <memory>

namespace aurora::gui {

namespace {

bool install(const QLocale& locale, const QString& name, const QString& folder)
{
    auto translator = std::make_unique<QTranslator>();
    if (!translator->load(locale, name, QStringLiteral("_"), folder)) {
        return false;
    }
    translator->setParent(QCoreApplication::instance());
    return QCoreApplication::installTranslator(translator.release());
}

}  // namespace

QStringList translationFolders()
{
    return {QStringLiteral(":/translations"),
            QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("translations"))};
}

bool installTranslation(const QLocale& locale, const QStringList& folders)
{
    for (const QString& folder : folders) {
        if (install(locale, QStringLiteral("aurora"), folder)) {
            install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
            return true;
        }
    }
    return false;
}

}  // namespace aurora::gui
