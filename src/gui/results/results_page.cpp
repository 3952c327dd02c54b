#include "gui/results/results_page.h"

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

}  // namespace aurora::gui
