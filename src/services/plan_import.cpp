#include "aurora/services/plan_import.h"

#include "archives.h"
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"
#include "aurora/formats/registry.h"
#include "data_files.h"
#include "harvested_copies.h"
#include "import_preparation.h"
#include "import_words.h"

#include <algorithm>
#include <utility>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

std::string formatOf(const fs::path& file)
{
    if (isSnapshotFile(file)) {
        return "snapshot";
    }
    try {
        const formats::Reader* const reader = formats::findReader(file);
        return reader == nullptr ? std::string() : std::string(reader->name());
    } catch (const Error&) {
        return {};  // it cannot be opened, which its problem says
    }
}

PlannedFile planned(const Prepared& prepared)
{
    PlannedFile plan;
    plan.file = prepared.source.path;
    plan.format = formatOf(prepared.source.path);
    if (prepared.earlier != nullptr) {
        plan.sampleId = prepared.earlier->sampleId;
        plan.isUnchanged = true;
        return plan;
    }
    if (prepared.assignment) {
        plan.sampleId = prepared.assignment->sampleId;
        plan.by = prepared.assignment->by;
        plan.hint = prepared.assignment->hint;
    }
    if (prepared.contradiction) {
        plan.otherSample = prepared.contradiction->sampleId;
        plan.otherBy = prepared.contradiction->by;
    }
    plan.hints = prepared.hints;
    plan.rows = prepared.series.size();
    plan.needsStart = prepared.needsStart;
    plan.problem = clauseOf(prepared.problem, pathText(prepared.source.path.filename()));
    return plan;
}

/// Whether a file below the folder has a row in `files`: it may be assigned later, and is then read again.
bool isImported(const database::Database& database, const fs::path& folder)
{
    const std::string below = pathText(folder);
    const Table rows = database.query(R"(SELECT DISTINCT "Folder" FROM files WHERE "Server label" = '')");
    return std::any_of(rows.rows.begin(), rows.rows.end(), [&below](const auto& row) {
        const std::string there = toText(row.at(0));
        return there == below || there.starts_with(below + "/");
    });
}

}  // namespace

UnpackedArchives::UnpackedArchives(Project project) : m_project(std::move(project)) {}

UnpackedArchives::~UnpackedArchives()
{
    try {
        removeUnneeded();
    } catch (const std::exception&) {
        return;  // whether they are needed is not known: they stay, as after an import
    }
}

fs::path UnpackedArchives::place() const
{
    return m_project.folder() / "raw";
}

void UnpackedArchives::note(const fs::path& folder)
{
    std::error_code code;
    if (fs::exists(folder, code)) {
        return;
    }
    const std::lock_guard lock(m_mutex);
    m_madePlace = m_madePlace || !fs::exists(place(), code);
    m_made.push_back(fs::absolute(folder).lexically_normal());
}

void UnpackedArchives::keep()
{
    const std::lock_guard lock(m_mutex);
    m_made.clear();
    m_madePlace = false;
}

void UnpackedArchives::removeUnneeded() const
{
    if (m_made.empty()) {
        return;
    }
    const auto database = m_project.openDatabase();
    std::error_code code;  // what cannot be removed stays
    for (const fs::path& folder : m_made) {
        if (!isImported(*database, folder)) {
            fs::remove_all(folder, code);
        }
    }
    if (m_madePlace) {
        fs::remove(place(), code);  // unless it holds anything by now
    }
}

bool isCyclerFile(const fs::path& file)
{
    return !formatOf(file).empty();
}

std::vector<fs::path> cyclerFilesIn(const std::vector<fs::path>& inputs, const fs::path& unpacked, Report& report,
                                    Progress& progress)
{
    const std::vector<fs::path> folders = withArchivesUnpacked(unpacked, inputs, report, progress);
    return findDataFiles(folders, report, progress).paths;
}

DataImportPlan planDataImport(const Project& project, const ImportDataOptions& options, UnpackedArchives& unpacked,
                              Progress& progress)
{
    if (project.readOnly()) {  // archives are unpacked into it
        throw Error("The project " + project.name() + " is open read-only: nothing can be imported into it.");
    }
    DataImportPlan plan;
    const auto database = project.openDatabase();
    ImportDataOptions known = options;
    known.inputs = withArchivesUnpacked(unpacked.place(), options.inputs, plan.report, progress,
                                        [&unpacked](const fs::path& folder) { unpacked.note(folder); });
    if (known.origins.empty()) {
        known.origins = harvestedAmong(known.inputs, project, *database);
    }
    const DataFiles files = findDataFiles(known.inputs, plan.report, progress);
    const ImportPreparation preparation(project, *database, known, progress);
    makeInOrder<PlannedFile>(
        files.paths.size(), [&](std::size_t i) { return planned(preparation.prepare(files.paths[i])); },
        [&](std::size_t i, PlannedFile file) {
            progress.report(i + 1, files.paths.size(), pathText(files.paths[i].filename()));
            plan.files.push_back(std::move(file));
        });
    return plan;
}

}  // namespace aurora::services
