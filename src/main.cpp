#include "aurora/cli/cli.h"
#include "aurora/core/terminal.h"
#include "aurora/gui/gui.h"

#include <QApplication>
#include <QCoreApplication>

#include <clocale>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

/// `plot` draws with the window's charts and needs fonts and widgets; no other subcommand does.
bool drawsPictures(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        if (std::string_view(argv[i]) == "plot") {
            return true;
        }
    }
    return false;
}

/// What Qt warns of (no XDG_RUNTIME_DIR, no sound) does not concern who reads the output of a subcommand.
void printSeriousOnly(QtMsgType type, const QMessageLogContext& /*where*/, const QString& message)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(message));
    }
}

void setNames()
{
    QCoreApplication::setApplicationName(QStringLiteral("aurora-cycler-manager"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AURORA_VERSION));
}

int runCommandLine(int argc, char** argv)
{
    const aurora::TerminalTakesUtf8 terminal;
    qInstallMessageHandler(printSeriousOnly);
    int arguments = 1;  // the program's own options are none of Qt's
    std::unique_ptr<QCoreApplication> application;
    if (drawsPictures(argc, argv)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        application = std::make_unique<QApplication>(arguments, argv);
    } else {
        application = std::make_unique<QCoreApplication>(arguments, argv);
    }
    std::setlocale(LC_NUMERIC, "C");  // Qt sets the user's locale; numbers in files have a decimal point
    setNames();
    return aurora::cli::run(argc, argv, aurora::gui::renderPlot);
}

/// Qt ends the program by abort() where it finds no display; this says what to do instead.
bool hasDisplay()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int runWindow(int argc, char** argv)
{
    if (!hasDisplay()) {
        std::fputs(
            "There is no display to open the window on. See aurora-cycler-manager --help for what runs without.\n",
            stderr);
        return 1;
    }
    QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    setNames();
    return aurora::gui::run(QCoreApplication::arguments().mid(1));
}

}  // namespace

int main(int argc, char** argv)
{
    return aurora::cli::isCommandLine(argc, argv) ? runCommandLine(argc, argv) : runWindow(argc, argv);
}
