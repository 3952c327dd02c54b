#include "gui/cyclers/row_actions.h"

#include "gui/cyclers/confirm.h"
#include "gui/cyclers/lab_task.h"
#include "gui/frame/project_session.h"
#include "gui/frame/qt_text.h"
#include "gui/samples/named_samples.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace aurora::gui {

namespace {

/// The texts of this file, as translators find them.
struct RowActionsWords
{
    Q_DECLARE_TR_FUNCTIONS(RowActions)
};

/// A sentence about one or several, where %1 is how many.
QString counted(qsizetype count, const char* one, const char* several)
{
    return count == 1 ? RowActionsWords::tr(one) : RowActionsWords::tr(several).arg(count);
}

using PipelineService = services::Report (*)(services::Lab&, const std::vector<std::string>&, Progress&);

void onPipelines(Frame& frame, const std::shared_ptr<services::Lab>& servers, const QStringList& pipelines,
                 PipelineService service, const QString& title, const QString& summary)
{
    runOnLab(frame, servers,
             {.title = title,
              .work = [names = utf8(pipelines), service](services::Lab& lab,
                                                         Progress& progress) { return service(lab, names, progress); },
              .summary = summary});
}

}  // namespace

void loadSamples(Frame& frame, const std::vector<services::LoadRequest>& requests)
{
    runOnLab(frame, frame.session.lab(),
             {.title = RowActionsWords::tr("Loading samples"),
              .work = [requests](services::Lab& lab,
                                 Progress& progress) { return services::loadSamples(lab, requests, progress); },
              .summary = RowActionsWords::tr("Samples loaded: %1.")});
}

void ejectSamples(Frame& frame, QWidget* parent, const std::vector<LoadedPipeline>& pipelines)
{
    QStringList names;
    QStringList objects;
    for (const LoadedPipeline& loaded : pipelines) {
        names.append(loaded.pipeline);
        objects.append(RowActionsWords::tr("%1 from %2").arg(loaded.sampleId, loaded.pipeline));
    }
    const Question question{
        .title = RowActionsWords::tr("Eject samples"),
        .text = counted(names.size(), "Eject 1 sample?", "Eject %1 samples?") + QLatin1Char(' ') +
                RowActionsWords::tr("Jobs that wait for what is ejected cannot start until it is loaded again."),
        .objects = objects,
        .button = counted(names.size(), "Eject 1 sample", "Eject %1 samples")};
    confirm(parent, question, [&frame, servers = frame.session.lab(), names] {
        onPipelines(frame, servers, names, &services::ejectPipelines, RowActionsWords::tr("Ejecting samples"),
                    RowActionsWords::tr("Samples ejected: %1."));
    });
}

void makeReady(Frame& frame, const QStringList& pipelines)
{
    onPipelines(frame, frame.session.lab(), pipelines, &services::readyPipelines,
                RowActionsWords::tr("Making pipelines ready"), RowActionsWords::tr("Pipelines made ready: %1."));
}

void makeUnready(Frame& frame, const QStringList& pipelines)
{
    onPipelines(frame, frame.session.lab(), pipelines, &services::unreadyPipelines,
                RowActionsWords::tr("Making pipelines unready"), RowActionsWords::tr("Pipelines made unready: %1."));
}

void cancelJobs(Frame& frame, QWidget* parent, const std::vector<ShownJob>& jobs)
{
    QStringList ids;
    QStringList objects;
    for (const ShownJob& job : jobs) {
        ids.append(job.id);
        objects.append(job.sampleId.isEmpty() ? job.id : RowActionsWords::tr("%1 of %2").arg(job.id, job.sampleId));
    }
    const auto running = std::count_if(jobs.begin(), jobs.end(), [](const ShownJob& job) { return job.running; });
    const Question question{
        .title = RowActionsWords::tr("Cancel jobs"),
        .text = counted(ids.size(), "Cancel 1 job?", "Cancel %1 jobs?") + QLatin1Char(' ') +
                RowActionsWords::tr(
                    "Running now: %1. A running experiment ends and cannot be continued; what was measured so "
                    "far is kept.")
                    .arg(running),
        .objects = objects,
        .button = counted(ids.size(), "End 1 job", "End %1 jobs"),
        .keep = running > 0 ? RowActionsWords::tr("Keep running") : RowActionsWords::tr("Keep in the queue")};
    confirm(parent, question, [&frame, servers = frame.session.lab(), names = utf8(ids)] {
        runOnLab(frame, servers,
                 {.title = RowActionsWords::tr("Cancelling jobs"),
                  .work = [names](services::Lab& lab,
                                  Progress& progress) { return services::cancelJobs(lab, names, progress); },
                  .summary = RowActionsWords::tr("Jobs cancelled: %1.")});
    });
}

void fetchSnapshots(Frame& frame, const services::SnapshotSelection& selection)
{
    runOnLab(frame, frame.session.lab(),
             {.title = RowActionsWords::tr("Fetching snapshots"),
              .kind = TaskKind::Writes,
              .work = [selection](services::Lab& lab,
                                  Progress& progress) { return services::snapshotJobs(lab, selection, progress); },
              .summary = RowActionsWords::tr("Jobs fetched: %1.")});
}

void harvestFolders(Frame& frame, const QStringList& labels, std::function<void()> then)
{
    runOnLab(frame, frame.session.lab(),
             {.title = labels.isEmpty() ? RowActionsWords::tr("Harvesting")
                                        : RowActionsWords::tr("Harvesting %1").arg(labels.join(QStringLiteral(", "))),
              .kind = TaskKind::Writes,
              .work =
                  [labels = utf8(labels)](services::Lab& lab, Progress& progress) {
                      return services::harvest(lab, {}, progress, services::Force::No, labels);
                  },
              .summary = RowActionsWords::tr("Files harvested: %1."),
              .then =
                  [then = std::move(then)](const services::Report& /*shown already*/) {
                      if (then) {
                          then();
                      }
                  }});
}

}  // namespace aurora::gui
