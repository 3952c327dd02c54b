#include "gui/samples/samples_page.h"

#include "aurora/services/edit_samples.h"
#include "gui/cyclers/row_reasons.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/delete_samples.h"

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
        .toolbar = {Command::ViewData, Command::AddToBatch, Command::EditSample, Command::ImportSamples,
                    Command::ChooseColumns},
        .rowMenu = {Command::ViewData, Command::LabelSamples, Command::AddToBatch, Command::AnalyseAgain,
                    Command::EditSample, Command::SampleSnapshots, Command::DeleteSamples, Command::NewSample,
                    Command::Copy, Command::SelectAll},
    };
}

RowReasons::Reasons reasonsFor(const services::Project& project, const QStringList& samples)
{
    std::vector<std::string> ids;
    for (const QString& sample : samples) {
        ids.push_back(sample.toStdString());
    }
    const std::string reason = services::whyNotDelete(project, ids);
    return reason.empty() ? RowReasons::Reasons() : RowReasons::Reasons{{Command::DeleteSamples, toQString(reason)}};
}

}  // namespace

SamplesPage::SamplesPage(Frame& frame, QWidget* parent) : TablePage(frame, info(), parent)
{
    m_reasons = new RowReasons(
        [this]() -> RowReasons::Ask {
            const QStringList samples = selectedSamples();
            if (!project() || samples.isEmpty()) {
                return {};
            }
            return [project = *project(), samples] { return reasonsFor(project, samples); };
        },
        this);
    connect(m_reasons, &RowReasons::changed, this, &Page::commandsChanged);
}

void SamplesPage::rowsChanged()
{
    if (m_reasons != nullptr) {
        m_reasons->ask();
    }
}

QString SamplesPage::whyNot(Command command) const
{
    if (command != Command::DeleteSamples) {
        return TablePage::whyNot(command);
    }
    const QString reason = whyNotChangeSamples();
    return reason.isEmpty() ? m_reasons->whyNot(command) : reason;
}

void SamplesPage::perform(Command command)
{
    if (command == Command::DeleteSamples && whyNot(command).isEmpty()) {
        deleteSamples(frame(), this, selectedSamples());
        return;
    }
    TablePage::perform(command);
}

}  // namespace aurora::gui
