#include "gui/main_window.h"

#include "aurora/services/diagnostics.h"
#include "gui/activity/notifier.h"
#include "gui/backups/backups_dialog.h"
#include "gui/cyclers/lab_bar.h"
#include "gui/frame/done_line.h"
#include "gui/frame/file_drop.h"
#include "gui/frame/handed_files.h"
#include "gui/frame/icons.h"
#include "gui/frame/navigation.h"
#include "gui/frame/qt_text.h"
#include "gui/frame/session_end.h"
#include "gui/frame/settings.h"
#include "gui/frame/single_instance.h"
#include "gui/frame/task_status.h"
#include "gui/frame/termination.h"
#include "gui/frame/theme.h"
#include "gui/help/about_dialog.h"
#include "gui/help/diagnostics.h"
#include "gui/help/user_guide.h"
#include "gui/import/import_actions.h"
#include "gui/page_registry.h"
#include "gui/page_stack.h"
#include "gui/preferences/preferences_dialog.h"
#include "gui/tables/sample_actions.h"
#include "gui/welcome/project_actions.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QCoreApplication>
#include <QLabel>
#include <QMenuBar>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QStatusBar>
#include <QVBoxLayout>

#include <array>

namespace aurora::gui {

namespace {

constexpr QSize firstSize{1280, 800};

struct ThemeEntry
{
    Theme theme;
    const char* name;
};

constexpr std::array themeTable{ThemeEntry{Theme::System, QT_TRANSLATE_NOOP("Theme", "&System")},
                                ThemeEntry{Theme::Light, QT_TRANSLATE_NOOP("Theme", "&Light")},
                                ThemeEntry{Theme::Dark, QT_TRANSLATE_NOOP("Theme", "&Dark")}};

}  // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent),
      m_messages(new MessageBar(this)),
      m_frame{m_tasks, m_session, m_commands, *m_messages},
      m_imports(new ImportActions(m_frame, this)),
      m_projects(new ProjectActions(m_frame, this)),
      m_lab(new LabBar(m_frame, this)),
      m_navigation(new Navigation(this)),
      m_pages(new PageStack(m_frame, m_navigation, this)),
      m_notifier(new Notifier(m_frame, this)),
      m_instance(new SingleInstance(this)),
      m_termination(new Termination(this)),
      m_projectLabel(new QLabel(this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(programIcon());
    assemble();
    addMenus();
    addStatusBar();
    connectParts();
    restoreState();
    showProject();
    m_commands.refresh();
}

MainWindow::~MainWindow()
{
    // Pages look at the session and the commands until they are gone.
    m_commands.setPage(nullptr);
    delete m_lab;
    delete centralWidget();
}

void MainWindow::assemble()
{
    auto* center = new QWidget(this);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_pages, 1);
    right->addWidget(m_messages);  // below: what is under the mouse stays there when a message comes or goes
    auto* line = new QFrame(center);
    line->setFrameShape(QFrame::VLine);
    line->setForegroundRole(QPalette::Mid);
    auto* layout = new QHBoxLayout(center);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_navigation);
    layout->addWidget(line);
    layout->addLayout(right, 1);
    setCentralWidget(center);
}

void MainWindow::addMenus()
{
    m_commands.handle(Command::Quit, {[this] { close(); }, {}});
    m_commands.handle(Command::About, {[this] { showAbout(this); }, {}});
    m_commands.handle(Command::Preferences, {[this] { (new PreferencesDialog(m_frame, this))->open(); }, {}});
    m_commands.handle(Command::UserGuide, {[this] { showUserGuide(this); }, {}});
    m_commands.handle(Command::CopyDiagnostics, {[this] { copyDiagnostics(m_frame); }, {}});
    m_commands.handle(Command::Backups,
                      {[this] { (new BackupsDialog(m_frame, this))->open(); },
                       [this] { return m_session.project() ? QString() : tr("Open a project first."); }});
    m_commands.handle(Command::AnalyseNewData,
                      {[this] { analyseNewData(m_frame); }, [this] { return m_session.whyNotWrite(); }});
    const std::map<QString, QMenu*> menus = m_commands.fillMenus(menuBar());
    m_projects->addRecentMenu(menus.at(QStringLiteral("File")));
    connect(m_projects, &ProjectActions::demoShown, this, [this] { m_pages->showPage(QStringLiteral("overview")); });
    addPagesMenu(menus.at(QStringLiteral("View")));
    addThemeMenu(menus.at(QStringLiteral("View")));
}

void MainWindow::addPagesMenu(QMenu* viewMenu)
{
    QAction* before = viewMenu->actions().front();
    constexpr int lastDigit = 10;  // Ctrl+1 … Ctrl+9, Ctrl+0
    int number = 0;
    for (const PageEntry& entry : pageRegistry()) {
        auto* action = new QAction(lineIcon(QString::fromLatin1(entry.icon)),
                                   QCoreApplication::translate("Pages", entry.title), this);
        if (const int digit = ++number; digit <= lastDigit) {
            action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + digit % lastDigit)));
        }
        action->setStatusTip(tr("Show this page"));
        connect(action, &QAction::triggered, this,
                [this, id = QString::fromLatin1(entry.id)] { m_pages->showPage(id); });
        const auto follow = [this, action, needs = entry.needs] {
            action->setEnabled(needs == Needs::Nothing || m_session.project());
            action->setToolTip(action->isEnabled() ? QString() : tr("Open a project first."));
        };
        connect(&m_session, &ProjectSession::projectChanged, action, follow);
        follow();
        viewMenu->insertAction(before, action);
    }
    viewMenu->insertSeparator(before);
}

void MainWindow::addThemeMenu(QMenu* viewMenu)
{
    viewMenu->addSeparator();
    QMenu* menu = viewMenu->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    for (const ThemeEntry& entry : themeTable) {
        QAction* action = menu->addAction(QCoreApplication::translate("Theme", entry.name));
        action->setCheckable(true);
        action->setChecked(entry.theme == currentTheme());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [theme = entry.theme] {
            applyTheme(theme);
            QSettings(windowStateFile(), QSettings::IniFormat)
                .setValue(QStringLiteral("window/theme"), static_cast<int>(theme));
        });
    }
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks): the window owns the group

void MainWindow::addStatusBar()
{
    constexpr int margin_px = 8;
    m_projectLabel->setObjectName(QStringLiteral("projectLabel"));
    m_projectLabel->setContentsMargins(margin_px, 0, 0, 0);
    statusBar()->addWidget(m_projectLabel, 1);
    // What was finished stands where the project's name is, which the title of the window holds, too.
    statusBar()->addPermanentWidget(m_messages->doneLine(), 1);
    connect(m_messages->doneLine(), &DoneLine::shownChanged, m_projectLabel, &QLabel::setHidden);
    statusBar()->addPermanentWidget(m_lab);
    statusBar()->addPermanentWidget(new TaskStatus(m_tasks, this));
}

void MainWindow::connectParts()
{
    connect(new FileDrop(this), &FileDrop::dropped, m_imports, &ImportActions::open);
    connect(m_pages, &PageStack::currentPageChanged, m_messages, &MessageBar::clearRead);
    connect(m_imports, &ImportActions::showFilesRequested, m_pages, &PageStack::showFiles);
    connect(&m_session, &ProjectSession::projectChanged, this, &MainWindow::followProject);
    connect(&m_session, &ProjectSession::openingChanged, this, &MainWindow::showProject);
    connect(&m_session, &ProjectSession::openFailed, m_messages,
            [this](const Failure& failure) { m_messages->show(failure); });
    connect(&m_session, &ProjectSession::watchFailed, m_messages,
            [this](const QString& message) { m_messages->show(MessageBar::Kind::Warning, message); });
    connect(&m_session, &ProjectSession::warned, m_messages,
            [this](const QString& message) { m_messages->show(MessageBar::Kind::Warning, message); });
    connect(&m_tasks, &TaskRunner::finished, this, &MainWindow::announceEnd);
    connect(m_termination, &Termination::requested, this, &MainWindow::endAtOnce);
    onSessionEnd(this, [this](SessionEnd& session) { commitSession(session); });
    connect(m_instance, &SingleInstance::requested, this, &MainWindow::comeToFront);
    connect(new HandedFiles(this), &HandedFiles::handed, this, &MainWindow::comeToFront);
    connect(m_notifier, &Notifier::clicked, this, [this] {
        comeToFront({});
        m_pages->showPage(QStringLiteral("overview"));
    });
}

void MainWindow::announceEnd(const Task* task)
{
    if (task->state() == Task::State::Cancelled) {
        m_messages->show(MessageBar::Kind::Warning,
                         tr("%1: cancelled. What was done before is kept.").arg(task->title()));
    }
    if (task->state() == Task::State::Failed) {
        services::writeLog(services::LogLevel::Failure,
                           QStringLiteral("%1: %2 (%3)")
                               .arg(task->title(), task->failure().message, task->failure().cause)
                               .toStdString());
        m_messages->show(task->failure());
    }
    Q_EMIT m_session.dataChanged();
}

void MainWindow::comeToFront(const QStringList& paths)
{
    setWindowState((windowState() & ~Qt::WindowMinimized) | Qt::WindowActive);
    show();
    raise();
    activateWindow();
    if (!paths.isEmpty()) {
        openPaths(paths);
    }
}

void MainWindow::showProject()
{
    m_commands.refresh();
    const auto& project = m_session.project();
    if (!m_session.opening()) {
        m_instance->claim(project ? nativePath(project->config().file) : QString());
    }
    if (!project) {
        setWindowTitle(tr("Aurora Cycler Manager"));
        m_projectLabel->setText(m_session.opening() ? tr("Opening…") : tr("No project"));
        return;
    }
    const QString name = toQString(project->name());
    const QString readOnly = project->readOnly() ? tr(" · read-only: the folder cannot be written") : QString();
    setWindowTitle(project->readOnly() ? tr("%1 (read-only) – Aurora Cycler Manager").arg(name)
                                       : tr("%1 – Aurora Cycler Manager").arg(name));
    m_projectLabel->setText(QStringLiteral("%1 (%2)%3").arg(name, nativePath(project->folder()), readOnly));
}

void MainWindow::followProject()
{
    const auto& project = m_session.project();
    m_tasks.setProject(project ? toQString(project->name()) : QString());
    const QString folder = project ? nativePath(project->folder()) : QString();
    if (folder != m_shownFolder) {
        if (!m_shownFolder.isEmpty()) {
            m_messages->clear();  // they are about the project that was closed
        }
        m_warnings.clear();
        m_shownFolder = folder;
    }
    showProject();
    showWarnings();
}

/// What is odd about the configuration; a project that is opened again after a change of it says what is new only.
void MainWindow::showWarnings()
{
    const auto& project = m_session.project();
    const std::vector<std::string> warnings = project ? project->config().warnings : std::vector<std::string>();
    QStringList told;
    for (const std::string& warning : warnings) {
        told.append(toQString(warning));
        if (!m_warnings.contains(told.back())) {
            m_messages->show(MessageBar::Kind::Warning, told.back());
        }
    }
    m_warnings = told;
}

void MainWindow::openLastProject()
{
    m_session.openLast();
}

void MainWindow::openPaths(const QStringList& paths)
{
    m_imports->open(paths);
}

void MainWindow::restoreState()
{
    const QSettings settings(windowStateFile(), QSettings::IniFormat);
    if (!restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray())) {
        resize(firstSize);
    }
    if (const QScreen* shown = screen()) {  // a smaller one than last time, or a small one at first
        resize(size().boundedTo(shown->availableSize()));
    }
    m_pages->showPage(settings.value(QStringLiteral("window/page")).toString());
}

void MainWindow::saveState()
{
    QSettings settings(windowStateFile(), QSettings::IniFormat);
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/page"), m_pages->currentId());
    m_pages->saveState();
}

QMessageBox::StandardButton MainWindow::askAboutUnsaved(const QStringList& lost)
{
    QMessageBox box(QMessageBox::Question, tr("Changes not saved"),
                    tr("Not saved: %1.").arg(lost.join(QStringLiteral(", "))),
                    QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    box.setObjectName(QStringLiteral("quitQuestion"));
    const QString reason = m_pages->whyNotSaveWork();
    box.button(QMessageBox::Save)->setEnabled(reason.isEmpty());
    box.button(QMessageBox::Save)->setToolTip(reason);
    if (!reason.isEmpty()) {
        box.setInformativeText(tr("It cannot be saved as it is. %1").arg(reason));
    }
    box.setDefaultButton(reason.isEmpty() ? QMessageBox::Save : QMessageBox::Cancel);
    return static_cast<QMessageBox::StandardButton>(box.exec());
}

bool MainWindow::mayClose()
{
    if (const QStringList lost = m_pages->unsavedWork(); !lost.isEmpty()) {
        const QMessageBox::StandardButton answer = askAboutUnsaved(lost);
        if (answer == QMessageBox::Save) {
            m_pages->saveWorkThen([this] { close(); });
        }
        if (answer != QMessageBox::Discard) {
            return false;
        }
    }
    QStringList titles;
    for (const Task* task : m_tasks.active()) {
        titles.append(task->title());
    }
    if (const QString work = m_lab->workUnderWay(); !work.isEmpty()) {
        titles.append(work);
    }
    if (titles.isEmpty()) {
        return true;
    }
    QMessageBox box(QMessageBox::Question, tr("Quit"),
                    tr("Still at work: %1.\nStop this and quit? What is done so far is kept.")
                        .arg(titles.join(QStringLiteral(", "))),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("quitQuestion"));
    const QPushButton* quit = box.addButton(tr("Stop and quit"), QMessageBox::AcceptRole);
    QPushButton* stay = box.addButton(tr("Keep working"), QMessageBox::RejectRole);
    box.setDefaultButton(stay);
    box.setEscapeButton(stay);
    box.exec();
    return box.clickedButton() == quit;
}

void MainWindow::commitSession(SessionEnd& session)
{
    saveState();
    if (!session.mayAsk()) {
        return;
    }
    if (!mayClose()) {
        session.cancel();
    }
    session.giveBack();
}

void MainWindow::endAtOnce()
{
    m_tasks.cancelAll();
    saveState();
    QCoreApplication::exit();  // quit() would ask each window first
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayClose()) {
        event->ignore();
        return;
    }
    m_tasks.cancelAll();
    saveState();
    event->accept();
}

}  // namespace aurora::gui
