#include "gui/samples/samples_page.h"

namespace aurora::gui {

namespace {

TablePageInfo info()
{
    return {
        .kind = services::TableKind::Samples,
        .id = QStringLiteral("samples"),
        .title = SamplesPage::tr("Samples"),
        .keyColumn = "Sample ID",
        .shownColumns =
            {
                QStringLiteral("Sample ID"),
                QStringLiteral("Label"),
                QStringLiteral("Barcode"),
                QStringLiteral("Anode type"),
                QStringLiteral("Anode description"),
                QStringLiteral("Anode balancing capacity (mAh)"),
                QStringLiteral("Anode active material mass (mg)"),
                QStringLiteral("Cathode type"),
                QStringLiteral("Cathode description"),
                QStringLiteral("Cathode balancing capacity (mAh)"),
                QStringLiteral("Cathode active material mass (mg)"),
                QStringLiteral("Actual N:P ratio"),
                QStringLiteral("Separator"),
                QStringLiteral("Electrolyte name"),
                QStringLiteral("Electrolyte description"),
                QStringLiteral("Electrolyte amount (uL)"),
            },
        .emptyText = SamplesPage::tr("The cells of this project belong here.\n"
                                     "Import the robot's CSV or JSON file, or drop it onto the window."),
        .emptyCommand = Command::ImportSamples,
        .toolbar = {Command::ViewData, Command::AnalyseAgain, Command::ImportSamples, Command::ChooseColumns},
        .rowMenu = {Command::ViewData, Command::AnalyseAgain, Command::LabelSamples, Command::AddToBatch, Command::Copy,
                    Command::SelectAll},
    };
}

}  // namespace

SamplesPage::SamplesPage(Frame& frame, QWidget* parent) : TablePage(frame, info(), parent) {}

}  // namespace aurora::gui
