#include "aurora/services/snapshots.h"

#include "aurora/core/column.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/core/time.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/analyse.h"
#include "aurora/storage/frame.h"
#include "named_samples.h"
#include "named_snapshots.h"
#include "provenance.h"
#include "row_text.h"
#include "snapshot_store.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* nothingChanged = "Nothing was changed.";

/// A snapshot and what the table `files` knows of it.
struct Listed
{
    std::string sampleId;
    fs::path file;
    std::vector<database::FileRow> noted;
};

std::vector<Listed> snapshotsOf(const Project& project, const std::vector<std::string>& samples)
{
    const auto database = project.openDatabase();
    requireSamples(*database, samples, nothingChanged);
    const std::vector<std::string> ids = samples.empty() ? database::SamplesTable(*database).ids() : samples;
    std::vector<Listed> listed;
    for (const std::string& id : ids) {
        if (!whyNoName(id).empty()) {
            continue;  // other programs allowed other names; no data of ours can be there
        }
        for (const fs::path& file : SnapshotStore(project.sampleFolder(SampleId(id))).files()) {
            listed.push_back({id, file, database::FilesTable(*database).ofSnapshot(id, pathText(file.filename()))});
        }
    }
    return listed;
}

/// Of the only row of a frame.
CellValue timeCell(const storage::Frame& row, const std::string& timeZone)
{
    const Column* const uts = row.find("uts");
    const std::vector<double> times = uts == nullptr ? std::vector<double>() : toDoubles(uts->values);
    return times.empty() ? CellValue() : textCell(formatTimestamp(times.front(), timeZone));
}

using Cells = std::vector<CellValue>;

Cells describe(const Listed& listed, const std::string& timeZone, const Progress& progress)
{
    static const std::vector<std::string> times{"uts"};
    const bool excluded = std::any_of(listed.noted.begin(), listed.noted.end(),
                                      [](const database::FileRow& row) { return row.status == "excluded"; });
    const database::FileRow noted = listed.noted.empty() ? database::FileRow{} : listed.noted.back();
    Cells cells{listed.sampleId, pathText(listed.file.filename()), std::string(excluded ? "excluded" : "stored")};
    try {
        const std::size_t rows = storage::rowCount(listed.file);
        const storage::Frame first = storage::readFrame(listed.file, times, {.begin = 0, .end = 1}, progress);
        const storage::Frame last =
            rows < 2 ? first : storage::readFrame(listed.file, times, {.begin = rows - 1, .end = rows}, progress);
        cells.emplace_back(static_cast<std::int64_t>(first.find("uts") == nullptr ? 0 : rows));
        cells.push_back(timeCell(first, timeZone));
        cells.push_back(timeCell(last, timeZone));
        cells.push_back(textCell(textAt(memberOf(first.metadata, "provenance"), "snapshot_file").value_or("")));
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        cells.back() = excluded ? cells.back() : CellValue(std::string("damaged"));
        cells.resize(cells.size() + 4);
    }
    cells.push_back(textCell(noted.assignedBy));
    cells.push_back(textCell(noted.fetched));
    return cells;
}

void refuseReadOnly(const Project& project)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: its snapshots cannot be changed.");
    }
}

enum class Counts
{
    No,
    Yes
};

/// Snapshots that the table of files knows and that are not there: they can be left out for good.
std::set<std::string> lostSnapshots(database::Database& database, const Project& project, const std::string& sample)
{
    const fs::path folder = project.sampleFolder(SampleId(sample));
    std::set<std::string> lost;
    for (const database::FileRow& row : database::FilesTable(database).ofSample(sample)) {
        std::error_code ignored;
        if (!row.snapshotFile.empty() && !fs::exists(folder / pathFromText(row.snapshotFile), ignored)) {
            lost.insert(row.snapshotFile);
        }
    }
    return lost;
}

Report setCounts(const Project& project, const std::string& sample, const std::vector<std::string>& names,
                 Counts counts, Progress& progress)
{
    refuseReadOnly(project);
    const auto database = project.openDatabase();
    requireSamples(*database, {sample}, nothingChanged);
    const std::vector<fs::path> files =
        requireSnapshots(project, sample, names, lostSnapshots(*database, project, sample));
    const std::string folder = pathText(project.sampleFolder(SampleId(sample)));
    Report report;
    database->write(
        [&] {
            report = {};
            database::FilesTable table(*database);
            const auto excluded = table.excludedSnapshots();
            for (const fs::path& file : files) {
                const std::string name = pathText(file.filename());
                const bool isExcluded = excluded.count({sample, name}) > 0;
                if (counts == Counts::No && !isExcluded) {
                    table.exclude(sample, name, folder);
                    report.done.push_back({name, "left out of the analysis of " + sample, {}});
                } else if (counts == Counts::Yes && isExcluded) {
                    table.include(sample, name);
                    report.done.push_back({name, "counts again for " + sample, {}});
                } else {
                    report.skipped.push_back(
                        {name, isExcluded ? "is left out already" : "is not left out, it counts", {}});
                }
            }
        },
        progress);
    report.add(analyseSamples(project, {sample}, When::NewData, progress));
    return report;
}

}  // namespace

Table listSnapshots(const Project& project, const std::vector<std::string>& samples, Progress& progress)
{
    const std::vector<Listed> listed = snapshotsOf(project, samples);
    Table table;
    table.columns = {{.name = "Sample ID"},
                     {.name = "Snapshot file"},
                     {.name = "Status"},
                     {.name = "Rows", .type = CellType::Integer},
                     {.name = "First row", .type = CellType::DateTime},
                     {.name = "Last row", .type = CellType::DateTime},
                     {.name = "Source"},
                     {.name = "Assigned by"},
                     {.name = "Fetched", .type = CellType::DateTime}};
    makeInOrder<Cells>(
        listed.size(),
        [&](std::size_t i) {
            progress.throwIfCancelled();
            return describe(listed[i], project.timeZone(), progress);
        },
        [&](std::size_t i, Cells cells) {
            table.rows.push_back(std::move(cells));
            progress.report(i + 1, listed.size(), pathText(listed[i].file.filename()));
        });
    return table;
}

Report excludeSnapshots(const Project& project, const std::string& sample, const std::vector<std::string>& names,
                        Progress& progress)
{
    return setCounts(project, sample, names, Counts::No, progress);
}

Report includeSnapshots(const Project& project, const std::string& sample, const std::vector<std::string>& names,
                        Progress& progress)
{
    return setCounts(project, sample, names, Counts::Yes, progress);
}

}  // namespace aurora::services
