#include "aurora/services/attach_payload.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/database/jobs_table.h"
#include "aurora/services/import_data.h"
#include "raw_files.h"

#include <filesystem>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

std::string textAt(const database::Row& row, const char* column)
{
    const auto found = row.find(column);
    return found == row.end() ? std::string() : toText(found->second);
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

Json payloadFor(const Json& payload, const std::string& sample)
{
    Json filled = payload;
    if (!sample.empty()) {
        replaceName(filled, sample);
        filled["sample"]["name"] = sample;
    }
    return filled;
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

}  // namespace

std::string whyNotAttach(database::Database& database, const std::string& job)
{
    const std::optional<database::Row> row = database::JobsTable(database).find(job);
    if (!row) {
        return "There is no job " + job + ".";
    }
    return textAt(*row, "Payload").empty() ? "" : job + " has its payload already.";
}

Report attachPayload(Lab& lab, const std::vector<std::string>& jobs, const Json& payload, Progress& progress)
{
    const Project& project = lab.project();
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: no payload can be kept in it.");
    }
    Report report;
    const auto database = project.openDatabase();
    ImportDataOptions again;
    for (const std::string& id : jobs) {
        progress.throwIfCancelled();
        database->write(
            [&] {
                if (const std::string reason = whyNotAttach(*database, id); !reason.empty()) {
                    report.failed.push_back({id, reason, {}});
                    return;
                }
                database::JobsTable table(*database);
                const database::Row row = table.find(id).value_or(database::Row());
                table.upsert({{"Job ID", id}, {"Payload", dumpJson(payloadFor(payload, textAt(row, "Sample ID")))}});
                const fs::path file = rawSnapshotOf(lab, row);
                if (!file.empty()) {
                    addToImport(again, file, row);
                }
                report.done.push_back({id,
                                       file.empty()
                                           ? "the payload is kept; data of the job that is fetched from now on "
                                             "is analysed with it"
                                           : "the payload is kept, and its data is read again with it",
                                       {}});
            },
            progress);
    }
    if (!again.inputs.empty()) {
        report.add(importData(project, again, progress).report);
    }
    return report;
}

}  // namespace aurora::services
