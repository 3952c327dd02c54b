#include "gui/page_registry.h"

#include "gui/activity/activity_page.h"
#include "gui/batch_plots/batch_plots_page.h"
#include "gui/jobs/jobs_page.h"
#include "gui/overview/overview_page.h"
#include "gui/pipelines/pipelines_page.h"
#include "gui/plots/plots_page.h"
#include "gui/protocols/protocols_page.h"
#include "gui/results/results_page.h"
#include "gui/samples/samples_page.h"

#include <array>

namespace aurora::gui {

namespace {

template <class SomePage>
Page* make(Frame& frame, QWidget* parent)
{
    return new SomePage(frame, parent);
}

constexpr std::array pageTable{
    PageEntry{"overview", QT_TRANSLATE_NOOP("Pages", "Overview"), "overview", Needs::Project, make<OverviewPage>},
    PageEntry{"samples", QT_TRANSLATE_NOOP("Pages", "Samples"), "samples", Needs::Project, make<SamplesPage>},
    PageEntry{"pipelines", QT_TRANSLATE_NOOP("Pages", "Pipelines"), "pipelines", Needs::Project, make<PipelinesPage>},
    PageEntry{"jobs", QT_TRANSLATE_NOOP("Pages", "Jobs"), "jobs", Needs::Project, make<JobsPage>},
    PageEntry{"results", QT_TRANSLATE_NOOP("Pages", "Results"), "results", Needs::Project, make<ResultsPage>},
    PageEntry{plotsPageId, QT_TRANSLATE_NOOP("Pages", "Sample plots"), "sample-plots", Needs::Nothing, make<PlotsPage>},
    PageEntry{batchPlotsPageId, QT_TRANSLATE_NOOP("Pages", "Batch plots"), "batch-plots", Needs::Project,
              make<BatchPlotsPage>},
    PageEntry{"protocols", QT_TRANSLATE_NOOP("Pages", "Protocols"), "protocols", Needs::Project, make<ProtocolsPage>},
    PageEntry{"activity", QT_TRANSLATE_NOOP("Pages", "Activity"), "activity", Needs::Nothing, make<ActivityPage>},
};

}  // namespace

std::span<const PageEntry> pageRegistry()
{
    return pageTable;
}

}  // namespace aurora::gui
