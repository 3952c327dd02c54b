#include "server_tables.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "cancel_only.h"
#include "flags.h"
#include "odd_states.h"
#include "reading_store.h"
#include "row_text.h"

#include <algorithm>
#include <set>

namespace aurora::services {

namespace {

using database::Row;

ServerName byLabel(const Lab& lab, const std::string& name, const char* what)
{
    ServerName found;
    for (const std::string& label : lab.serverLabels()) {
        if (name.starts_with(label + "-") && label.size() > found.label.size()) {
            found = {label, name.substr(label.size() + 1)};
        }
    }
    if (found.label.empty()) {
        throw Error("There is no " + std::string(what) + " " + name +
                    ": no server of the project has a label that it begins with.");
    }
    return found;
}

/// Jobs of which something is asked that the list does not tell: running and queued ones, and those that changed.
std::vector<std::string> jobsToAskAbout(const std::vector<cyclers::Job>& jobs, const std::map<std::string, Row>& known)
{
    std::vector<std::string> ids;
    for (const cyclers::Job& job : jobs) {
        const auto row = known.find(job.id);
        const bool hasNews = row == known.end() || cellText(row->second, "Status") != job.status ||
                             cellText(row->second, "Submitted").empty();
        if (hasNews) {
            ids.push_back(job.id);
        }
    }
    return ids;
}

void addDetails(std::vector<cyclers::Job>& jobs, std::vector<cyclers::Job> details)
{
    for (cyclers::Job& detail : details) {
        const auto job = std::find_if(jobs.begin(), jobs.end(),
                                      [&](const cyclers::Job& candidate) { return candidate.id == detail.id; });
        if (job != jobs.end()) {
            const std::string name = job->name;
            *job = std::move(detail);
            job->name = job->name.empty() ? name : job->name;
        }
    }
}

/// A job whose payload cannot be had yet is asked about again next time.
void readPayloads(cyclers::CyclerServer& server, const std::map<std::string, Row>& known, ServerReading& reading,
                  const Progress& progress)
{
    for (const cyclers::Job& job : reading.jobs) {
        const auto row = known.find(job.id);
        if (row != known.end() && !cellText(row->second, "Payload").empty()) {
            continue;
        }
        try {
            reading.payloads.emplace(job.id, server.payloadOf(job.id, progress));
        } catch (const cyclers::NotDone&) {
            continue;
        } catch (const remote::ConnectionError&) {
            throw;
        } catch (const remote::CommandTimedOut&) {
            throw;
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {  // of this job alone: half written, or not to be read
            reading.remarks.push_back(error.what());
        }
    }
}

/// A name as a payload has it; empty where a sample is still to be filled in.
std::string sampleNamed(const std::string& name)
{
    return name.find("$NAME") == std::string::npos ? name : std::string();
}

/// The sample that a payload was submitted for; empty when it names none, as those that were attached here.
std::string sampleOfPayload(const std::string& payload)
{
    const Json json = Json::parse(payload, nullptr, false);
    const Json sample = json.is_object() ? json.value("sample", Json()) : Json();
    return sample.is_object() ? sampleNamed(textAt(sample, "name").value_or("")) : std::string();
}

/// Whose jobs they are, where the server itself does not tell: as the table knows, as the payload says, else the name
/// that jobs of ours have.
void fillSamples(ServerReading& reading, const std::map<std::string, Row>& known)
{
    for (cyclers::Job& job : reading.jobs) {
        const auto payload = reading.payloads.find(job.id);
        const auto row = known.find(job.id);
        if (job.sampleId.empty() && payload != reading.payloads.end()) {
            job.sampleId = sampleNamed(payload->second.sampleId);
        }
        if (job.sampleId.empty() && row != known.end()) {
            const std::string noted = cellText(row->second, "Sample ID");
            // A sample that the payload names may have come into the project since.
            job.sampleId = noted.empty() ? sampleOfPayload(cellText(row->second, "Payload")) : noted;
        }
        if (job.sampleId.empty()) {
            job.sampleId = job.name;
        }
    }
}

/// Since when jobs have stood still: those that would be stuck if they stood there for ever.
std::map<std::string, double> standingJobs(const ServerReading& reading, const std::string& label,
                                           const std::map<std::string, double>& before)
{
    constexpr double forEver_s = 1e9;
    std::map<std::string, double> since_uts;
    const double now = nowUts();
    for (const cyclers::Job& job : reading.jobs) {
        if (!whyStuck(job, reading.pipelines, forEver_s).empty()) {
            const std::string id = withLabel(label, job.id);
            const auto earlier = before.find(id);
            since_uts[id] = earlier == before.end() ? now : std::min(earlier->second, now);
        }
    }
    return since_uts;
}

/// Jobs that were cancelled, or about to be, when the tables were written last, and that run: tomato forgets a cancel
/// that comes while it starts the job. They stand among those that stand still until they end.
std::vector<std::string> revivedJobs(const ServerReading& reading, const std::string& label,
                                     const std::map<std::string, Row>& known,
                                     const std::map<std::string, double>& standing)
{
    std::vector<std::string> revived;
    for (const cyclers::Job& job : reading.jobs) {
        const auto row = known.find(job.id);
        if (job.status != "r" || row == known.end()) {
            continue;
        }
        const std::string before = cellText(row->second, "Status");
        const bool wasTold = before == "r" && standing.count(withLabel(label, job.id)) > 0;
        if (before == "cd" || before == "rd" || wasTold) {
            revived.push_back(job.id);
        }
    }
    return revived;
}

std::map<std::string, Row> knownJobs(const database::Database& database, const std::string& label)
{
    std::map<std::string, Row> known;
    const Table found = database.query(
        R"(SELECT "Job ID", "Status", "Submitted", "Payload", "Sample ID" FROM jobs WHERE "Server label" = ?)",
        {label});
    for (const auto& cells : found.rows) {
        const std::string id = toText(cells[0]).substr(std::min(label.size() + 1, toText(cells[0]).size()));
        known[id] = {{"Status", cells[1]}, {"Submitted", cells[2]}, {"Payload", cells[3]}, {"Sample ID", cells[4]}};
    }
    return known;
}

ServerReading readServer(cyclers::CyclerServer& server, database::Database& database, const Progress& progress)
{
    const std::map<std::string, Row> known = knownJobs(database, server.label());
    ServerReading reading;
    reading.pipelines = server.pipelines(progress);
    reading.jobs = server.jobs(progress);
    if (const std::vector<std::string> ids = jobsToAskAbout(reading.jobs, known); !ids.empty()) {
        addDetails(reading.jobs, server.jobDetails(ids, progress));
    }
    readPayloads(server, known, reading, progress);
    fillSamples(reading, known);
    const std::map<std::string, double> standing = database::JobsTable(database).standingSince(server.label());
    reading.standingSince_uts = standingJobs(reading, server.label(), standing);
    const std::vector<std::string> revived = revivedJobs(reading, server.label(), known, standing);
    for (const std::string& job : revived) {
        reading.standingSince_uts.emplace(withLabel(server.label(), job), nowUts());
    }
    for (std::string& sentence : oddStates(reading, server.label(), revived)) {
        reading.remarks.push_back(std::move(sentence));
    }
    for (const cyclers::Job& job : reading.jobs) {
        const auto since = reading.standingSince_uts.find(withLabel(server.label(), job.id));
        if (since != reading.standingSince_uts.end()) {
            const std::string why = whyStuck(job, reading.pipelines, nowUts() - since->second);
            if (!why.empty()) {
                reading.remarks.push_back(why);
            }
        }
    }
    return reading;
}

/// What the tables say of a server, to be compared. A change that was taken back within the same second leaves no trace
/// in it: times in the tables are whole seconds, and what the databases count of their commits is not by server (a
/// busy project would never be read undisturbed by it). What is stored then may be from between the two, until the next
/// update.
std::string rowsOfServer(const database::Database& database, const std::string& label)
{
    std::string text;
    for (const char* const sql : {R"(SELECT "Pipeline", "Sample ID", "Ready", "Job ID", "Last checked" FROM pipelines
                                     WHERE "Server label" = ? ORDER BY "Pipeline")",
                                  R"(SELECT "Job ID", "Status" FROM jobs WHERE "Server label" = ? ORDER BY "Job ID")"})
    {
        for (const auto& row : database.query(sql, {label}).rows) {
            for (const CellValue& cell : row) {
                text += toText(cell) + '\n';
            }
        }
    }
    return text;
}

/// Reads a server and stores what was read, if nobody else has written rows of the server meanwhile: what another
/// program has read since, after an action of its own for instance, must not be set back. After many attempts it is
/// stored all the same: the next update is as good.
template <class Read, class Store>
auto readUndisturbed(database::Database& database, const std::string& label, const Progress& progress, const Read& read,
                     const Store& store)
{
    constexpr int mostAttempts = 20;
    CancelOnly quiet(progress);
    for (int attempt = 1;; ++attempt) {
        const std::string before = rowsOfServer(database, label);
        auto reading = read();
        bool stored = false;
        database.write(
            [&] {
                stored = attempt == mostAttempts || rowsOfServer(database, label) == before;
                if (stored) {
                    store(reading);
                }
            },
            quiet);
        if (stored) {
            return reading;
        }
        progress.throwIfCancelled();
    }
}

}  // namespace

std::string withLabel(const std::string& label, const std::string& nameOnServer)
{
    return label + "-" + nameOnServer;
}

ServerName pipelineOnServer(const Lab& lab, const database::Database& database, const std::string& pipeline)
{
    const Table found = database.query(R"(SELECT "Server label" FROM pipelines WHERE "Pipeline" = ?)", {pipeline});
    const std::string label = found.rows.empty() ? std::string() : toText(found.rows[0][0]);
    if (!label.empty()) {
        static_cast<void>(lab.serverEntry(label));  // it may have been taken out of the configuration
    }
    if (!label.empty() && pipeline.starts_with(label + "-")) {
        return {label, pipeline.substr(label.size() + 1)};
    }
    return byLabel(lab, pipeline, "pipeline");
}

ServerName jobOnServer(const Lab& lab, const database::Database& database, const std::string& job)
{
    const Table found =
        database.query(R"(SELECT "Server label", "Job ID on server" FROM jobs WHERE "Job ID" = ?)", {job});
    if (!found.rows.empty() && !isEmpty(found.rows[0][0]) && !isEmpty(found.rows[0][1])) {
        static_cast<void>(lab.serverEntry(toText(found.rows[0][0])));
        return {toText(found.rows[0][0]), toText(found.rows[0][1])};
    }
    return byLabel(lab, job, "job");
}

ServerReading readIntoTables(const Lab& lab, cyclers::CyclerServer& server, database::Database& database,
                             const Progress& progress, std::size_t* added)
{
    return readUndisturbed(
        database, server.label(), progress, [&] { return readServer(server, database, progress); },
        [&](const ServerReading& reading) {
            ReadingStore store(lab, database, server.label());
            const std::size_t newJobs = store.storeJobs(reading);
            database::JobsTable(database).setStandingSince(server.label(), reading.standingSince_uts);
            store.storePipelines(reading.pipelines);
            refreshFlags(database, lab.project().config().flagThresholds);
            if (added != nullptr) {
                *added = newJobs;
            }
        });
}

std::vector<cyclers::PipelineState> readPipelinesIntoTable(const Lab& lab, cyclers::CyclerServer& server,
                                                           database::Database& database, const Progress& progress)
{
    return readUndisturbed(
        database, server.label(), progress, [&] { return server.pipelines(progress); },
        [&](const std::vector<cyclers::PipelineState>& pipelines) {
            ReadingStore(lab, database, server.label()).storePipelines(pipelines);
        });
}

void refreshServer(Lab& lab, const std::string& label, Report& report, const Progress& progress)
{
    const auto database = lab.project().openDatabase();
    const ServerInUse server = lab.server(label, progress);
    std::size_t added = 0;
    const ServerReading reading = readIntoTables(lab, *server, *database, progress, &added);
    lab.noteAnswer(label);
    for (const std::string& remark : reading.remarks) {
        report.skipped.push_back({label, remark, {}});
    }
    if (added > 0) {
        report.done.push_back({label, std::to_string(added) + (added == 1 ? " job" : " jobs") + " found there", {}});
    }
}

}  // namespace aurora::services
