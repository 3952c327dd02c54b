#pragma once

#include "aurora/services/control_cyclers.h"
#include "aurora/services/fetch_data.h"
#include "gui/frame/page.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace aurora::gui {

/// What the pages Pipelines and Jobs do with their selected rows. Each runs as a task and reports row by row; what ends
/// an experiment or takes a cell away asks first, and is done in the project that was asked about.

struct LoadedPipeline
{
    QString pipeline;
    QString sampleId;
};

struct ShownJob
{
    QString id;
    QString sampleId;
    bool running = false;
};

void loadSamples(Frame& frame, const std::vector<services::LoadRequest>& requests);
void ejectSamples(Frame& frame, QWidget* parent, const std::vector<LoadedPipeline>& pipelines);
void makeReady(Frame& frame, const QStringList& pipelines);
void makeUnready(Frame& frame, const QStringList& pipelines);
void cancelJobs(Frame& frame, QWidget* parent, const std::vector<ShownJob>& jobs);
void fetchSnapshots(Frame& frame, const services::SnapshotSelection& selection);

/// Harvests the folders of these PCs alone, or all without any.
/// @param then  when it is done; may be empty
void harvestFolders(Frame& frame, const QStringList& labels, std::function<void()> then = {});

}  // namespace aurora::gui
