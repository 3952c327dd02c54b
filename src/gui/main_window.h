#pragma once

#include "gui/frame/commands.h"
#include "gui/frame/message_bar.h"
#include "gui/frame/page.h"
#include "gui/frame/project_session.h"
#include "gui/frame/task_runner.h"

#include <QMainWindow>
#include <QMessageBox>

class QLabel;

namespace aurora::gui {

class ImportActions;
class LabBar;
class Navigation;
class Notifier;
class PageStack;
class ProjectActions;
class SessionEnd;
class SingleInstance;
class Termination;

/// The window of the program. It only assembles: navigation, pages, menus and status bar each look after themselves.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Opens the project that was open last (or that the environment names), if there is one.
    void openLastProject();
    /// Opens project folders, lists of samples and data files, whichever the paths are.
    void openPaths(const QStringList& paths);

    [[nodiscard]] TaskRunner& tasks() noexcept { return m_tasks; }

    /// The session of the desktop ends: the state is kept, and what would be lost is asked about while that is allowed.
    /// The session goes on when the user wants that, and when something has to be saved first.
    void commitSession(SessionEnd& session);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void assemble();
    void addMenus();
    void addStatusBar();
    void addThemeMenu(QMenu* viewMenu);
    void addPagesMenu(QMenu* viewMenu);
    void connectParts();
    void showProject();
    void followProject();
    void showWarnings();
    void announceEnd(const Task* task);
    void comeToFront(const QStringList& paths);
    void restoreState();
    void saveState();
    /// Without a question: whoever ends programs like this does not wait for answers.
    void endAtOnce();
    [[nodiscard]] bool mayClose();
    [[nodiscard]] QMessageBox::StandardButton askAboutUnsaved(const QStringList& lost);

    TaskRunner m_tasks;
    ProjectSession m_session;
    CommandSet m_commands;
    MessageBar* m_messages;
    Frame m_frame;
    ImportActions* m_imports;
    ProjectActions* m_projects;
    LabBar* m_lab;
    Navigation* m_navigation;
    PageStack* m_pages;
    Notifier* m_notifier;
    SingleInstance* m_instance;
    Termination* m_termination;
    QLabel* m_projectLabel;
    QString m_shownFolder;   ///< of the project that is open; empty: none
    QStringList m_warnings;  ///< of its configuration, that were told
};

}  // namespace aurora::gui
