#include "aurora/cyclers/tomato_server.h"

#include "cyclers/ketchup.h"
#include "cyclers/refusals.h"
#include "cyclers/sent_command.h"
#include "cyclers/tomato_queue.h"

#include "aurora/core/base64.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::cyclers {

namespace {

constexpr int cancelAttempts = 3;

/// tomato's database is fetched once for all jobs of an update, not once a job.
constexpr double queueIsGoodFor_s = 10;

constexpr std::uint64_t largestJobData = std::uint64_t{64} << 20;

/// The same payload has the same name: what is sent again replaces what was sent before.
std::string payloadFileName(const Submission& submission)
{
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
    for (const char c : submission.payload) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return "aurora-payload-" + std::to_string(hash) + ".json";
}

bool namesOutputFolder(const Json& payload)
{
    const auto tomato = payload.find("tomato");
    if (tomato == payload.end() || !tomato->is_object() || !tomato->contains("output")) {
        return false;
    }
    return !textAt((*tomato)["output"], "path").value_or("").empty();
}

/// Where tomato is to write snapshots while the job runs; empty: nowhere.
std::string snapshotFolder(const Json& payload)
{
    const auto tomato = payload.find("tomato");
    if (tomato == payload.end() || !tomato->is_object() || !tomato->contains("snapshot")) {
        return {};
    }
    return textAt((*tomato)["snapshot"], "path").value_or("");
}

JobPayload payloadFrom(const Json& jobData, const Json& payload)
{
    JobPayload known;
    known.payload = payload;
    known.sampleId = payload.contains("sample") ? textAt(payload["sample"], "name").value_or("") : "";
    if (jobData.contains("pipeline")) {
        known.pipeline = textAt(jobData["pipeline"], "name").value_or("");
    }
    return known;
}

}  // namespace

Job TomatoServer::jobNow(const std::string& jobId, const std::string& what, const Progress& progress)
{
    const std::vector<Job> found = jobDetails({&jobId, 1}, progress);
    const auto job = std::find_if(found.begin(), found.end(), [&](const Job& one) { return one.id == jobId; });
    if (job == found.end()) {
        m_ketchup->refuse(what, "the server does not know job " + jobId + ".");
    }
    return *job;
}

std::string TomatoServer::submit(const Submission& submission, const Progress& progress)
{
    const Action action{m_server.label, "submit the job of " + submission.sampleId};
    checkSampleName(submission.sampleId, action);
    const Json payload = parseJson(submission.payload, "The payload of " + submission.sampleId);
    if (payloadFrom({}, payload).sampleId != submission.sampleId) {
        refuse(action, "its payload names another sample.");
    }
    if (m_server.saveLocation.empty() && !namesOutputFolder(payload)) {
        refuse(action, "\"save_location\" is missing in the configuration of this server, and the payload names no "
                       "folder for its results: they would land in the home folder of the SSH user. Fill it in.");
    }
    if (const std::string folder = snapshotFolder(payload); !folder.empty() && !m_ketchup->hasFolder(folder, progress))
    {
        refuse(action, "its payload says that \"tomato\": \"snapshot\": \"path\" is \"" + folder +
                           "\", which is no folder on the server. Make it there, or name another one.");
    }
    std::vector<std::string> words{"submit", "-j", submission.sampleId, "-J", base64(submission.payload)};
    if (!m_ketchup->fits(words)) {
        const std::string file = remotePath(m_server.saveLocation, payloadFileName(submission));
        m_host->upload(submission.payload, file, progress);
        words = {"submit", "-j", submission.sampleId, file};
    }
    m_queue.reset();  // the new job is not in it
    const Ketchup::Answer answer = sendChange(*m_ketchup, action, words, progress);
    if (!answer.done()) {
        m_ketchup->refuse(action.what, answer);
    }
    const auto jobId = submittedJobId(answer.result.output);
    if (!jobId) {
        throwMaybeDone(action, "it named no job.", answer.raw());
    }
    try {
        checkSubmitted(*jobId, submission.sampleId, progress);
    } catch (const MaybeDone&) {
        throw;
    } catch (const NotConfirmed&) {
        throw;
    } catch (const Cancelled&) {
        throw NotConfirmed(*jobId, "you cancelled before it was looked whether the job stands.", answer.raw());
    } catch (const Error& error) {
        throw NotConfirmed(*jobId, std::string("it could not be looked whether the job stands: ") + error.what(),
                           error.cause());
    }
    return *jobId;
}

/// @throws MaybeDone when there is no such job of the sample, NotConfirmed when it has started where it should not
void TomatoServer::checkSubmitted(const std::string& jobId, const std::string& sampleId, const Progress& progress)
{
    const Action action{m_server.label, "submit the job of " + sampleId};
    progress.throwIfCancelled();
    const std::vector<Job> found = jobDetails({&jobId, 1}, progress);
    const auto job = std::find_if(found.begin(), found.end(), [&](const Job& one) { return one.id == jobId; });
    if (job == found.end()) {
        throwMaybeDone(action, "it named job " + jobId + ", but does not know job " + jobId + " now.");
    }
    if (job->name != sampleId) {
        throwMaybeDone(action, "its job " + jobId + " is named \"" + job->name + "\" and not after the sample.");
    }
    if (job->pipeline.empty()) {
        return;
    }
    const PipelineState pipeline = pipelineNow(job->pipeline, action.what, progress);
    if (pipeline.jobId == jobId && pipeline.sampleId != sampleId) {
        throw NotConfirmed(jobId,
                           "it has started on " + job->pipeline + ", which holds " +
                               (pipeline.sampleId.empty() ? "no sample" : pipeline.sampleId) + ". Cancel it.",
                           {});
    }
}

CancelState TomatoServer::cancel(const std::string& jobId, const Progress& progress)
{
    const Action action{m_server.label, "cancel job " + jobId};
    checkJobNumber(*m_ketchup, jobId, action.what);
    checkCancel(jobNow(jobId, action.what, progress), action);
    const auto isCancelled = [](const std::string& status) { return status == "rd" || hasEnded(status); };
    for (int attempt = 0; attempt < cancelAttempts; ++attempt) {
        const auto send = attempt == 0 ? sendChange : sendAgain;
        const Ketchup::Answer answer = send(*m_ketchup, action, {"cancel", jobId}, progress);
        if (!answer.done()) {
            m_ketchup->refuse(action.what, answer);
        }
        const auto look = [&] { return jobNow(jobId, action.what, progress).status; };
        if (!isCancelled(readAfter(action, look))) {
            continue;
        }
        // A cancel in the moment the job starts is lost: only the second look tells.
        const std::string later = readAfter(action, [&] {
            m_clock.wait(secondLook, progress);
            return look();
        });
        if (isCancelled(later)) {
            return hasEnded(later) ? CancelState::Ended : CancelState::AskedFor;
        }
    }
    m_ketchup->refuse(action.what, "it took the command " + std::to_string(cancelAttempts) +
                                       " times, and the job is still not cancelled. Try again.");
}

JobPayload TomatoServer::payloadOf(const std::string& jobId, const Progress& progress)
{
    const std::string what = "tell the payload of job " + jobId;
    checkJobNumber(*m_ketchup, jobId, what);
    if (m_server.tomatoDataPath.empty()) {
        m_ketchup->refuse(what, "\"tomato_data_path\" is missing in the configuration of this server.");
    }
    const std::string file = remotePath(remotePath(m_server.tomatoDataPath, jobId), "jobdata.json");
    if (!m_host->find(file, progress)) {
        return queuedPayload(jobId, progress);
    }
    const std::string text = m_host->read(file, largestJobData, progress);
    const Json jobData = parseJson(text, file + " on " + m_server.label);
    if (!jobData.is_object() || !jobData.contains("payload") || !jobData["payload"].is_object()) {
        m_ketchup->refuse(what, file + " holds none.");
    }
    return payloadFrom(jobData, jobData["payload"]);
}

JobPayload TomatoServer::queuedPayload(const std::string& jobId, const Progress& progress)
{
    const std::string what = "tell the payload of job " + jobId;
    const std::string database = besideFolder(m_server.tomatoDataPath, "database.db");
    const auto isKnown = [&] { return m_queue && m_queue->payloads.count(jobId) > 0; };
    const bool isNew = m_queue && m_clock.now_uts() - m_queue->fetched_uts < queueIsGoodFor_s;
    if (!isKnown() && !isNew) {
        if (!m_host->find(database, progress)) {
            m_ketchup->refuse(what, "neither the folder of the job in " + m_server.tomatoDataPath + " nor " + database +
                                        " is there. Check \"tomato_data_path\".");
        }
        const double now_uts = m_clock.now_uts();
        m_queue = Queue{now_uts, queuedPayloads(*m_host, database, progress)};
    }
    if (!isKnown()) {
        m_ketchup->refuse(what, "it is not among its jobs.");
    }
    return payloadFrom({},
                       parseJson(m_queue->payloads.at(jobId), "The payload of job " + jobId + " on " + m_server.label));
}

}  // namespace aurora::cyclers
