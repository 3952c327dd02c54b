#include "gui/results/results_page.h"

#include "aurora/services/analyse.h"
#include "aurora/services/tables.h"
#include "gui/cyclers/row_states.h"
#include "gui/frame/project_session.h"
#include "gui/results/result_states.h"

namespace aurora::gui {

namespace {

TablePageInfo info()
{
    return {
        .kind = services::TableKind::Results,
        .id = QStringLiteral("results"),
        .title = ResultsPage::tr("Results"),
        .keyColumn = "Sample ID",
        .shownColumns =
            {
                QStringLiteral("Sample ID"),
                QStringLiteral("Flag"),
                QStringLiteral("Number of cycles"),
                QStringLiteral("First formation efficiency (%)"),
                QStringLiteral("Initial specific discharge capacity (mAh/g)"),
                QStringLiteral("Capacity loss (%)"),
                QStringLiteral("Last analysis"),
                QString::fromLatin1(analysedByColumn),
            },
        .emptyText = ResultsPage::tr("What the analysis found belongs here.\n"
                                     "Import data files of the cyclers, or drop files and folders onto the window."),
        .emptyCommand = Command::ImportDataFiles,
        .toolbar = {Command::ViewData, Command::AddToBatch, Command::AnalyseAgain, Command::ImportDataFiles,
                    Command::ChooseColumns},
        .rowMenu = {Command::ViewData, Command::AnalyseAgain, Command::LabelSamples, Command::AddToBatch, Command::Copy,
                    Command::SelectAll},
    };
}

}  // namespace

ResultsPage::ResultsPage(Frame& frame, QWidget* parent) : TablePage(frame, info(), parent) {}

TablePage::Adaptation ResultsPage::adaptation() const
{
    return [lab = frame().session.lab()](Table& results) {
        if (!lab) {
            tellResultStates(results, {}, {});
            return;
        }
        // Results name no server: a job is as old as the row of the pipeline that it is on.
        const Table pipelines = services::readTable(lab->project(), services::TableKind::Pipelines);
        tellResultStates(results, stalePipelines(pipelines, staleRows(lab.get())),
                         services::samplesOfOtherRules(lab->project()));
    };
}

}  // namespace aurora::gui
