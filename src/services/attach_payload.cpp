#include "aurora/services/attach_payload.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/database/jobs_table.h"
#include "aurora/services/import_data.h"
#include "raw_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <memory>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

std::string textAt(const database::Row& row, const char* column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : toText(found->second);
}

std::string hasPayload(const std::string& job)
{
    return job + " has its payload already.";
}

/// Every `$NAME` in the texts of the payload.
void replaceName(Json& value, const std::string& name)
{
    constexpr std::string_view placeholder = "$NAME";
    if (value.is_structured()) {
        for (Json& member : value) {
            replaceName(member, name);
        }
        return;
    }
    if (!value.is_string()) {
        return;
    }
    std::string text = value.get<std::string>();
    for (std::size_t at = text.find(placeholder); at != std::string::npos;
         at = text.find(placeholder, at + name.size())) {
        text.replace(at, placeholder.size(), name);
    }
    value = text;
}

/// The payload as a job keeps it: with the name of the job's sample, and with no other. Whom it was written for says
/// nothing about whose job it is.
Json payloadFor(const Json& payload, const std::string& sample)
{
    Json filled = payload;
    if (!sample.empty()) {
        replaceName(filled, sample);
        filled["sample"]["name"] = sample;
        return filled;
    }
    const auto named = filled.find("sample");
    if (named != filled.end() && named->is_object()) {
        named->erase("name");
        if (named->empty()) {
            filled.erase(named);
        }
    }
    return filled;
}

/// Whether a job has been given this payload before, also when its sample was not known then.
bool isSame(const std::string& kept, const Json& payload, const std::string& sample)
{
    const Json before = Json::parse(kept, nullptr, false);
    return before == payloadFor(payload, sample) || before == payloadFor(payload, {});
}

/// The snapshot of a job as it was fetched; empty when it is not on this PC.
fs::path rawSnapshotOf(const Lab& lab, const database::Row& job)
{
    const std::string id = textAt(job, "Job ID");
    if (textAt(job, "Sample ID").empty() || !whyNoName(id).empty()) {
        return {};
    }
    const SampleId sample(textAt(job, "Sample ID"));
    const fs::path file =
        fs::absolute(rawFilesFolder(lab.user()) / std::string(jobSnapshotsFolder) / pathFromText(sample.run()) /
                     pathFromText(sample.text()) / pathFromText("snapshot." + id + ".json"))
            .lexically_normal();
    std::error_code code;
    return fs::exists(file, code) ? file : fs::path();
}

void addToImport(ImportDataOptions& options, const fs::path& file, const database::Row& job)
{
    const std::string sample = textAt(job, "Sample ID");
    options.inputs.push_back(file);
    options.origins[file] = {textAt(job, "Server label"), std::string(jobSnapshotsFolder),
                             SampleId(sample).run() + "/" + sample + "/" + pathText(file.filename()),
                             fs::file_size(file), modifiedUts(file)};
    // As it was when the file was fetched: the job may have gone on since. An f before it: it could not be read then.
    const std::string status = textAt(job, "Snapshot status");
    options.jobStatuses[file] = status.starts_with('f') ? status.substr(1) : status;
}

/// Gives a payload to one job after the other, and then has the data of all of them read again.
class Attachment
{
public:
    Attachment(Lab& lab, const Json& payload, Progress& progress)
        : m_lab(lab), m_payload(payload), m_progress(progress), m_database(lab.project().openDatabase())
    {
    }

    Report run(const std::vector<std::string>& jobs)
    {
        for (const std::string& job : jobs) {
            if (m_report.cancelled) {
                m_report.skipped.push_back({job, "not done: cancelled before it was begun", {}});
                continue;
            }
            try {
                m_progress.throwIfCancelled();
                give(job);
            } catch (const Cancelled&) {
                m_report.cancelled = true;
                m_report.skipped.push_back({job, "not done: cancelled before it was begun", {}});
            } catch (const Error& error) {
                m_report.failed.push_back(
                    {job, std::string("the payload is not kept: ") + error.what(), error.cause()});
            }
        }
        readAgain();
        return std::move(m_report);
    }

private:
    void give(const std::string& job)
    {
        database::Row row;
        std::string refusal;
        m_database->write(
            [&] {
                database::JobsTable table(*m_database);
                row = table.find(job).value_or(database::Row());
                const std::string sample = textAt(row, "Sample ID");
                const std::string kept = textAt(row, "Payload");
                refusal = row.empty()                                       ? "There is no job " + job + "."
                          : kept.empty() || isSame(kept, m_payload, sample) ? std::string()
                                                                            : hasPayload(job);
                if (refusal.empty()) {
                    table.upsert({{"Job ID", job}, {"Payload", dumpJson(payloadFor(m_payload, sample))}});
                }
            },
            m_progress);
        if (!refusal.empty()) {
            m_report.failed.push_back({job, refusal, {}});
            return;
        }
        try {
            planToRead(job, row);
        } catch (const Cancelled&) {
            throw;
        } catch (const Error& error) {
            noteNotRead(job, error.what(), error.cause());
        } catch (const std::exception& error) {
            noteNotRead(job, "Its file cannot be looked at.", error.what());
        }
    }

    void noteNotRead(const std::string& job, const std::string& why, const std::string& cause)
    {
        m_report.failed.push_back(
            {job, "the payload is kept, but the data of the job was not read again: " + why, cause});
    }

    void planToRead(const std::string& job, const database::Row& row)
    {
        const fs::path file = rawSnapshotOf(m_lab, row);
        if (file.empty()) {
            m_report.done.push_back(
                {job, "the payload is kept; data of the job that is fetched from now on is analysed with it", {}});
            return;
        }
        addToImport(m_import, file, row);
        m_files[pathText(file)] = job;
    }

    void readAgain()
    {
        if (m_files.empty()) {
            return;
        }
        ImportDataResult imported;
        imported.report.cancelled = m_report.cancelled;
        ReportItem problem;
        if (!m_report.cancelled) {
            try {
                imported = importData(m_lab.project(), m_import, m_progress);
            } catch (const Cancelled&) {
                imported.report.cancelled = true;
            } catch (const Error& error) {
                problem = {{}, error.what(), error.cause()};
            }
        }
        m_report.cancelled = imported.report.cancelled;
        for (const auto& [file, job] : m_files) {
            tell(file, job, imported, problem);
        }
        addAllBut(imported.report.done, m_report.done);
        addAllBut(imported.report.skipped, m_report.skipped);
        addAllBut(imported.report.failed, m_report.failed);
    }

    void tell(const std::string& file, const std::string& job, const ImportDataResult& imported, ReportItem problem)
    {
        const auto outcome = imported.outcomes.find(pathFromText(file));
        if (outcome != imported.outcomes.end() &&
            (outcome->second == FileOutcome::Stored || outcome->second == FileOutcome::Unchanged))
        {
            m_report.done.push_back({job, "the payload is kept, and its data was read again with it", {}});
            return;
        }
        for (const ReportItem& item : imported.report.failed) {
            problem = item.input == file ? item : problem;
        }
        if (problem.message.empty() && imported.report.cancelled) {
            m_report.skipped.push_back({job,
                                        "the payload is kept; cancelled before its data was read again with it. Attach "
                                        "the same payload again to have that done",
                                        {}});
            return;
        }
        m_report.failed.push_back({job,
                                   "The payload is kept, but its data was not read again with it: " + problem.message +
                                       " Attach the same payload again to have that done.",
                                   problem.cause});
    }

    /// What is told of a job is not told once more of its file.
    void addAllBut(const std::vector<ReportItem>& items, std::vector<ReportItem>& to) const
    {
        std::copy_if(items.begin(), items.end(), std::back_inserter(to),
                     [&](const ReportItem& item) { return m_files.count(item.input) == 0; });
    }

    Lab& m_lab;
    const Json& m_payload;
    Progress& m_progress;
    std::unique_ptr<database::Database> m_database;
    Report m_report;
    ImportDataOptions m_import;
    std::map<std::string, std::string> m_files;  ///< the jobs whose data is read again, by its path
};

}  // namespace

std::string whyNotAttach(const Lab& lab, database::Database& database, const std::string& job)
{
    const std::optional<database::Row> row = database::JobsTable(database).find(job);
    if (!row) {
        return "There is no job " + job + ".";
    }
    const bool canBeReadAgain = !rawSnapshotOf(lab, *row).empty();
    return textAt(*row, "Payload").empty() || canBeReadAgain ? "" : hasPayload(job);
}

Report attachPayload(Lab& lab, const std::vector<std::string>& jobs, const Json& payload, Progress& progress)
{
    const Project& project = lab.project();
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: no payload can be kept in it.");
    }
    return Attachment(lab, payload, progress).run(jobs);
}

}  // namespace aurora::services
