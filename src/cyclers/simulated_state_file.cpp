#include "cyclers/simulated_state.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <sqlite3.h>

#include <system_error>

namespace aurora::cyclers {

namespace fs = std::filesystem;

namespace {

constexpr int indentation = 1;
constexpr int lookEvery_ms = 50;
constexpr int looks = 1200;  // a minute

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json();
}

Json toJson(const PipelineState& pipeline)
{
    return {{"pipeline", pipeline.name},
            {"sampleid", pipeline.sampleId},
            {"ready", pipeline.ready},
            {"jobid", pipeline.jobId},
            {"pid", pipeline.pid ? Json(*pipeline.pid) : Json()}};
}

PipelineState pipelineFrom(const Json& json)
{
    PipelineState pipeline;
    pipeline.name = json.at("pipeline").get<std::string>();
    pipeline.sampleId = json.at("sampleid").get<std::string>();
    pipeline.ready = json.at("ready").get<bool>();
    pipeline.jobId = json.at("jobid").get<std::string>();
    if (json.at("pid").is_number_integer()) {
        pipeline.pid = json.at("pid").get<std::int64_t>();
    }
    return pipeline;
}

Json toJson(const StoredJob& stored)
{
    const Job& job = stored.job;
    return {{"jobid", job.id},
            {"jobname", job.name},
            {"status", job.status},
            {"pipeline", job.pipeline},
            {"sampleid", job.sampleId},
            {"submitted_uts", orNull(job.submitted_uts)},
            {"executed_uts", orNull(job.executed_uts)},
            {"completed_uts", orNull(job.completed_uts)},
            {"duration_s", stored.duration_s},
            {"payload", stored.payload}};
}

StoredJob jobFrom(const Json& json)
{
    StoredJob stored;
    stored.job.id = json.at("jobid").get<std::string>();
    stored.job.name = json.at("jobname").get<std::string>();
    stored.job.status = json.at("status").get<std::string>();
    stored.job.pipeline = json.at("pipeline").get<std::string>();
    stored.job.sampleId = json.at("sampleid").get<std::string>();
    stored.job.submitted_uts = numberAt(json, "submitted_uts");
    stored.job.executed_uts = numberAt(json, "executed_uts");
    stored.job.completed_uts = numberAt(json, "completed_uts");
    stored.duration_s = json.at("duration_s").get<double>();
    stored.payload = json.at("payload");
    return stored;
}

SimulatedState stateFrom(const Json& json)
{
    SimulatedState state;
    state.server_uts = json.at("server_uts").get<double>();
    state.real_uts = json.at("real_uts").get<double>();
    for (const Json& pipeline : json.at("pipelines")) {
        state.pipelines.push_back(pipelineFrom(pipeline));
    }
    for (const Json& job : json.at("jobs")) {
        state.jobs.push_back(jobFrom(job));
    }
    return state;
}

}  // namespace

// The lock is that of an empty SQLite database beside the state: the same on every system, and gone with the program
// that held it, however that ended.
StateFile::StateFile(const fs::path& file, const Progress& progress) : m_file(file)
{
    fs::path lock = file;
    lock += ".lock";
    if (sqlite3_open(pathText(lock).c_str(), &m_lock) == SQLITE_OK) {
        sqlite3_busy_timeout(m_lock, lookEvery_ms);
        for (int look = 0; look < looks; ++look) {
            const int code = sqlite3_exec(m_lock, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr);
            if (code == SQLITE_OK) {
                return;
            }
            if (code != SQLITE_BUSY || progress.cancelRequested()) {
                break;
            }
        }
    }
    const std::string cause = sqlite3_errmsg(m_lock);
    sqlite3_close(m_lock);
    progress.throwIfCancelled();
    throw Error(pathText(file) + ": the simulated server cannot be used: another program holds it, or the folder "
                                 "cannot be written.",
                cause);
}

StateFile::~StateFile()
{
    sqlite3_close(m_lock);  // an open transaction is rolled back: there was nothing in it
}

SimulatedState StateFile::read(double now_uts) const
{
    std::error_code code;
    if (!fs::exists(m_file, code)) {
        return newSimulatedState(now_uts);
    }
    const Json json = parseJson(readFile(m_file), pathText(m_file));
    try {
        return stateFrom(json);
    } catch (const Json::exception& error) {
        throw Error(pathText(m_file) + ": is not the state of a simulated server. Remove it to begin with a new one.",
                    error.what());
    }
}

void StateFile::write(const SimulatedState& state) const
{
    Json pipelines = Json::array();
    for (const PipelineState& pipeline : state.pipelines) {
        pipelines.push_back(toJson(pipeline));
    }
    Json jobs = Json::array();
    for (const StoredJob& job : state.jobs) {
        jobs.push_back(toJson(job));
    }
    const Json json{{"server_type", "simulated"},
                    {"server_uts", state.server_uts},
                    {"real_uts", state.real_uts},
                    {"pipelines", std::move(pipelines)},
                    {"jobs", std::move(jobs)}};
    replaceFileText(m_file, dumpJson(json, indentation) + "\n");
}

}  // namespace aurora::cyclers
