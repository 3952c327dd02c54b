#include "aurora/services/control_cyclers.h"

#include "aurora/core/error.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/samples_table.h"
#include "server_tables.h"
#include "server_work.h"

#include <atomic>
#include <map>
#include <set>

namespace aurora::services {

namespace {

/// One action on one pipeline or job.
struct Action
{
    std::string name;          ///< as the user named it
    std::string nameOnServer;  ///< of the pipeline or the job
    std::string sampleId = {};
};

using Actions = std::map<std::string, std::vector<Action>>;  ///< by server label

void refuseReadOnly(const Lab& lab)
{
    if (lab.project().readOnly()) {
        throw Error("The project " + lab.project().name() +
                    " is open read-only: cyclers cannot be controlled from it.");
    }
}

/// Does the actions of each server one after the other, then reads its state into the tables, whatever came of them.
Report perform(Lab& lab, const Actions& actions, Report before,
               const std::function<std::string(cyclers::CyclerServer&, const Action&)>& act, Progress& progress)
{
    std::vector<std::string> labels;
    std::size_t total = 0;
    for (const auto& [label, ofServer] : actions) {
        labels.push_back(label);
        total += ofServer.size();
    }
    std::atomic<std::size_t> done{0};
    const Report report = onEachServer(lab, labels, [&](const std::string& label, Report& ofServer) {
        {
            const ServerInUse server = lab.server(label, progress);
            const std::vector<Action>& all = actions.at(label);
            std::vector<std::string> names;
            std::transform(all.begin(), all.end(), std::back_inserter(names),
                           [](const Action& action) { return action.name; });
            reportActions(ofServer, names, [&](std::size_t i) {
                progress.throwIfCancelled();
                const std::string told = act(*server, all[i]);
                progress.report(++done, total, names[i]);
                return told;
            });
        }
        refreshServer(lab, label, ofServer, progress);
    });
    before.add(report);
    before.cancelled = report.cancelled;
    return before;
}

/// The servers of pipelines or jobs; names that no server has are failures.
template <class Find>
Actions byServer(const std::vector<std::string>& names, Report& report, Find find)
{
    Actions actions;
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (!seen.insert(name).second) {
            continue;
        }
        try {
            const ServerName found = find(name);
            actions[found.label].push_back({name, found.nameOnServer});
        } catch (const Error& error) {
            report.failed.push_back({name, error.what(), error.cause()});
        }
    }
    return actions;
}

using PipelineVerb = void (cyclers::CyclerServer::*)(const std::string&, const Progress&);

Report onPipelines(Lab& lab, const std::vector<std::string>& pipelines, PipelineVerb verb, const std::string& told,
                   Progress& progress)
{
    refuseReadOnly(lab);
    const auto database = lab.project().openDatabase();
    Report report;
    const Actions actions =
        byServer(pipelines, report, [&](const std::string& name) { return pipelineOnServer(lab, *database, name); });
    return perform(
        lab, actions, std::move(report),
        [&](cyclers::CyclerServer& server, const Action& action) {
            (server.*verb)(action.nameOnServer, progress);
            return told;
        },
        progress);
}

/// Why the sample cannot be loaded, as a whole sentence; empty when it can.
std::string whyNotLoadable(database::Database& database, const LoadRequest& request)
{
    if (!database::SamplesTable(database).contains(request.sampleId)) {
        return "There is no sample " + request.sampleId + " in the project. Import its row first (import-samples).";
    }
    for (const database::Row& row : database::PipelinesTable(database).holding(request.sampleId)) {
        const std::string holder = toText(row.at("Pipeline"));
        return request.sampleId + " is loaded on " + holder +
               (holder == request.pipeline ? " already." : ". Eject it there first.");
    }
    return {};
}

}  // namespace

Report loadSamples(Lab& lab, const std::vector<LoadRequest>& requests, Progress& progress)
{
    refuseReadOnly(lab);
    const auto database = lab.project().openDatabase();
    Report report;
    Actions actions;
    std::set<std::string> samples;
    std::set<std::string> pipelines;
    for (const LoadRequest& request : requests) {
        try {
            std::string why = whyNotLoadable(*database, request);
            if (why.empty() && !samples.insert(request.sampleId).second) {
                why = request.sampleId + " is asked for twice: it can be on one pipeline only.";
            }
            if (why.empty() && !pipelines.insert(request.pipeline).second) {
                why = request.pipeline + " is asked for twice: it can hold one sample only.";
            }
            if (!why.empty()) {
                throw Error(why);
            }
            const ServerName found = pipelineOnServer(lab, *database, request.pipeline);
            actions[found.label].push_back({request.pipeline, found.nameOnServer, request.sampleId});
        } catch (const Error& error) {
            report.failed.push_back({request.pipeline, error.what(), error.cause()});
        }
    }
    return perform(
        lab, actions, std::move(report),
        [&](cyclers::CyclerServer& server, const Action& action) {
            server.load(action.sampleId, action.nameOnServer, progress);
            return "holds " + action.sampleId;
        },
        progress);
}

Report ejectPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress)
{
    return onPipelines(lab, pipelines, &cyclers::CyclerServer::eject, "is empty", progress);
}

Report readyPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress)
{
    return onPipelines(lab, pipelines, &cyclers::CyclerServer::ready, "is ready", progress);
}

Report unreadyPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress)
{
    return onPipelines(lab, pipelines, &cyclers::CyclerServer::unready, "is not ready any more", progress);
}

Report cancelJobs(Lab& lab, const std::vector<std::string>& jobs, Progress& progress)
{
    refuseReadOnly(lab);
    const auto database = lab.project().openDatabase();
    Report report;
    const Actions actions =
        byServer(jobs, report, [&](const std::string& name) { return jobOnServer(lab, *database, name); });
    return perform(
        lab, actions, std::move(report),
        [&](cyclers::CyclerServer& server, const Action& action) {
            server.cancel(action.nameOnServer, progress);
            return std::string("is cancelled");
        },
        progress);
}

}  // namespace aurora::services
