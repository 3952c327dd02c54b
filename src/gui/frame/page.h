#pragma once

#include "aurora/services/project.h"
#include "gui/frame/commands.h"
#include "gui/frame/row_link.h"

#include <QWidget>

#include <functional>
#include <optional>

namespace aurora::gui {

class MessageBar;
class ProjectSession;
class TaskRunner;

/// What the window offers its pages. Outlives them.
struct Frame
{
    TaskRunner& tasks;
    ProjectSession& session;
    CommandSet& commands;
    MessageBar& messages;
};

/// One entry of the navigation. A page owns itself: it loads what it shows on pool threads, carries out the commands
/// that concern it, and remembers its own state. The window only puts it on screen.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(Frame& frame, QWidget* parent = nullptr) : QWidget(parent), m_frame(&frame) {}

    /// Another project, or none. Called once after the page is made, too.
    virtual void setProject(const std::optional<services::Project>& project) = 0;

    /// Data of the project has changed: read it again, keeping selection and scroll position.
    virtual void reload() {}

    /// The data of these samples is what the user wants to see.
    virtual void showSamples(const QStringList& /*ids*/) {}

    /// Where a link leads: these rows of the page's table are selected and in sight, as soon as it has them.
    virtual void showRows(const QStringList& /*keys*/, Details /*details*/) {}

    /// Key of the row that the user looks at; empty when there is none.
    [[nodiscard]] virtual QString currentRow() const { return {}; }

    /// Vendor files that the user opened without storing them.
    virtual void showFiles(const QStringList& /*files*/) {}

    /// Why the command cannot work on this page now, a whole sentence; empty when it can.
    [[nodiscard]] virtual QString whyNot(Command command) const;

    virtual void perform(Command /*command*/) {}

    /// Writes what the page remembers until next time.
    virtual void saveState() {}

    /// What would be lost if the window were closed now: "the changes of formation_C10"; empty: nothing.
    [[nodiscard]] virtual QString unsavedWork() const { return {}; }

    /// Why that cannot be saved as it is, a whole sentence; empty when it can.
    [[nodiscard]] virtual QString whyNotSaveWork() const { return whyNot(Command::Save); }

    /// Saves that, or the first of it, and goes on once it is saved; not at all when the user cancels or it fails.
    /// Where whyNotSaveWork has nothing against it only.
    virtual void saveWorkThen(const std::function<void()>& /*then*/) {}

Q_SIGNALS:
    void commandsChanged();                             ///< whyNot answers differently now
    void viewSamplesRequested(const QStringList& ids);  ///< show their data in Sample plots
    void rowsRequested(const RowLink& link);            ///< show rows of a table, of another page or this one
    void shown();                                       ///< the first content is on screen

protected:
    [[nodiscard]] Frame& frame() const noexcept { return *m_frame; }

private:
    Frame* m_frame;
};

}  // namespace aurora::gui
