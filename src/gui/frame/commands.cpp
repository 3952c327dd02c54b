#include "gui/frame/commands.h"

#include "gui/frame/icons.h"
#include "gui/frame/page.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

#include <array>

namespace aurora::gui {

namespace {

struct CommandInfo
{
    Command command;
    const char* menu;
    const char* text;
    const char* tip;
    const char* icon;
    const char* shortcut;
};

#define TEXT(source) QT_TRANSLATE_NOOP("Commands", source)

constexpr std::array commandTable{
    CommandInfo{Command::NewProject, "File", TEXT("&New project…"), TEXT("Make a new project in a folder"),
                "project-new", "Ctrl+N"},
    CommandInfo{Command::OpenProject, "File", TEXT("&Open project…"), TEXT("Open a project folder"), "project",
                "Ctrl+O"},
    CommandInfo{Command::TryDemo, "File", TEXT("&Try the demo…"), TEXT("Make a project of simulated cells and open it"),
                "demo", ""},
    CommandInfo{Command::ImportSamples, "File", TEXT("Import &samples…"),
                TEXT("Read samples from the robot's CSV or JSON file, with a preview"), "import-samples", "Ctrl+I"},
    CommandInfo{Command::ImportDataFiles, "File", TEXT("Import &data files…"),
                TEXT("Read cyclers' files or whole folders into the project"), "import-data", "Ctrl+Shift+I"},
    CommandInfo{Command::ShowDataFiles, "File", TEXT("S&how data files…"),
                TEXT("Plot cyclers' files without storing them"), "file-plot", "Ctrl+Shift+O"},
    CommandInfo{
        Command::ExportSamples, "File", TEXT("E&xport…"),
        TEXT("Write the data of the selected samples for others: CSV, XLSX, HDF5, Battery Data Format, RO-Crate"),
        "export", "Ctrl+Shift+E"},
    CommandInfo{Command::ExportTable, "File", TEXT("&Export table…"),
                TEXT("Write the shown rows and columns as CSV or XLSX"), "export", "Ctrl+E"},
    CommandInfo{Command::Save, "File", TEXT("S&ave"), TEXT("Write the protocol into its file"), "save", "Ctrl+S"},
    CommandInfo{Command::SaveAs, "File", TEXT("Sa&ve as…"), TEXT("Write the protocol under another name"), "",
                "Ctrl+Shift+S"},
    CommandInfo{Command::ImportProtocol, "File", TEXT("Import p&rotocol…"),
                TEXT("Read a payload or a protocol of aurora-unicycler from a file"), "import-data", ""},
    CommandInfo{Command::ExportProtocol, "File", TEXT("Export protoco&l…"),
                TEXT("Write the open protocol as one of aurora-unicycler"), "export", ""},
    CommandInfo{Command::Backups, "File", TEXT("&Backups…"),
                TEXT("Back the project's database up, or put a backup in its place"), "", ""},
    CommandInfo{Command::CloseProject, "File", TEXT("&Close project"),
                TEXT("Close the project and show the welcome page"), "", "Ctrl+W"},
    CommandInfo{Command::Quit, "File", TEXT("&Quit"), TEXT("Close the window"), "", "Ctrl+Q"},
    CommandInfo{Command::Undo, "Edit", TEXT("&Undo"), TEXT("Take the last change of the protocol back"), "undo",
                "Ctrl+Z"},
    CommandInfo{Command::Redo, "Edit", TEXT("&Redo"), TEXT("Make the change again that was taken back"), "redo",
                "Ctrl+Shift+Z"},
    CommandInfo{Command::Copy, "Edit", TEXT("&Copy"), TEXT("Copy the selected rows as text, columns divided by tabs"),
                "copy", "Ctrl+C"},
    CommandInfo{Command::Paste, "Edit", TEXT("&Paste"), TEXT("Put copied steps below the selected one"), "paste",
                "Ctrl+V"},
    CommandInfo{Command::SelectAll, "Edit", TEXT("Select &all"), TEXT("Select all shown rows"), "", "Ctrl+A"},
    CommandInfo{Command::NewProtocol, "Edit", TEXT("&New protocol"), TEXT("Make a new protocol"), "add", ""},
    CommandInfo{Command::DuplicateProtocol, "Edit", TEXT("&Duplicate protocol…"),
                TEXT("Make a copy of the selected protocol"), "duplicate", ""},
    CommandInfo{Command::RenameProtocol, "Edit", TEXT("Rena&me protocol…"),
                TEXT("Give the selected protocol another name"), "rename", ""},
    CommandInfo{Command::DeleteProtocol, "Edit", TEXT("De&lete protocol…"), TEXT("Delete the selected protocol"),
                "delete", ""},
    CommandInfo{Command::AddRest, "Edit", TEXT("Add res&t"), TEXT("Put a rest below the selected step"), "add", ""},
    CommandInfo{Command::AddCurrent, "Edit", TEXT("Add c&harge or discharge"),
                TEXT("Put a constant current below the selected step"), "add", ""},
    CommandInfo{Command::AddVoltage, "Edit", TEXT("Add held volta&ge"),
                TEXT("Put a constant voltage below the selected step"), "add", ""},
    CommandInfo{Command::AddLoop, "Edit", TEXT("Add l&oop"), TEXT("Go back to an earlier step, below the selected one"),
                "add", ""},
    CommandInfo{Command::RemoveSteps, "Edit", TEXT("Remo&ve steps"), TEXT("Take the selected steps out"), "delete", ""},
    CommandInfo{Command::MoveStepsUp, "Edit", TEXT("Move &steps up"), TEXT("Move the selected steps up"), "up", ""},
    CommandInfo{Command::MoveStepsDown, "Edit", TEXT("Move steps do&wn"), TEXT("Move the selected steps down"), "down",
                ""},
    CommandInfo{Command::Find, "Edit", TEXT("&Find"), TEXT("Search in all columns"), "search", "Ctrl+F"},
    CommandInfo{Command::Preferences, "Edit", TEXT("Pr&eferences…"),
                TEXT("Servers, harvested folders, columns and everything else that is configured"), "preferences",
                "Ctrl+,"},
    CommandInfo{Command::FilterRows, "View", TEXT("&Filter…"), TEXT("Show only the rows that pass a test of a column"),
                "filter", "F3"},
    CommandInfo{Command::ChooseColumns, "View", TEXT("&Columns…"), TEXT("Choose the columns that are shown"), "columns",
                "Ctrl+Shift+C"},
    CommandInfo{Command::ShowDetails, "View", TEXT("&Details"), TEXT("Show or hide everything about the current row"),
                "details", "F4"},
    CommandInfo{Command::Back, "View", TEXT("Bac&k"), TEXT("Back to the row that the link stood in"), "back",
                "Alt+Left"},
    CommandInfo{Command::Forward, "View", TEXT("For&ward"), TEXT("Forward to the row that the link led to"), "forward",
                "Alt+Right"},
    CommandInfo{Command::Refresh, "View", TEXT("&Refresh"), TEXT("Read the shown data again"), "refresh", "F5"},
    CommandInfo{Command::ChartPicture, "Chart", TEXT("Export &picture…"),
                TEXT("Save the chart used last as PNG, SVG or PDF"), "export", "Ctrl+P"},
    CommandInfo{Command::ChartNumbers, "Chart", TEXT("Export &numbers…"),
                TEXT("Save what the chart used last draws as CSV"), "export", "Ctrl+Shift+P"},
    CommandInfo{Command::ChartWhole, "Chart", TEXT("&Whole chart"),
                TEXT("Take the zoom of the chart used last back, as a double click does"), "whole-chart", "F9"},
    CommandInfo{Command::ChartEverything, "Chart", TEXT("Show &all points"),
                TEXT("Show every point of the chart used last, outliers too"), "", "Shift+F9"},
    CommandInfo{Command::ChartMaximise, "Chart", TEXT("&Maximise"),
                TEXT("Maximise the chart used last, or show all charts again"), "maximise", "F11"},
    CommandInfo{Command::ChartSettings, "Chart", TEXT("&Settings"),
                TEXT("Show or hide the settings of the chart used last"), "settings", "Shift+F11"},
    CommandInfo{Command::UpdateCyclers, "Cyclers", TEXT("&Update from cyclers"),
                TEXT("Read pipelines and jobs of all servers now"), "update", "F6"},
    CommandInfo{Command::LoadSamples, "Cyclers", TEXT("&Load samples…"),
                TEXT("Tell which samples are on the selected pipelines"), "load", "Ctrl+L"},
    CommandInfo{Command::EjectSamples, "Cyclers", TEXT("&Eject samples…"),
                TEXT("Take the samples off the selected pipelines"), "eject", "Ctrl+Shift+L"},
    CommandInfo{Command::SubmitJobs, "Cyclers", TEXT("&Submit jobs…"),
                TEXT("Give the samples on the selected pipelines something to do"), "submit", "Ctrl+J"},
    CommandInfo{Command::ReadyPipelines, "Cyclers", TEXT("Make &ready"),
                TEXT("Let jobs start on the selected pipelines"), "ready", "F7"},
    CommandInfo{Command::UnreadyPipelines, "Cyclers", TEXT("Make u&nready"),
                TEXT("Let no job start on the selected pipelines"), "unready", "Shift+F7"},
    CommandInfo{Command::CancelJobs, "Cyclers", TEXT("&Cancel jobs…"), TEXT("End the selected queued and running jobs"),
                "cancel-job", "Ctrl+Shift+J"},
    CommandInfo{Command::SnapshotJobs, "Cyclers", TEXT("Sna&pshot"),
                TEXT("Fetch the data of the selected rows and analyse it"), "snapshot", "F8"},
    CommandInfo{Command::JobDetails, "Cyclers", TEXT("&Job details"),
                TEXT("Show what the selected job was told to do, and all that is known of it"), "info", "Ctrl+Shift+D"},
    CommandInfo{Command::AttachPayload, "Cyclers", TEXT("A&ttach payload…"),
                TEXT("Say what jobs that were submitted elsewhere were told to do"), "import-data", ""},
    CommandInfo{Command::SnapshotNew, "Cyclers", TEXT("Snapshot everything ne&w"),
                TEXT("Fetch the data of all running jobs and of those that ended since"), "snapshot", "Shift+F8"},
    CommandInfo{Command::HarvestNow, "Cyclers", TEXT("&Harvest now"),
                TEXT("Fetch new and changed files from the harvested folders"), "harvest", "Shift+F6"},
    CommandInfo{Command::RunDaemon, "Cyclers", TEXT("Run &daemon in this window"),
                TEXT("Update, fetch and analyse by itself while this window is open"), "", ""},
    CommandInfo{Command::ViewData, "Data", TEXT("&View data"), TEXT("Plot the data of the selected samples"),
                "sample-plots", "Ctrl+D"},
    CommandInfo{Command::AnalyseAgain, "Data", TEXT("&Analyse again"),
                TEXT("Compute the results of the selected samples anew"), "analyse", "Ctrl+R"},
    CommandInfo{Command::AnalyseNewData, "Data", TEXT("Analyse &new data"),
                TEXT("Analyse all samples with data that is newer than their results"), "analyse", "Ctrl+Shift+R"},
    CommandInfo{Command::AssignFiles, "Data", TEXT("Assign &files…"),
                TEXT("Say which samples harvested files belong to that fit none"), "samples", "Ctrl+Shift+F"},
    CommandInfo{Command::LabelSamples, "Data", TEXT("&Label…"), TEXT("Give the selected samples a label"), "label", ""},
    CommandInfo{Command::AddToBatch, "Data", TEXT("Add to &batch…"),
                TEXT("Put the selected samples into a batch, an existing or a new one"), "add-to-batch", "Ctrl+B"},
    CommandInfo{Command::SampleSnapshots, "Data", TEXT("Snaps&hots of the sample…"),
                TEXT("See the recordings of a sample, leave some out or hand them to another sample"), "snapshot", ""},
    CommandInfo{Command::SampleDetails, "Data", TEXT("Details &of the sample"),
                TEXT("Go to the sample and show everything that is known of it"), "info", "Ctrl+Shift+G"},
    CommandInfo{Command::NewSample, "Data", TEXT("New &sample…"), TEXT("Type in a cell that was made by hand"), "add",
                ""},
    CommandInfo{Command::EditSample, "Data", TEXT("&Edit sample…"), TEXT("Change what is known of the selected sample"),
                "edit", "F2"},
    CommandInfo{Command::DeleteSamples, "Data", TEXT("&Delete samples…"),
                TEXT("Take the selected samples out of the project; their data files stay"), "delete", ""},
    CommandInfo{Command::NewBatch, "Data", TEXT("New ba&tch…"), TEXT("Make a named set of samples"), "add", ""},
    CommandInfo{Command::EditBatch, "Data", TEXT("Ed&it batch…"),
                TEXT("Change name, description and samples of the selected batch"), "edit", ""},
    CommandInfo{Command::AnalyseBatches, "Data", TEXT("Analyse bat&ches"),
                TEXT("Analyse new data of the selected batches' samples and write the batches' files"), "analyse", ""},
    CommandInfo{Command::ExportBatch, "Data", TEXT("Ex&port batch…"),
                TEXT("Write the numbers of the selected batch as XLSX or JSON"), "export", ""},
    CommandInfo{Command::DeleteBatches, "Data", TEXT("Delete batches…"),
                TEXT("Forget the selected batches; their samples stay"), "delete", ""},
    CommandInfo{Command::UserGuide, "Help", TEXT("&User guide"), TEXT("How everything is done, task by task"), "guide",
                "F1"},
    CommandInfo{Command::CopyDiagnostics, "Help", TEXT("&Copy diagnostic report"),
                TEXT("Versions, configuration without passwords and the last lines of the logs, for whoever helps"),
                "copy", ""},
    CommandInfo{Command::About, "Help", TEXT("&About Aurora Cycler Manager"),
                TEXT("Versions of the program and its libraries"), "info", ""},
};

#undef TEXT

constexpr std::array menuTable{
    std::pair{"File", QT_TRANSLATE_NOOP("Commands", "&File")},
    std::pair{"Edit", QT_TRANSLATE_NOOP("Commands", "&Edit")},
    std::pair{"View", QT_TRANSLATE_NOOP("Commands", "&View")},
    std::pair{"Cyclers", QT_TRANSLATE_NOOP("Commands", "&Cyclers")},
    std::pair{"Data", QT_TRANSLATE_NOOP("Commands", "&Data")},
    std::pair{"Help", QT_TRANSLATE_NOOP("Commands", "&Help")},
};

struct SubmenuInfo
{
    const char* name;
    const char* menu;  ///< it stands in, below what is there already
    const char* text;
};

constexpr std::array submenuTable{
    SubmenuInfo{"Chart", "View", QT_TRANSLATE_NOOP("Commands", "C&hart")},
};

constexpr std::array startsGroup{
    Command::ImportSamples, Command::ExportSamples, Command::Backups,      Command::Find,        Command::Preferences,
    Command::LoadSamples,   Command::SubmitJobs,    Command::SnapshotJobs, Command::RunDaemon,   Command::AnalyseAgain,
    Command::AssignFiles,   Command::LabelSamples,  Command::About,        Command::NewProtocol, Command::AddRest,
    Command::Save,          Command::Copy,          Command::ShowDetails,  Command::Refresh,     Command::NewSample,
    Command::NewBatch};

QString translated(const char* text)
{
    return QCoreApplication::translate("Commands", text);
}

const CommandInfo& infoOf(Command command)
{
    return *std::find_if(commandTable.begin(), commandTable.end(),
                         [command](const CommandInfo& info) { return info.command == command; });
}

}  // namespace

CommandSet::CommandSet(QObject* parent) : QObject(parent)
{
    for (const CommandInfo& info : commandTable) {
        auto* action = new QAction(translated(info.text), this);
        if (*info.icon != '\0') {
            action->setIcon(lineIcon(QString::fromLatin1(info.icon)));
        }
        action->setIconVisibleInMenu(true);
        action->setShortcut(QKeySequence(QString::fromLatin1(info.shortcut)));
        connect(action, &QAction::triggered, this, [this, command = info.command] { run(command); });
        m_actions.emplace(info.command, action);
    }
    action(Command::Quit)->setMenuRole(QAction::QuitRole);
    action(Command::About)->setMenuRole(QAction::AboutRole);
    action(Command::Preferences)->setMenuRole(QAction::PreferencesRole);
}

void CommandSet::handle(Command command, Handler handler)
{
    m_handlers.insert_or_assign(command, std::move(handler));
}

void CommandSet::setPage(Page* page)
{
    if (m_page != nullptr) {
        disconnect(m_page, nullptr, this, nullptr);
    }
    m_page = page;
    if (m_page != nullptr) {
        connect(m_page, &Page::commandsChanged, this, &CommandSet::refresh);
    }
    refresh();
}

void CommandSet::refresh()
{
    for (const auto& [command, action] : m_actions) {
        const QString reason = whyNot(command);
        const QString shown = reason.isEmpty() ? translated(infoOf(command).tip) : reason;
        action->setEnabled(reason.isEmpty());
        action->setStatusTip(shown);
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        action->setToolTip(shortcut.isEmpty() ? shown : QStringLiteral("%1 (%2)").arg(shown, shortcut));
    }
}

std::map<QString, QMenu*> CommandSet::fillMenus(QMenuBar* bar) const
{
    std::map<QString, QMenu*> menus;
    for (const auto& [name, title] : menuTable) {
        QMenu* menu = bar->addMenu(translated(title));
        menu->setToolTipsVisible(true);
        menus.emplace(QString::fromLatin1(name), menu);
    }
    const auto menuNamed = [&menus](const char* name) {
        const QString key = QString::fromLatin1(name);
        if (menus.count(key) == 0) {
            const SubmenuInfo& info =
                *std::find_if(submenuTable.begin(), submenuTable.end(),
                              [&](const SubmenuInfo& one) { return key == QLatin1String(one.name); });
            QMenu* menu = menus.at(QString::fromLatin1(info.menu))->addMenu(translated(info.text));
            menu->setToolTipsVisible(true);
            menus.emplace(key, menu);
        }
        return menus.at(key);
    };
    for (const CommandInfo& info : commandTable) {
        QMenu* menu = menuNamed(info.menu);
        if (std::find(startsGroup.begin(), startsGroup.end(), info.command) != startsGroup.end()) {
            menu->addSeparator();
        }
        menu->addAction(action(info.command));
    }
    return menus;
}

void CommandSet::run(Command command)
{
    if (const auto handler = m_handlers.find(command); handler != m_handlers.end()) {
        handler->second.run();
        return;
    }
    if (m_page != nullptr) {
        m_page->perform(command);
    }
}

QString CommandSet::whyNot(Command command) const
{
    if (const auto handler = m_handlers.find(command); handler != m_handlers.end()) {
        return handler->second.whyNot ? handler->second.whyNot() : QString();
    }
    return m_page != nullptr ? m_page->whyNot(command) : tr("Open a project first.");
}

}  // namespace aurora::gui
