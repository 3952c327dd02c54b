#include "gui/frame/page.h"

namespace aurora::gui {

/// Where the command works instead. Every command stands here: the compiler says which one is missing.
QString Page::whyNot(Command command) const
{
    switch (command) {
    case Command::Refresh:
        return tr("This page always shows the newest data.");
    case Command::ViewData:
    case Command::AnalyseAgain:
    case Command::LabelSamples:
    case Command::AddToBatch:
    case Command::EditSample:
    case Command::SampleSnapshots:
    case Command::ExportSamples:
    case Command::SampleDetails:
        return tr("Choose samples on the page Samples or Results.");
    case Command::NewSample:
    case Command::DeleteSamples:
        return tr("Go to the page Samples.");
    case Command::AttachPayload:
        return tr("Choose jobs on the page Jobs.");
    case Command::NewBatch:
    case Command::EditBatch:
    case Command::AnalyseBatches:
    case Command::ExportBatch:
    case Command::DeleteBatches:
        return tr("Go to the page Batches.");
    case Command::LoadSamples:
    case Command::EjectSamples:
    case Command::ReadyPipelines:
    case Command::UnreadyPipelines:
    case Command::SubmitJobs:
        return tr("Choose pipelines on the page Pipelines.");
    case Command::CancelJobs:
    case Command::SnapshotJobs:
    case Command::JobDetails:
        return tr("Choose rows on the page Pipelines or Jobs.");
    case Command::Save:
    case Command::SaveAs:
    case Command::Undo:
    case Command::Redo:
    case Command::Paste:
    case Command::ImportProtocol:
    case Command::ExportProtocol:
    case Command::NewProtocol:
    case Command::AddRest:
    case Command::AddCurrent:
    case Command::AddVoltage:
    case Command::AddLoop:
    case Command::DuplicateProtocol:
    case Command::RenameProtocol:
    case Command::DeleteProtocol:
    case Command::RemoveSteps:
    case Command::MoveStepsUp:
    case Command::MoveStepsDown:
        return tr("This works on the page Protocols.");
    case Command::ChartPicture:
    case Command::ChartNumbers:
    case Command::ChartWhole:
    case Command::ChartEverything:
    case Command::ChartMaximise:
    case Command::ChartSettings:
        return tr("Go to a page with charts: Sample plots, Batch plots or Protocols.");
    case Command::Copy:
    case Command::SelectAll:
    case Command::Find:
    case Command::FilterRows:
    case Command::ChooseColumns:
    case Command::ShowDetails:
    case Command::ExportTable:
        return tr("There is no table on this page.");
    case Command::NewProject:
    case Command::OpenProject:
    case Command::TryDemo:
    case Command::ImportSamples:
    case Command::ImportDataFiles:
    case Command::ShowDataFiles:
    case Command::Backups:
    case Command::CloseProject:
    case Command::Quit:
    case Command::Back:
    case Command::Forward:
    case Command::AnalyseNewData:
    case Command::AssignFiles:
    case Command::UpdateCyclers:
    case Command::SnapshotNew:
    case Command::HarvestNow:
    case Command::RunDaemon:
    case Command::Preferences:
    case Command::UserGuide:
    case Command::CopyDiagnostics:
    case Command::About:
        break;
    }
    return {};  // the window carries it out, on whatever page
}

}  // namespace aurora::gui
