#include "gui/results/results_page.h"

#include "aurora/services/analyse.h"
#include "aurora/services/server_ages.h"
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
        StaleRows stale = staleRows(lab.get());
        if (lab) {
            for (const auto& [label, answer_uts] : services::lastAnswers_uts(lab->project())) {
                if (answer_uts < stale.oldest_uts) {
                    stale.servers.insert(label);
                }
            }
        }
        tellResultStates(results, stale,
                         lab ? services::samplesOfOtherRules(lab->project()) : std::vector<std::string>());
    };
}

}  // namespace aurora::gui
