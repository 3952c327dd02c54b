#include "aurora/services/control_cyclers.h"

#include "aurora/core/error.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "aurora/database/samples_table.h"
#include "row_text.h"
#include "server_tables.h"
#include "server_work.h"
#include "wording.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
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
    ServerItems items;
    for (const auto& [label, ofServer] : actions) {
        std::vector<std::string>& names = items.byLabel[label];
        std::transform(ofServer.begin(), ofServer.end(), std::back_inserter(names),
                       [](const Action& action) { return action.name; });
    }
    const std::size_t total = items.count();
    std::atomic<std::size_t> done{0};
    before.add(onEachServer(lab, items, [&](const std::string& label, Report& ofServer) {
        {
            const ServerInUse server = lab.server(label, progress);
            for (const Action& action : actions.at(label)) {
                progress.throwIfCancelled();
                reportAction(ofServer, action.name, [&] { return act(*server, action); });
                progress.report(++done, total, action.name);
            }
        }
        refreshServer(lab, label, ofServer, progress);
    }));
    noteHowToGoOn(before, items.notDone, "do it again for");
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

/// What a server does to a pipeline of its own, and what is told of that.
using PipelineVerb = std::function<std::string(cyclers::CyclerServer&, const std::string&)>;

Report onPipelines(Lab& lab, const std::vector<std::string>& pipelines, const PipelineVerb& verb, Progress& progress)
{
    refuseReadOnly(lab);
    const auto database = lab.project().openDatabase();
    Report report;
    const Actions actions =
        byServer(pipelines, report, [&](const std::string& name) { return pipelineOnServer(lab, *database, name); });
    return perform(
        lab, actions, std::move(report),
        [&](cyclers::CyclerServer& server, const Action& action) { return verb(server, action.nameOnServer); },
        progress);
}

/// The samples that the tables have on these pipelines.
std::map<std::string, std::string> samplesOn(database::Database& database, const std::vector<std::string>& pipelines)
{
    std::map<std::string, std::string> samples;
    for (const std::string& pipeline : pipelines) {
        if (const std::optional<database::Row> row = database::PipelinesTable(database).find(pipeline)) {
            samples[pipeline] = cellText(*row, "Sample ID");
        }
    }
    return samples;
}

/// What is to be added when a sample is taken off: its jobs that wait go on waiting.
std::string queuedRemark(database::Database& database, const std::string& sampleId)
{
    std::vector<std::string> queued;
    if (!sampleId.empty()) {
        for (const database::Row& row : database::JobsTable(database).ofSample(sampleId)) {
            if (cyclers::isQueued(cellText(row, "Status"))) {
                queued.push_back(cellText(row, "Job ID"));
            }
        }
    }
    return queued.empty()
               ? std::string()
               : "; " + listText(queued) + " of " + sampleId + (queued.size() == 1 ? " is" : " are") +
                     " still queued: cancel " + (queued.size() == 1 ? "it, or it starts" : "them, or they start") +
                     " when " + sampleId + " is on a pipeline that is ready";
}

/// Why the request cannot be meant, as a whole sentence; empty when it can. What is loaded where is not looked at.
std::string whyNotLoadable(database::Database& database, const LoadRequest& request, std::set<std::string>& samples,
                           std::set<std::string>& pipelines)
{
    if (!database::SamplesTable(database).contains(request.sampleId)) {
        return "There is no sample " + request.sampleId + " in the project. Import its row first (import-samples).";
    }
    if (!samples.insert(request.sampleId).second) {
        return request.sampleId + " is asked for twice: it can be on one pipeline only.";
    }
    if (!pipelines.insert(request.pipeline).second) {
        return request.pipeline + " is asked for twice: it can hold one sample only.";
    }
    return {};
}

/// Where samples are now: by the servers' own word, and by the tables for those that do not answer.
class Places
{
public:
    Places(Lab& lab, database::Database& database, const Progress& progress) : m_database(database)
    {
        std::mutex mutex;
        const Report told = onEachServer(lab, lab.serverLabels(), [&](const std::string& label, Report& /*unused*/) {
            // What a server has answered now stands in the table now: its rows count as fresh from here on.
            std::vector<cyclers::PipelineState> read =
                readPipelinesIntoTable(lab, *lab.server(label, progress), *lab.project().openDatabase(), progress);
            const std::lock_guard lock(mutex);
            m_read[label] = std::move(read);
        });
        progress.throwIfCancelled();
        for (const ReportItem& silent : told.failed) {
            m_silent.push_back(silent);
        }
    }

    /// @throws Error when the sample is loaded already, or the server of the pipeline does not answer
    void check(const LoadRequest& request, const std::string& label) const
    {
        for (const auto& [server, pipelines] : m_read) {
            for (const cyclers::PipelineState& pipeline : pipelines) {
                if (pipeline.sampleId == request.sampleId) {
                    refuse(request, withLabel(server, pipeline.name), ".");
                }
            }
        }
        for (const ReportItem& silent : m_silent) {
            if (silent.input == label) {
                throw Error("not done: " + silent.message, silent.cause);
            }
        }
        for (const database::Row& row : database::PipelinesTable(m_database).holding(request.sampleId)) {
            const std::string server = toText(row.at("Server label"));
            if (isSilent(server)) {
                refuse(request, toText(row.at("Pipeline")),
                       ", as " + server + " told at " + toText(row.at("Last checked")) + "; it does not answer now.");
            }
        }
    }

    /// What a load that was done is not sure of.
    [[nodiscard]] std::string remark() const
    {
        std::string labels;
        for (const ReportItem& silent : m_silent) {
            labels += (labels.empty() ? "" : ", ") + silent.input;
        }
        return labels.empty() ? std::string()
                              : "; no answer from " + labels + ": that it is not loaded there is known from the last " +
                                    "update only";
    }

private:
    [[noreturn]] static void refuse(const LoadRequest& request, const std::string& holder, const std::string& known)
    {
        throw Error(request.sampleId + " is loaded on " + holder + (holder == request.pipeline ? " already" : "") +
                    known + (holder == request.pipeline ? "" : " Eject it there first."));
    }

    [[nodiscard]] bool isSilent(const std::string& label) const
    {
        return std::any_of(m_silent.begin(), m_silent.end(),
                           [&](const ReportItem& silent) { return silent.input == label; });
    }

    database::Database& m_database;
    std::map<std::string, std::vector<cyclers::PipelineState>> m_read;  ///< by label, of those that answered
    std::vector<ReportItem> m_silent;                                   ///< label and reason of those that did not
};

/// Actions for the requests that nothing speaks against as the servers tell it; the others are failures.
Actions loadActions(Lab& lab, database::Database& database, const std::vector<LoadRequest>& requests, Report& report,
                    std::string& remark, const Progress& progress)
{
    Actions actions;
    std::set<std::string> samples;
    std::set<std::string> pipelines;
    std::optional<Places> places;
    for (const LoadRequest& request : requests) {
        try {
            const std::string why = whyNotLoadable(database, request, samples, pipelines);
            if (!why.empty()) {
                throw Error(why);
            }
            const ServerName found = pipelineOnServer(lab, database, request.pipeline);
            if (!places) {
                places.emplace(lab, database, progress);
                remark = places->remark();
            }
            places->check(request, found.label);
            actions[found.label].push_back({request.pipeline, found.nameOnServer, request.sampleId});
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            report.failed.push_back({request.pipeline, error.what(), error.cause()});
        }
    }
    return actions;
}

}  // namespace

Report loadSamples(Lab& lab, const std::vector<LoadRequest>& requests, Progress& progress)
{
    refuseReadOnly(lab);
    const auto database = lab.project().openDatabase();
    Report report;
    std::string remark;
    Actions actions;
    try {
        actions = loadActions(lab, *database, requests, report, remark, progress);
    } catch (const Cancelled&) {
        report = {};
        report.cancelled = true;
        for (const LoadRequest& request : requests) {
            report.skipped.push_back({request.pipeline, "not done: cancelled before it was begun", {}});
        }
        noteHowToGoOn(report, "not done", "do it again for");
        return report;
    }
    return perform(
        lab, actions, std::move(report),
        [&](cyclers::CyclerServer& server, const Action& action) {
            server.load(action.sampleId, action.nameOnServer, progress);
            return "holds " + action.sampleId + remark;
        },
        progress);
}

Report ejectPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress)
{
    refuseReadOnly(lab);
    const auto database = lab.project().openDatabase();
    const std::map<std::string, std::string> samples = samplesOn(*database, pipelines);
    Report report = onPipelines(
        lab, pipelines,
        [&](cyclers::CyclerServer& server, const std::string& pipeline) {
            server.eject(pipeline, progress);
            return "is empty";
        },
        progress);
    for (ReportItem& item : report.done) {
        if (const auto sample = samples.find(item.input); sample != samples.end()) {
            item.message += queuedRemark(*database, sample->second);
        }
    }
    return report;
}

Report readyPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress)
{
    return onPipelines(
        lab, pipelines,
        [&](cyclers::CyclerServer& server, const std::string& pipeline) {
            const std::string job = server.ready(pipeline, progress);
            return job.empty() ? "is ready" : "ready; job " + withLabel(server.label(), job) + " has started";
        },
        progress);
}

Report unreadyPipelines(Lab& lab, const std::vector<std::string>& pipelines, Progress& progress)
{
    return onPipelines(
        lab, pipelines,
        [&](cyclers::CyclerServer& server, const std::string& pipeline) {
            server.unready(pipeline, progress);
            return "is not ready any more";
        },
        progress);
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
            const cyclers::CancelState state = server.cancel(action.nameOnServer, progress);
            return std::string(state == cyclers::CancelState::Ended
                                   ? "is cancelled"
                                   : "is asked to end, and has not ended yet: update to see when it has. If it stays "
                                     "so, tomato may not be running on the server");
        },
        progress);
}

}  // namespace aurora::services
