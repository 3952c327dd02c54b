#include "gui/welcome/project_actions.h"

#include "aurora/services/demo.h"
#include "gui/frame/file_questions.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/task_runner.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace aurora::gui {

ProjectActions::ProjectActions(Frame& frame, QWidget* window) : QObject(window), m_frame(&frame), m_window(window)
{
    addCommands();
}

void ProjectActions::addCommands()
{
    CommandSet& commands = m_frame->commands;
    const auto whyNotOpen = [this] {
        return m_frame->session.opening() ? tr("A project is being opened.") : QString();
    };
    commands.handle(Command::NewProject, {[this] { newProject(); }, whyNotOpen});
    commands.handle(Command::OpenProject, {[this] { openProject(); }, whyNotOpen});
    commands.handle(Command::TryDemo, {[this] { tryDemo(); }, [this] { return whyNotDemo(); }});
    commands.handle(Command::CloseProject,
                    {[this] { m_frame->session.close(); },
                     [this] { return m_frame->session.project() ? QString() : tr("No project is open."); }});
}

void ProjectActions::addRecentMenu(QMenu* fileMenu)
{
    auto* menu = new QMenu(tr("Recent pro&jects"), fileMenu);
    fileMenu->insertMenu(m_frame->commands.action(Command::TryDemo), menu);
    connect(fileMenu, &QMenu::aboutToShow, menu, [this, menu] {
        menu->clear();
        for (const QString& folder : ProjectSession::recentProjects()) {
            menu->addAction(folder, this, [this, folder] { m_frame->session.open(folder); });
        }
        menu->menuAction()->setEnabled(!menu->isEmpty());
        menu->menuAction()->setToolTip(menu->isEmpty() ? tr("No project was opened before.") : QString());
    });
}

void ProjectActions::newProject()
{
    // A folder that is not there yet is what most want: they name it, and it is made.
    const QDir projects(lastFolder(QStringLiteral("projects")));
    const QString folder = QFileDialog::getSaveFileName(
        m_window, tr("Name and place of the new project"), projects.filePath(tr("My lab")), tr("Project folders (*)"),
        nullptr, QFileDialog::ShowDirsOnly | QFileDialog::DontConfirmOverwrite);
    if (!folder.isEmpty()) {
        rememberFolder(QStringLiteral("projects"), QFileInfo(folder).absolutePath());
        m_frame->session.create(folder);
    }
}

void ProjectActions::openProject()
{
    const QString folder = askForFolder(m_window, QStringLiteral("projects"), tr("Open a project folder"));
    if (!folder.isEmpty()) {
        m_frame->session.open(folder);
    }
}

QString ProjectActions::demoFolder()
{
    QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    if (documents.isEmpty()) {
        documents = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    }
    return QDir(documents).filePath(QStringLiteral("Aurora demo"));
}

QString ProjectActions::whyNotDemo() const
{
    return m_makingDemo ? tr("The demo is being made.") : QString();
}

void ProjectActions::openDemo(const QString& folder)
{
    Q_EMIT demoShown();
    m_frame->session.open(folder);
}

void ProjectActions::tryDemo()
{
    const QString folder = demoFolder();
    const bool isThere = QFileInfo::exists(QDir(folder).filePath(QStringLiteral("shared_config.json")));
    if (isThere && !services::isUnfinishedDemo(toPath(folder))) {
        openDemo(folder);
        return;
    }
    m_makingDemo = true;
    m_frame->commands.refresh();
    Task* task = m_frame->tasks.start(
        tr("Making the demo"), TaskKind::Writes,
        [path = toPath(folder)](Progress& progress) {
            services::Report report;
            static_cast<void>(services::makeDemo(path, report, progress));
            return report;
        },
        this,
        [this, folder, asked = m_frame->session.asked()](const services::Report& report) {
            for (const services::ReportItem& item : report.failed) {
                m_frame->messages.show({.kind = MessageBar::Kind::Failed,
                                        .text = toQString(item.message),
                                        .details = toQString(item.cause)});
            }
            if (m_frame->session.asked() == asked) {
                openDemo(folder);
                return;
            }
            m_frame->messages.show({.kind = MessageBar::Kind::Done,
                                    .text = tr("The demo is ready in %1.").arg(QDir::toNativeSeparators(folder)),
                                    .button = tr("Open the demo"),
                                    .onButton = [this, folder] { openDemo(folder); }});
        });
    connect(task, &Task::finished, this, [this] {
        m_makingDemo = false;
        m_frame->commands.refresh();
    });
}

}  // namespace aurora::gui
