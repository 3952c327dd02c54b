#include "gui/frame/page.h"

#include <QCoreApplication>

#include <array>

namespace aurora::gui {

namespace {

/// Where a command works instead: a sentence, or none where the window carries it out on whatever page.
struct Place
{
    Command command;
    const char* elsewhere;
};

#define TEXT(source) QT_TRANSLATE_NOOP("aurora::gui::Page", source)

constexpr const char* onAnyPage = nullptr;
constexpr const char* onSamples = TEXT("Choose samples on the page Samples or Results.");
constexpr const char* onSamplesPage = TEXT("Go to the page Samples.");
constexpr const char* onJobs = TEXT("Choose jobs on the page Jobs.");
constexpr const char* onBatches = TEXT("Go to the page Batches.");
constexpr const char* onPipelines = TEXT("Choose pipelines on the page Pipelines.");
constexpr const char* onPipelinesOrJobs = TEXT("Choose rows on the page Pipelines or Jobs.");
constexpr const char* onProtocols = TEXT("This works on the page Protocols.");
constexpr const char* onCharts = TEXT("Go to a page with charts: Sample plots, Batch plots or Protocols.");
constexpr const char* onTable = TEXT("There is no table on this page.");

constexpr std::array placeTable{
    Place{Command::NewProject, onAnyPage},
    Place{Command::OpenProject, onAnyPage},
    Place{Command::TryDemo, onAnyPage},
    Place{Command::ImportSamples, onAnyPage},
    Place{Command::ImportDataFiles, onAnyPage},
    Place{Command::ShowDataFiles, onAnyPage},
    Place{Command::ExportSamples, onSamples},
    Place{Command::ExportTable, onTable},
    Place{Command::Save, onProtocols},
    Place{Command::SaveAs, onProtocols},
    Place{Command::ImportProtocol, onProtocols},
    Place{Command::ExportProtocol, onProtocols},
    Place{Command::Backups, onAnyPage},
    Place{Command::CloseProject, onAnyPage},
    Place{Command::Quit, onAnyPage},
    Place{Command::Undo, onProtocols},
    Place{Command::Redo, onProtocols},
    Place{Command::Copy, onTable},
    Place{Command::Paste, onProtocols},
    Place{Command::SelectAll, onTable},
    Place{Command::NewProtocol, onProtocols},
    Place{Command::DuplicateProtocol, onProtocols},
    Place{Command::RenameProtocol, onProtocols},
    Place{Command::DeleteProtocol, onProtocols},
    Place{Command::AddRest, onProtocols},
    Place{Command::AddCurrent, onProtocols},
    Place{Command::AddVoltage, onProtocols},
    Place{Command::AddLoop, onProtocols},
    Place{Command::RemoveSteps, onProtocols},
    Place{Command::MoveStepsUp, onProtocols},
    Place{Command::MoveStepsDown, onProtocols},
    Place{Command::Find, onTable},
    Place{Command::FilterRows, onTable},
    Place{Command::ChooseColumns, onTable},
    Place{Command::ShowDetails, onTable},
    Place{Command::Back, onAnyPage},
    Place{Command::Forward, onAnyPage},
    Place{Command::Refresh, TEXT("This page always shows the newest data.")},
    Place{Command::ChartPicture, onCharts},
    Place{Command::ChartNumbers, onCharts},
    Place{Command::ChartWhole, onCharts},
    Place{Command::ChartEverything, onCharts},
    Place{Command::ChartMaximise, onCharts},
    Place{Command::ChartSettings, onCharts},
    Place{Command::ViewData, onSamples},
    Place{Command::AnalyseAgain, onSamples},
    Place{Command::AnalyseNewData, onAnyPage},
    Place{Command::AssignFiles, onAnyPage},
    Place{Command::LabelSamples, onSamples},
    Place{Command::AddToBatch, onSamples},
    Place{Command::NewSample, onSamplesPage},
    Place{Command::EditSample, onSamples},
    Place{Command::SampleSnapshots, onSamples},
    Place{Command::SampleDetails, onSamples},
    Place{Command::DeleteSamples, onSamplesPage},
    Place{Command::NewBatch, onBatches},
    Place{Command::EditBatch, onBatches},
    Place{Command::AnalyseBatches, onBatches},
    Place{Command::ExportBatch, onBatches},
    Place{Command::DeleteBatches, onBatches},
    Place{Command::UpdateCyclers, onAnyPage},
    Place{Command::LoadSamples, onPipelines},
    Place{Command::EjectSamples, onPipelines},
    Place{Command::ReadyPipelines, onPipelines},
    Place{Command::UnreadyPipelines, onPipelines},
    Place{Command::SubmitJobs, onPipelines},
    Place{Command::CancelJobs, onPipelinesOrJobs},
    Place{Command::SnapshotJobs, onPipelinesOrJobs},
    Place{Command::JobDetails, onPipelinesOrJobs},
    Place{Command::AttachPayload, onJobs},
    Place{Command::SnapshotNew, onAnyPage},
    Place{Command::HarvestNow, onAnyPage},
    Place{Command::RunDaemon, onAnyPage},
    Place{Command::Preferences, onAnyPage},
    Place{Command::UserGuide, onAnyPage},
    Place{Command::CopyDiagnostics, onAnyPage},
    Place{Command::About, onAnyPage},
};

#undef TEXT

constexpr bool isInOrder()
{
    for (std::size_t at = 0; at < placeTable.size(); ++at) {
        if (placeTable[at].command != static_cast<Command>(at)) {
            return false;
        }
    }
    return placeTable.back().command == Command::About;
}

static_assert(isInOrder(), "every command has its row, in the order of Command");

}  // namespace

QString Page::whyNot(Command command) const
{
    const char* const elsewhere = placeTable[static_cast<std::size_t>(command)].elsewhere;
    return elsewhere == nullptr ? QString() : tr(elsewhere);
}

}  // namespace aurora::gui
