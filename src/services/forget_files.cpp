#include "aurora/services/forget_files.h"

#include "aurora/core/error.h"
#include "aurora/database/files_table.h"

namespace aurora::services {

namespace {

std::string nameOf(const database::FileRow& row)
{
    return row.serverLabel.empty() ? row.folder + "/" + row.path : row.serverLabel + ": " + row.path;
}

void forget(database::FilesTable& files, std::int64_t id, Report& report)
{
    const std::optional<database::FileRow> row = files.find(id);
    if (!row) {
        report.failed.push_back({std::to_string(id), "There is no file of this number in the list.", {}});
        return;
    }
    if (row->status == "forgotten") {
        report.skipped.push_back({nameOf(*row), "forgotten already", {}});
        return;
    }
    if (row->status != "failed" && row->status != "unassigned") {
        report.failed.push_back({nameOf(*row),
                                 "It is stored, as " + row->snapshotFile + " of " + row->sampleId +
                                     ". Only files that could not be read or have no sample can be forgotten; what is "
                                     "stored can be left out of its sample's snapshots.",
                                 {}});
        return;
    }
    files.forget(id);
    report.done.push_back({nameOf(*row), "forgotten until it changes", {}});
}

}  // namespace

Report forgetFiles(const Project& project, const std::vector<std::int64_t>& fileIds, Progress& progress)
{
    if (project.readOnly()) {
        throw Error("The project " + project.name() + " is open read-only: nothing can be forgotten in it.");
    }
    const auto database = project.openDatabase();
    Report report;
    database->write(
        [&] {
            report = {};  // the transaction may be tried again
            database::FilesTable files(*database);
            for (const std::int64_t id : fileIds) {
                forget(files, id, report);
            }
        },
        progress);
    return report;
}

}  // namespace aurora::services
