#include "analyse_fetched.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/database/jobs_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/import_data.h"
#include "cancel_only.h"
#include "raw_files.h"
#include "reading_store.h"
#include "row_text.h"
#include "server_tables.h"
#include "server_work.h"
#include "wording.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

/// A job that had ended when its data was fetched, or that never started: nothing new will come.
constexpr const char* nothingToFetch = "ce";

/// Before the status of a job whose data was fetched and could not be read: `fc`, `fr`. The column holds three letters.
constexpr const char* notReadable = "f";

struct JobToFetch
{
    std::string id;
    std::string idOnServer;
    std::string server;
    std::string sampleId;
    std::string pipeline;
    std::string status;
    std::string snapshotStatus;
    bool named = false;  ///< by the user, as a job
};

JobToFetch jobOf(const database::Row& row)
{
    return {.id = cellText(row, "Job ID"),
            .idOnServer = cellText(row, "Job ID on server"),
            .server = cellText(row, "Server label"),
            .sampleId = cellText(row, "Sample ID"),
            .pipeline = cellText(row, "Pipeline"),
            .status = cellText(row, "Status"),
            .snapshotStatus = cellText(row, "Snapshot status")};
}

bool isNew(const JobToFetch& job)
{
    const bool fetchedSinceItEnded = job.snapshotStatus == job.status ||
                                     job.snapshotStatus == notReadable + job.status ||
                                     job.snapshotStatus == nothingToFetch;
    return cyclers::isRunning(job.status) || (cyclers::hasEnded(job.status) && !fetchedSinceItEnded);
}

/// "nothing new", and how many jobs are left out because their data could not be read.
std::string nothingNew(const database::Database& database)
{
    const Table unreadable = database.query(R"sql(SELECT "Job ID" FROM jobs
                                                  WHERE "Status" IN ('c', 'cd', 'ce')
                                                  AND "Snapshot status" = ? || "Status" ORDER BY "Submitted", "Job ID")sql",
                                            {notReadable});
    if (unreadable.rows.empty()) {
        return "nothing new";
    }
    std::vector<std::string> jobs;
    for (const auto& row : unreadable.rows) {
        jobs.push_back(toText(row.front()));
    }
    return "nothing new; the data of " + countText(jobs.size(), "job") + " could not be read before (" + someOf(jobs) +
           "): name " + (jobs.size() == 1 ? "it" : "them") + " to try again";
}

/// The jobs of a selection by their servers.
class JobChoice
{
public:
    JobChoice(const Lab& lab, database::Database& database, Report& report)
        : m_lab(lab), m_database(database), m_table(database), m_report(report)
    {
    }

    std::map<std::string, std::vector<JobToFetch>> choose(const SnapshotSelection& selection)
    {
        for (const std::string& id : selection.jobs) {
            const std::optional<database::Row> row = m_table.find(id);
            if (!row) {
                m_report.failed.push_back({id, "There is no job " + id + " in the project. Update first.", {}});
                continue;
            }
            JobToFetch job = jobOf(*row);
            job.named = true;
            add(std::move(job));
        }
        for (const std::string& sample : selection.samples) {
            addSample(sample);
        }
        if (selection.everythingNew) {
            for (const auto& row : m_database.query(R"(SELECT "Job ID" FROM jobs ORDER BY "Submitted", "Job ID")").rows)
            {
                JobToFetch job = jobOf(m_table.find(toText(row.front())).value_or(database::Row()));
                if (isNew(job)) {
                    add(std::move(job));
                }
            }
        }
        return std::move(m_chosen);
    }

private:
    void addSample(const std::string& sample)
    {
        const std::vector<database::Row> rows = m_table.ofSample(sample);
        if (rows.empty() && !database::SamplesTable(m_database).contains(sample)) {
            m_report.failed.push_back({sample, "There is no sample " + sample + " in the project.", {}});
        } else if (rows.empty()) {
            m_report.skipped.push_back({sample, "no job was run on it that is known here", {}});
        }
        for (const database::Row& row : rows) {
            add(jobOf(row));
        }
    }

    void add(JobToFetch&& job)
    {
        if (!m_seen.insert(job.id).second) {
            return;
        }
        if (job.sampleId.empty()) {
            m_report.skipped.push_back({job.id, "the sample of this job is not known, so its data is not fetched", {}});
            return;
        }
        try {
            static_cast<void>(SampleId(job.sampleId));
            if (const std::string why = whyNoName(job.id); !why.empty()) {
                throw Error("The job \"" + job.id + "\" cannot be fetched: as the name of a file its name " + why +
                            ".");
            }
            static_cast<void>(m_lab.serverEntry(job.server));
        } catch (const Error& error) {
            m_report.failed.push_back({job.id, error.what(), error.cause()});
            return;
        }
        m_chosen[job.server].push_back(std::move(job));
    }

    const Lab& m_lab;
    database::Database& m_database;
    database::JobsTable m_table;
    Report& m_report;
    std::set<std::string> m_seen;
    std::map<std::string, std::vector<JobToFetch>> m_chosen;
};

/// Fetches jobs on several threads, one a server.
class JobSnapshots
{
public:
    JobSnapshots(Lab& lab, std::size_t total, Force force, Progress& progress)
        : m_lab(lab), m_project(lab.project()), m_total(total), m_force(force), m_progress(progress)
    {
    }

    /// All jobs of one server, one after the other.
    void fetch(const std::string& label, const std::vector<JobToFetch>& jobs, Report& report)
    {
        const auto database = m_project.openDatabase();
        const std::map<std::string, cyclers::Job> told = toldOf(label, jobs);
        notePipelines(label, *database, report);
        for (const JobToFetch& job : jobs) {
            m_progress.throwIfCancelled();
            m_progress.report(m_done, m_total, job.id);
            const auto found = told.find(job.idOnServer);
            fetch(job, found == told.end() ? nullptr : &found->second, *database, report);
            m_progress.report(++m_done, m_total, job.id);
        }
    }

    [[nodiscard]] const std::set<std::string>& samples() const noexcept { return m_samples; }

private:
    /// As the server tells them before anything is fetched: a job that ends meanwhile is fetched once more.
    [[nodiscard]] std::map<std::string, cyclers::Job> toldOf(const std::string& label,
                                                             const std::vector<JobToFetch>& jobs) const
    {
        std::vector<std::string> ids;
        ids.reserve(jobs.size());
        for (const JobToFetch& job : jobs) {
            ids.push_back(job.idOnServer);
        }
        std::map<std::string, cyclers::Job> told;
        for (cyclers::Job& job : m_lab.server(label, m_progress)->jobDetails(ids, m_progress)) {
            told[job.id] = std::move(job);
        }
        return told;
    }

    /// A job that has ended is on no pipeline any more: the tables of jobs and of pipelines are to say so together.
    /// Nothing else is read: what other jobs do is an update's to tell.
    void notePipelines(const std::string& label, database::Database& database, Report& report) const
    {
        try {
            readPipelinesIntoTable(m_lab, *m_lab.server(label, m_progress), database, m_progress);
        } catch (const cyclers::NotDone& error) {  // the data can be fetched all the same
            report.skipped.push_back(
                {label, "its pipelines were not read: " + std::string(error.what()), error.cause()});
        }
    }

    /// @param told  of the job by its server; null: the server does not know it
    void fetch(const JobToFetch& job, const cyclers::Job* told, database::Database& database, Report& report)
    {
        if (told == nullptr) {
            const std::string why = job.server + " does not know the job " + job.id + " any more";
            (job.named ? report.failed : report.skipped).push_back({job.id, why + ": its data cannot be fetched.", {}});
            return;
        }
        if (cyclers::isQueued(told->status)) {
            report.skipped.push_back({job.id, "it has not started yet: there is no data", {}});
            return;
        }
        try {
            if (const std::optional<fs::path> file = fetchFile(job, *told, database, report)) {
                import(job, *told, *file, database, report);
            }
        } catch (const Cancelled&) {
            throw;
        } catch (const remote::ConnectionError&) {
            throw;
        } catch (const Error& error) {
            report.failed.push_back({job.id, error.what(), error.cause()});
        } catch (const std::exception& error) {
            report.failed.push_back({job.id, "The data of job " + job.id + " could not be fetched.", error.what()});
        }
    }

    [[nodiscard]] fs::path folderOf(const JobToFetch& job) const
    {
        const SampleId sample(job.sampleId);
        return fs::absolute(rawFilesFolder(m_lab.user()) / std::string(jobSnapshotsFolder) /
                            pathFromText(sample.run()) / pathFromText(sample.text()))
            .lexically_normal();
    }

    /// Nothing for a job that left no data, which is remembered.
    [[nodiscard]] std::optional<fs::path> fetchFile(const JobToFetch& job, const cyclers::Job& told,
                                                    database::Database& database, Report& report) const
    {
        CancelOnly quiet(m_progress);
        try {
            return m_lab.serverToFetchFrom(job.server, m_progress)
                ->snapshot(job.idOnServer, folderOf(job) / pathFromText("snapshot." + job.id), quiet);
        } catch (const cyclers::NothingToFetch& error) {
            report.skipped.push_back({job.id, error.what(), error.cause()});
        }
        note(job, told, {{"Snapshot status", std::string(nothingToFetch)}}, database);
        return std::nullopt;
    }

    void import(const JobToFetch& job, const cyclers::Job& told, const fs::path& file, database::Database& database,
                Report& report)
    {
        ImportDataOptions options;
        options.inputs = {file};
        options.analysis = Analysis::Later;
        options.force = m_force;
        options.jobStatuses[file] = told.status;
        options.origins[file] = {job.server, std::string(jobSnapshotsFolder),
                                 runOf(job.sampleId) + "/" + job.sampleId + "/" + pathText(file.filename()),
                                 fs::file_size(file), modifiedUts(file)};
        CancelOnly quiet(m_progress);
        const std::lock_guard lock(m_importing);
        const ImportDataResult imported = importData(m_project, options, quiet);
        m_samples.insert(imported.samples.begin(), imported.samples.end());
        const auto add = [&](std::vector<ReportItem>& to, const std::vector<ReportItem>& from) {
            for (const ReportItem& item : from) {
                to.push_back({job.id, item.message, item.cause});
            }
        };
        add(report.done, imported.report.done);
        add(report.skipped, imported.report.skipped);
        add(report.failed, imported.report.failed);
        if (imported.report.cancelled) {
            throw Cancelled();
        }
        const auto outcome = imported.outcomes.find(file);
        if (outcome == imported.outcomes.end()) {
            return;
        }
        if (outcome->second == FileOutcome::Stored || outcome->second == FileOutcome::Unchanged) {
            note(job, told,
                 {{"Snapshot status", told.status}, {"Last snapshot", formatTimestamp(nowUts(), m_project.timeZone())}},
                 database);
        } else if (outcome->second == FileOutcome::Refused) {  // what was stored before is still the last snapshot
            note(job, told, {{"Snapshot status", notReadable + told.status}}, database);
        }
    }

    void note(const JobToFetch& job, const cyclers::Job& told, database::Row columns,
              database::Database& database) const
    {
        columns["Job ID"] = job.id;
        columns["Status"] = told.status;
        CancelOnly quiet(m_progress);
        database.write(
            [&] {
                database::JobsTable jobs(database);
                // Here, too: the next update finds that it has ended already.
                if (const std::optional<double> ended = endOf(told, jobs.find(job.id))) {
                    jobs.noteEnd(job.id, *ended);
                }
                jobs.upsert(columns);
            },
            quiet);
    }

    Lab& m_lab;
    const Project& m_project;
    std::size_t m_total;
    Force m_force;
    Progress& m_progress;
    std::atomic<std::size_t> m_done{0};
    std::mutex m_importing;           ///< one import at a time: it uses all cores itself
    std::set<std::string> m_samples;  ///< that have new data
};

}  // namespace

Report snapshotJobs(Lab& lab, const SnapshotSelection& selection, Progress& progress)
{
    const Project& project = lab.project();
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be fetched into it.");
    }
    Report report;
    const auto database = project.openDatabase();
    const auto chosen = JobChoice(lab, *database, report).choose(selection);
    if (chosen.empty() && selection.everythingNew) {
        report.skipped.push_back({"", nothingNew(*database), {}});
    }
    ServerItems items{.byLabel = {}, .notDone = "not fetched"};
    for (const auto& [label, jobs] : chosen) {
        std::vector<std::string>& names = items.byLabel[label];
        std::transform(jobs.begin(), jobs.end(), std::back_inserter(names),
                       [](const JobToFetch& job) { return job.id; });
    }
    JobSnapshots snapshots(lab, items.count(), selection.force, progress);
    const Report fetched = onEachServer(lab, items, [&](const std::string& label, Report& ofServer) {
        snapshots.fetch(label, chosen.at(label), ofServer);
    });
    report.add(fetched);
    report.cancelled = fetched.cancelled;
    if (!report.cancelled) {
        analyseFetched(project, snapshots.samples(), report, progress);
    }
    return report;
}

}  // namespace aurora::services
