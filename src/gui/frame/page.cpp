#include "gui/frame/page.h"

namespace aurora::gui {

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
    default:
        return tr("There is no table on this page.");
    }
}

}  // namespace aurora::gui
