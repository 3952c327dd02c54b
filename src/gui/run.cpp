#include "aurora/gui/gui.h"

#include "aurora/core/error.h"
#include "aurora/services/diagnostics.h"
#include "gui/frame/handed_files.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/settings.h"
#include "gui/frame/single_instance.h"
#include "gui/frame/theme.h"
#include "gui/frame/translation.h"
#include "gui/help/diagnostics.h"
#include "gui/import/opened_files.h"
#include "gui/main_window.h"

#include <QApplication>
#include <QSettings>

#include <clocale>

namespace aurora::gui {

namespace {

/// The files without the options that name a project: `--project DIR`, `--project=DIR`.
QStringList pathsOf(const QStringList& arguments)
{
    const QString option = QStringLiteral("--project");
    QStringList paths;
    for (const QString& argument : arguments) {
        if (argument.startsWith(option + QLatin1Char('='))) {
            paths.append(argument.mid(option.size() + 1));
        } else if (argument != option) {
            paths.append(argument);
        }
    }
    return paths;
}

/// `shared_config.json` of the project that this start is about; empty when there is none, or none that can be found.
QString projectOf(const QStringList& paths)
{
    try {
        std::vector<std::string> warnings;
        const QStringList named = sortOpenedFiles(paths).projects;
        const auto said = named.isEmpty() ? std::nullopt : std::optional(toPath(named.front()));
        const config::UserConfig user = config::readUserConfig(services::userConfigPath());
        return nativePath(config::findSharedConfig(services::findProject(said, user), warnings));
    } catch (const Error&) {
        return {};  // the window says what is wrong with it
    }
}

/// True when a window that is there has taken what this start was to open.
bool isTakenByAnother(const QStringList& paths)
{
    const QString project = projectOf(paths);
    if (SingleInstance::handOver(project, paths)) {
        return true;
    }
    const bool onlyFiles = !paths.isEmpty() && sortOpenedFiles(paths).projects.isEmpty();
    return onlyFiles && !project.isEmpty() && SingleInstance::handOver(QString(), paths);
}

void logQtMessage(QtMsgType type, const QMessageLogContext& /*where*/, const QString& message)
{
    const bool grave = type == QtCriticalMsg || type == QtFatalMsg;
    const auto level = grave ? services::LogLevel::Failure : services::LogLevel::Warning;
    services::writeLog(type == QtDebugMsg || type == QtInfoMsg ? services::LogLevel::Information : level,
                       message.toStdString());
}

/// A log that cannot be written must not keep the window from opening.
void startLog()
{
    try {
        services::startProgramLog(windowLogFile());
        qInstallMessageHandler(logQtMessage);
        services::writeLog(services::LogLevel::Information, "started, version " AURORA_VERSION);
    } catch (const Error& error) {
        qWarning("%s", error.what());
    }
}

}  // namespace

int run(const QStringList& arguments)
{
    const QStringList files = pathsOf(arguments) + filesHandedAtStart();
    if (isTakenByAnother(files)) {
        return 0;
    }
    startLog();

    // QApplication has set the user's locale: numbers in files keep their decimal point whatever the desktop's
    // language.
    std::setlocale(LC_NUMERIC, "C");
    installTranslation(QLocale());
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
