#include "gui/pipelines/pipelines_page.h"

#include "aurora/services/what_can_be_done.h"
#include "gui/cyclers/lab_task.h"
#include "gui/cyclers/load_dialog.h"
#include "gui/cyclers/row_actions.h"
#include "gui/cyclers/row_reasons.h"
#include "gui/cyclers/row_states.h"
#include "gui/frame/close_with_project.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/named_samples.h"
#include "gui/submit/submit_dialog.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_view.h"

#include <array>

namespace aurora::gui {

namespace {

TablePageInfo info()
{
    return {
        .kind = services::TableKind::Pipelines,
        .id = QStringLiteral("pipelines"),
        .title = PipelinesPage::tr("Pipelines"),
        .keyColumn = "Pipeline",
        .shownColumns =
            {
                QStringLiteral("Pipeline"),
                QStringLiteral("Sample ID"),
                QStringLiteral("Job ID"),
                QStringLiteral("Ready"),
                QStringLiteral("Flag"),
                QStringLiteral("Last checked"),
            },
        .emptyText = PipelinesPage::tr("The channels of the cyclers belong here.\n"
                                       "Read them from the project's cycler servers."),
        .emptyCommand = Command::UpdateCyclers,
        .toolbar = {Command::LoadSamples, Command::SubmitJobs, Command::ReadyPipelines, Command::SnapshotJobs,
                    Command::ChooseColumns},
        .rowMenu = {Command::ViewData, Command::LoadSamples, Command::EjectSamples, Command::SubmitJobs,
                    Command::ReadyPipelines, Command::UnreadyPipelines, Command::CancelJobs, Command::SnapshotJobs,
                    Command::JobDetails, Command::AnalyseAgain, Command::LabelSamples, Command::AddToBatch,
                    Command::Copy, Command::SelectAll},
        .otherwiseCommand = Command::Preferences,  // without a server there is nothing to read
    };
}

struct PipelineCommand
{
    Command command;
    services::PipelineAction action;
};

constexpr std::array commandTable{
    PipelineCommand{Command::LoadSamples, services::PipelineAction::Load},
    PipelineCommand{Command::EjectSamples, services::PipelineAction::Eject},
    PipelineCommand{Command::ReadyPipelines, services::PipelineAction::Ready},
    PipelineCommand{Command::UnreadyPipelines, services::PipelineAction::Unready},
    PipelineCommand{Command::SubmitJobs, services::PipelineAction::Submit},
};

RowReasons::Reasons reasonsFor(const services::Lab& lab, const QStringList& pipelines)
{
    const services::PipelineReasons found = services::whyNotOnPipelines(lab, utf8(pipelines));
    RowReasons::Reasons reasons{{Command::CancelJobs, toQString(found.cancel)},
                                {Command::SnapshotJobs, toQString(found.snapshot)}};
    for (const PipelineCommand& entry : commandTable) {
        if (const auto reason = found.actions.find(entry.action); reason != found.actions.end()) {
            reasons.emplace(entry.command, toQString(reason->second));
        }
    }
    return reasons;
}

}  // namespace

PipelinesPage::PipelinesPage(Frame& frame, QWidget* parent) : TablePage(frame, info(), parent)
{
    m_reasons = new RowReasons(
        [this]() -> RowReasons::Ask {
            const auto lab = this->frame().session.lab();
            const QStringList pipelines = selectedTexts(view(), "Pipeline");
            if (!lab || pipelines.isEmpty()) {
                return {};
            }
            return [lab, pipelines] { return reasonsFor(*lab, pipelines); };
        },
        this);
    connect(m_reasons, &RowReasons::changed, this, &Page::commandsChanged);
}

TablePage::Adaptation PipelinesPage::adaptation() const
{
    return [lab = frame().session.lab()](Table& table) { tellPipelineStates(table, staleRows(lab.get())); };
}

void PipelinesPage::rowsChanged()
{
    if (m_reasons != nullptr) {
        m_reasons->ask();
    }
}

QString PipelinesPage::whyNot(Command command) const
{
    switch (command) {
    case Command::LoadSamples:
    case Command::EjectSamples:
    case Command::ReadyPipelines:
    case Command::UnreadyPipelines:
    case Command::SubmitJobs:
    case Command::CancelJobs:
    case Command::SnapshotJobs:
        break;
    default:
        return TablePage::whyNot(command);
    }
    if (const QString reason = whyNotUseCyclers(frame()); !reason.isEmpty()) {
        return reason;
    }
    if (const QString reason = whyNotOnRows(); !reason.isEmpty()) {
        return reason;
    }
    if (command == Command::SnapshotJobs && selectedSamples().isEmpty()) {
        return tr("The selected pipelines hold no sample.");
    }
    if (command == Command::CancelJobs && jobsToCancel().empty()) {
        return tr("No job runs or waits on the selected pipelines.");
    }
    return m_reasons->whyNot(command);
}

void PipelinesPage::perform(Command command)
{
    if (!whyNot(command).isEmpty()) {
        return;
    }
    switch (command) {
    case Command::LoadSamples:
        openLoadDialog();
        break;
    case Command::EjectSamples:
        eject();
        break;
    case Command::ReadyPipelines:
        makeReady(frame(), selectedTexts(view(), "Pipeline"));
        break;
    case Command::UnreadyPipelines:
        makeUnready(frame(), selectedTexts(view(), "Pipeline"));
        break;
    case Command::SubmitJobs:
        openSubmitDialog();
        break;
    case Command::CancelJobs:
        cancel();
        break;
    case Command::SnapshotJobs:
        fetchSnapshots(frame(), {.jobs = {}, .samples = utf8(selectedSamples())});
        break;
    default:
        TablePage::perform(command);
        break;
    }
}

void PipelinesPage::openLoadDialog()
{
    auto* dialog = new LoadDialog(*frame().session.project(), selectedTexts(view(), "Pipeline"), this);
    closeWithProject(dialog, frame().session);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { loadSamples(frame(), dialog->requests()); });
    dialog->open();
}

void PipelinesPage::openSubmitDialog()
{
    (new SubmitDialog(frame(), selectedSamples(), this))->open();
}

void PipelinesPage::eject()
{
    std::vector<LoadedPipeline> pipelines;
    for (const QStringList& cells : selectedCells(view(), {"Pipeline", "Sample ID"})) {
        pipelines.push_back({cells.at(0), cells.at(1)});
    }
    ejectSamples(frame(), this, pipelines);
}

std::vector<ShownJob> PipelinesPage::jobsToCancel() const
{
    std::vector<ShownJob> jobs;
    for (const QStringList& cells : selectedCells(view(), {"Job ID", "Sample ID", "Waiting jobs"})) {
        if (!cells.at(0).isEmpty()) {
            jobs.push_back({.id = cells.at(0), .sampleId = cells.at(1), .running = true});
            continue;
        }
        for (const QString& waiting : cells.at(2).split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
            jobs.push_back({.id = waiting, .sampleId = cells.at(1)});
        }
    }
    return jobs;
}

void PipelinesPage::cancel()
{
    cancelJobs(frame(), this, jobsToCancel());
}

}  // namespace aurora::gui
