#include "aurora/cyclers/tomato_server.h"

#include "cyclers/ketchup.h"
#include "cyclers/refusals.h"
#include "cyclers/tomato_queue.h"

#include "aurora/core/base64.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"

#include <algorithm>

namespace aurora::cyclers {

namespace {

/// A cancel that is lost shows itself within this time.
constexpr std::chrono::seconds secondLook{3};
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
    std::vector<std::string> words{"submit", "-j", submission.sampleId, "-J", base64(submission.payload)};
    if (!m_ketchup->fits(words)) {
        const std::string file = remotePath(m_server.saveLocation, payloadFileName(submission));
        m_host->upload(submission.payload, file, progress);
        words = {"submit", "-j", submission.sampleId, file};
    }
    m_queue.reset();  // the new job is not in it
    Ketchup::Answer answer;
    try {
        // From here on a cancel would leave nobody knowing whether there is a job.
        answer = m_ketchup->ask(words, commandTimeout, Progress::none());
    } catch (const remote::ConnectionError& error) {
        if (error.problem() != remote::ConnectionProblem::Dropped) {
            throw;
        }
        refuse(action, "the connection broke meanwhile. Whether the job was submitted is not known: update, and look "
                       "for it among the jobs before you submit it again.");
    } catch (const remote::CommandTimedOut&) {
        refuse(action, "it did not answer in time. Whether the job was submitted is not known: update, and look for "
                       "it among the jobs before you submit it again.");
    }
    if (!answer.done()) {
        m_ketchup->refuse(action.what, answer);
    }
    const auto jobId = submittedJobId(answer.result.output);
    if (!jobId) {
        m_ketchup->refuse(action.what, "it named no job. Update, and look whether there is one.", answer.raw());
    }
    try {
        checkSubmitted(*jobId, submission.sampleId, Progress::none());
    } catch (const NotDone&) {
        throw;
    } catch (const Error& error) {
        throw NotDone(m_server.label + " took the job of " + submission.sampleId + " as job " + *jobId +
                          ", but could not be asked whether it stands. Update, and look for it among the jobs; do not "
                          "submit it again before.",
                      error.what());
    }
    return *jobId;
}

void TomatoServer::checkSubmitted(const std::string& jobId, const std::string& sampleId, const Progress& progress)
{
    const std::string what = "submit the job of " + sampleId;
    const Job job = jobNow(jobId, what, progress);
    if (job.name != sampleId) {
        m_ketchup->refuse(what, "its job " + jobId + " is named \"" + job.name + "\" and not after the sample.");
    }
    if (job.pipeline.empty()) {
        return;
    }
    const PipelineState pipeline = pipelineNow(job.pipeline, what, progress);
    if (pipeline.jobId == jobId && pipeline.sampleId != sampleId) {
        m_ketchup->refuse(what, "job " + jobId + " has started on " + job.pipeline + ", which holds " +
                                    (pipeline.sampleId.empty() ? "no sample" : pipeline.sampleId) + ". Cancel it.");
    }
}

void TomatoServer::cancel(const std::string& jobId, const Progress& progress)
{
    const Action action{m_server.label, "cancel job " + jobId};
    checkJobNumber(*m_ketchup, jobId, action.what);
    checkCancel(jobNow(jobId, action.what, progress), action);
    for (int attempt = 0; attempt < cancelAttempts; ++attempt) {
        const Ketchup::Answer answer = m_ketchup->ask({"cancel", jobId}, commandTimeout, progress);
        if (!answer.done()) {
            m_ketchup->refuse(action.what, answer);
        }
        const auto isCancelled = [&] {
            const std::string status = jobNow(jobId, action.what, progress).status;
            return status == "rd" || hasEnded(status);
        };
        if (!isCancelled()) {
            continue;
        }
        // A cancel in the moment the job starts is lost: only the second look tells.
        m_clock.wait(secondLook, progress);
        if (isCancelled()) {
            return;
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
    std::string folder = m_server.tomatoDataPath;
    while (!folder.empty() && (folder.back() == '/' || folder.back() == '\\')) {
        folder.pop_back();
    }
    const std::size_t slash = folder.find_last_of("/\\");
    const std::string parent = slash == std::string::npos ? std::string() : folder.substr(0, slash + 1);
    const std::string database = remotePath(parent, "database.db");
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
