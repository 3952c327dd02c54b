#include "project_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "data_files.h"
#include "provenance.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* sampleKey = "Sample ID";

/// The sample that the metadata of an `.h5` names.
std::string sampleOf(const Json& metadata)
{
    const Json row = memberOf(metadata, "sample_data");
    return row.is_object() ? textAt(row, sampleKey).value_or("") : std::string();
}

ProjectFileKind kindOf(const fs::path& file, const std::string& sample)
{
    const std::string name = pathText(file.filename());
    if (name.ends_with(".part")) {
        return ProjectFileKind::Leftover;
    }
    if (isSnapshotFile(file)) {
        return ProjectFileKind::Snapshot;
    }
    const bool derived = name == "full." + sample + ".h5" || name == "eis." + sample + ".h5" ||
                         name == "shrunk." + sample + ".h5" || name == "cycles." + sample + ".json";
    return derived ? ProjectFileKind::Derived : ProjectFileKind::Foreign;
}

/// Reads every row of the frame and forgets it. @return the metadata
Json readWhole(const fs::path& file, const Progress& progress)
{
    constexpr std::size_t rowsAtOnce = 1U << 20U;
    const std::size_t rows = storage::rowCount(file);
    std::size_t begin = 0;
    do {
        progress.throwIfCancelled();
        (void)storage::readFrame(file, {}, {begin, begin + rowsAtOnce}, progress);
        begin += rowsAtOnce;
    } while (begin < rows);
    return storage::readMetadata(file);
}

}  // namespace

std::vector<ProjectFile> projectFiles(const Project& project, const Progress& progress)
{
    std::vector<ProjectFile> found;
    std::error_code code;
    fs::recursive_directory_iterator entry(project.config().snapshotsFolder,
                                           fs::directory_options::skip_permission_denied, code);
    for (; !code && entry != fs::recursive_directory_iterator(); entry.increment(code)) {
        progress.throwIfCancelled();
        std::error_code ignored;
        if (entry->is_regular_file(ignored)) {
            std::string sample = pathText(entry->path().parent_path().filename());
            const ProjectFileKind kind = kindOf(entry->path(), sample);
            found.push_back({entry->path(), kind, std::move(sample)});
        }
    }
    if (code && code != std::errc::no_such_file_or_directory) {
        throw Error(pathText(project.config().snapshotsFolder) + ": the folder cannot be read (" + code.message() +
                    ").");
    }
    std::sort(found.begin(), found.end(), [](const ProjectFile& a, const ProjectFile& b) {
        return compareNatural(pathText(a.path), pathText(b.path)) < 0;
    });
    return found;
}

std::vector<fs::path> pathsOf(const std::vector<ProjectFile>& files)
{
    std::vector<fs::path> paths;
    std::transform(files.begin(), files.end(), std::back_inserter(paths),
                   [](const ProjectFile& file) { return file.path; });
    return paths;
}

FileCondition conditionOf(const ProjectFile& file, const Progress& progress)
{
    try {
        if (file.path.extension() == ".json") {
            const storage::CyclesFile cycles = storage::readCycles(file.path);
            return {{}, textAt(cycles.data, sampleKey).value_or("")};
        }
        return {{}, sampleOf(readWhole(file.path, progress))};
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        return {error.what(), {}};
    } catch (const std::exception& error) {
        return {pathText(file.path) + ": cannot be read (" + error.what() + ").", {}};
    }
}

}  // namespace aurora::services
