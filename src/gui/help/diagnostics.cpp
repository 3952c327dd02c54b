#include "gui/help/diagnostics.h"

#include "aurora/services/daemon.h"
#include "aurora/services/diagnostics.h"
#include "gui/frame/background.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QLibraryInfo>
#include <QLocale>
#include <QScreen>
#include <QSysInfo>

namespace aurora::gui {

namespace {

std::vector<std::pair<std::string, std::string>> surroundings()
{
    std::vector<std::pair<std::string, std::string>> facts{
        {"System", QSysInfo::prettyProductName().toStdString()},
        {"Kernel", (QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion()).toStdString()},
        {"Processor", QSysInfo::currentCpuArchitecture().toStdString()},
        {"Qt", QLibraryInfo::version().toString().toStdString()},
        {"Platform", QApplication::platformName().toStdString()},
        {"Language", QLocale::system().name().toStdString()},
        {"Theme", isDark(QApplication::palette()) ? "dark" : "light"},
    };
    for (const QScreen* screen : QApplication::screens()) {
        facts.emplace_back("Screen", QStringLiteral("%1×%2 at %3")
                                         .arg(screen->size().width())
                                         .arg(screen->size().height())
                                         .arg(screen->devicePixelRatio())
                                         .toStdString());
    }
    return facts;
}

}  // namespace

std::filesystem::path windowLogFile()
{
    return services::userConfigPath().parent_path() / "logs" / "window.log";
}

void copyDiagnostics(Frame& frame)
{
    services::DiagnosticQuestion question;
    question.project = frame.session.project();
    question.userFile = services::userConfigPath();
    question.logFiles = {windowLogFile()};
    if (question.project) {
        question.logFiles.push_back(services::daemonLogFile(*question.project));
    }
    question.surroundings = surroundings();
    inBackground(
        &frame.session, [question] { return services::diagnosticReport(question); },
        [&frame](const std::string& report) {
            QApplication::clipboard()->setText(QString::fromStdString(report));
            frame.messages.show(MessageBar::Kind::Done,
                                QApplication::translate(
                                    "Diagnostics", "The diagnostic report is on the clipboard: versions, configuration "
                                                   "without passwords, and the last lines of the logs. Paste it into "
                                                   "your message."));
        },
        [&frame](const Failure& failure) { frame.messages.show(failure); });
}

}  // namespace aurora::gui
