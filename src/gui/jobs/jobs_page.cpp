#include "gui/jobs/jobs_page.h"

#include "aurora/services/what_can_be_done.h"
#include "gui/cyclers/lab_task.h"
#include "gui/cyclers/row_actions.h"
#include "gui/cyclers/row_reasons.h"
#include "gui/cyclers/row_states.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/jobs/attach_payload.h"
#include "gui/results/result_states.h"
#include "gui/samples/named_samples.h"
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
        .toolbar = {Command::ViewData, Command::AddToBatch, Command::CancelJobs, Command::SnapshotJobs,
                    Command::ChooseColumns},
        .rowMenu = {Command::ViewData, Command::JobDetails, Command::CancelJobs, Command::SnapshotJobs,
                    Command::AttachPayload, Command::AnalyseAgain, Command::LabelSamples, Command::AddToBatch,
                    Command::Copy, Command::SelectAll},
        .otherwiseCommand = Command::Preferences,  // without a server there is nothing to read
    };
}

RowReasons::Reasons reasonsFor(const services::Lab& lab, const QStringList& jobs)
{
    const services::JobReasons found = services::whyNotOnJobs(lab, utf8(jobs));
    return {{Command::CancelJobs, toQString(found.cancel)},
            {Command::SnapshotJobs, toQString(found.snapshot)},
            {Command::AttachPayload, toQString(found.attach)}};
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
    return [lab = frame().session.lab()](Table& table) {
        tellStaleJobs(table, staleRows(lab.get()));
        tellStaleSnapshots(table);
    };
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
    fetchSnapshots(frame(), {.jobs = utf8(selectedTexts(view(), "Job ID")), .samples = {}});
}

}  // namespace aurora::gui
