#pragma once

#include <QAction>
#include <QObject>

#include <functional>
#include <map>

class QMenuBar;

namespace aurora::gui {

class Page;

/// What the menus offer. Every command is one row of the table in commands.cpp.
enum class Command
{
    NewProject,
    OpenProject,
    TryDemo,
    ImportSamples,
    ImportDataFiles,
    ShowDataFiles,
    ExportSamples,
    ExportTable,
    Save,
    SaveAs,
    ImportProtocol,
    ExportProtocol,
    Backups,
    CloseProject,
    Quit,
    Undo,
    Redo,
    Copy,
    Paste,
    SelectAll,
    NewProtocol,
    DuplicateProtocol,
    RenameProtocol,
    DeleteProtocol,
    AddRest,
    AddCurrent,
    AddVoltage,
    AddLoop,
    RemoveSteps,
    MoveStepsUp,
    MoveStepsDown,
    Find,
    FilterRows,
    ChooseColumns,
    ShowDetails,
    Back,
    Forward,
    Refresh,
    ChartPicture,
    ChartNumbers,
    ChartWhole,
    ChartEverything,
    ChartMaximise,
    ChartSettings,
    ViewData,
    AnalyseAgain,
    AnalyseNewData,
    AssignFiles,
    LabelSamples,
    AddToBatch,
    NewSample,
    EditSample,
    SampleSnapshots,
    SampleDetails,
    DeleteSamples,
    NewBatch,
    EditBatch,
    AnalyseBatches,
    ExportBatch,
    DeleteBatches,
    UpdateCyclers,
    LoadSamples,
    EjectSamples,
    ReadyPipelines,
    UnreadyPipelines,
    SubmitJobs,
    CancelJobs,
    SnapshotJobs,
    JobDetails,
    AttachPayload,
    SnapshotNew,
    HarvestNow,
    RunDaemon,
    Preferences,
    UserGuide,
    CopyDiagnostics,
    About,
};

/// The actions of all commands. A command is carried out by the window's handler, else by the current page; whoever
/// carries it out also says why it cannot work just now, which is then the tooltip of the disabled action.
class CommandSet final : public QObject
{
    Q_OBJECT

public:
    struct Handler
    {
        std::function<void()> run;
        std::function<QString()> whyNot;  ///< empty text: it can work. No function: it always can
    };

    explicit CommandSet(QObject* parent = nullptr);

    [[nodiscard]] QAction* action(Command command) const { return m_actions.at(command); }

    void handle(Command command, Handler handler);

    /// The page that carries out what has no handler.
    void setPage(Page* page);

    /// Asks again which commands can work.
    void refresh();

    /// Fills a menu bar with the menus File, Edit, View, Cyclers, Data and Help, in this order.
    /// @return the menus by name ("File", …), for what is not a command: recent projects, pages, theme
    std::map<QString, class QMenu*> fillMenus(QMenuBar* bar) const;

private:
    void run(Command command);
    [[nodiscard]] QString whyNot(Command command) const;

    std::map<Command, QAction*> m_actions;
    std::map<Command, Handler> m_handlers;
    Page* m_page = nullptr;
};

}  // namespace aurora::gui
