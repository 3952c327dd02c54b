#pragma once

#include "gui/frame/page.h"

#include <QMenu>
#include <QObject>

namespace aurora::gui {

/// New, open, recent, demo, close: the commands that change which project is open.
class ProjectActions final : public QObject
{
    Q_OBJECT

public:
    ProjectActions(Frame& frame, QWidget* window);

    /// Puts the menu of recent projects behind the command Open.
    void addRecentMenu(QMenu* fileMenu);

    /// Where the demo is made: a folder in the user's documents.
    [[nodiscard]] static QString demoFolder();

Q_SIGNALS:
    /// The demo is being opened for somebody who wants to see what there is.
    void demoShown();

private:
    void addCommands();
    void openDemo(const QString& folder);
    void newProject();
    void openProject();
    void tryDemo();
    [[nodiscard]] QString whyNotDemo() const;

    Frame* m_frame;
    QWidget* m_window;
    bool m_makingDemo = false;
};

}  // namespace aurora::gui
