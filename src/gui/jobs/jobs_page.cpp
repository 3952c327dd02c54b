#include "gui/jobs/jobs_page.h"

#include "aurora/services/attach_payload.h"
#include "gui/cyclers/lab_task.h"
#include "gui/cyclers/row_actions.h"
#include "gui/cyclers/row_reasons.h"
#include "gui/cyclers/row_states.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/jobs/attach_payload.h"
#include "gui/jobs/job_details.h"
#include "gui/tables/table_selection.h"
#include "gui/tables/table_view.h"

namespace aurora::gui {

namespace {

TablePageInfo info()
{
    return {
        .kind = services::TableKind::Jobs,
        .id = QStringLiteral("jobs"),
        .title = JobsPage::tr("Jobs"),
        .keyColumn = "Job ID",
        .shownColumns =
            {
                QStringLiteral("Job ID"),
                QStringLiteral("Sample ID"),
                QStringLiteral("Pipeline"),
                QStringLiteral("Status"),
                QStringLiteral("Submitted"),
                QStringLiteral("Comment"),
            },
        .emptyText = JobsPage::tr("The experiments on the cyclers belong here.\n"
                                  "Submit some on the page Pipelines, or read those of the servers."),
        .emptyCommand = Command::UpdateCyclers,
        .toolbar = {Command::ViewData, Command::JobDetails, Command::CancelJobs, Command::SnapshotJobs,
                    Command::ChooseColumns},
        .rowMenu = {Command::ViewData, Command::JobDetails, Command::CancelJobs, Command::SnapshotJobs,
                    Command::AttachPayload, Command::AnalyseAgain, Command::LabelSamples, Command::AddToBatch,
                    Command::Copy, Command::SelectAll},
    };
}

/// An action works on the selection when it works on each of its rows; the first one on which it does not says why.
RowReasons::Reasons reasonsFor(services::Lab& lab, const QStringList& jobs)
{
    const auto database = lab.project().openDatabase();
    RowReasons::Reasons reasons;
    const auto note = [&reasons](Command command, const std::string& reason) {
        if (!reason.empty()) {
            reasons.try_emplace(command, toQString(reason));
        }
    };
    for (const QString& job : jobs) {
        note(Command::CancelJobs, services::whyNotCancel(*database, job.toStdString()));
        note(Command::SnapshotJobs, services::whyNotSnapshot(*database, job.toStdString()));
        note(Command::AttachPayload, services::whyNotAttach(lab, *database, job.toStdString()));
    }
    return reasons;
}

}  // namespace

JobsPage::JobsPage(Frame& frame, QWidget* parent) : TablePage(frame, info(), parent)
{
    m_reasons = new RowReasons(
        [this]() -> RowReasons::Ask {
            const auto lab = this->frame().session.lab();
            const QStringList jobs = selectedTexts(view(), "Job ID");
            if (!lab || jobs.isEmpty()) {
                return {};
            }
            return [lab, jobs] { return reasonsFor(*lab, jobs); };
        },
        this);
    connect(m_reasons, &RowReasons::changed, this, &Page::commandsChanged);
}

TablePage::Adaptation JobsPage::adaptation() const
{
    return [lab = frame().session.lab()](Table& table) { tellStaleJobs(table, staleRows(lab.get())); };
}

void JobsPage::rowsChanged()
{
    if (m_reasons != nullptr) {
        m_reasons->ask();
    }
}

QString JobsPage::whyNot(Command command) const
{
    switch (command) {
    case Command::CancelJobs:
    case Command::SnapshotJobs:
        if (const QString reason = whyNotUseCyclers(frame()); !reason.isEmpty()) {
            return reason;
        }
        break;
    case Command::AttachPayload:
        if (const QString reason = frame().session.whyNotWrite(); !reason.isEmpty()) {
            return reason;
        }
        break;
    case Command::JobDetails:
        return whyNotJobDetails(selectedTexts(view(), "Job ID"));
    default:
        return TablePage::whyNot(command);
    }
    const QString reason = whyNotOnRows();
    return reason.isEmpty() ? m_reasons->whyNot(command) : reason;
}

void JobsPage::perform(Command command)
{
    if (!whyNot(command).isEmpty()) {
        return;
    }
    switch (command) {
    case Command::CancelJobs:
        cancel();
        break;
    case Command::SnapshotJobs:
        snapshot();
        break;
    case Command::JobDetails:
        (new JobDetails(frame(), selectedTexts(view(), "Job ID").front(), this))->open();
        break;
    case Command::AttachPayload:
        chooseAndAttachPayload(frame(), selectedTexts(view(), "Job ID"), this);
        break;
    default:
        TablePage::perform(command);
        break;
    }
}

void JobsPage::cancel()
{
    std::vector<ShownJob> jobs;
    for (const QStringList& cells : selectedCells(view(), {"Job ID", "Sample ID", "Status"})) {
        const bool running = cells.at(2).startsWith(QLatin1Char('r'));
        jobs.push_back({.id = cells.at(0), .sampleId = cells.at(1), .running = running});
    }
    cancelJobs(frame(), this, jobs);
}

void JobsPage::snapshot()
{
    services::SnapshotSelection selection;
    for (const QString& job : selectedTexts(view(), "Job ID")) {
        selection.jobs.push_back(job.toStdString());
    }
    fetchSnapshots(frame(), selection);
}

}  // namespace aurora::gui
