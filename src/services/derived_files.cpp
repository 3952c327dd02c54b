#include "derived_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/database/results_table.h"
#include "aurora/storage/sample_files.h"
#include "provenance.h"

#include <algorithm>
#include <array>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

struct DerivedFile
{
    const char* kind;
    const char* ending;
};

// The last tells what the others were made of: without it they are no analysis any more.
constexpr std::array derivedFiles{DerivedFile{"full", ".h5"}, DerivedFile{"shrunk", ".h5"}, DerivedFile{"eis", ".h5"},
                                  DerivedFile{"cycles", ".json"}};

fs::path pathOf(const fs::path& folder, const std::string& sampleId, const DerivedFile& file)
{
    return folder / pathFromText(std::string(file.kind) + "." + sampleId + file.ending);
}

bool canBeRead(const fs::path& snapshot, const Progress& progress)
{
    try {
        static_cast<void>(storage::readSnapshot(snapshot, progress));
        return true;
    } catch (const Cancelled&) {
        throw;
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace

void removeIfThere(const fs::path& file)
{
    std::error_code code;
    fs::remove(file, code);
    if (code) {
        throw Error(pathText(file) + ": an outdated file that cannot be removed (" + code.message() + ").");
    }
}

std::set<std::string> sourcesOfAnalysis(const fs::path& folder, const std::string& sampleId)
{
    const fs::path cyclesFile = pathOf(folder, sampleId, derivedFiles.back());
    std::set<std::string> names;
    try {
        const Json content = parseJson(readFile(cyclesFile), pathText(cyclesFile));
        const Json provenance = memberOf(memberOf(content, "metadata"), "provenance");
        const Json merging = memberOf(memberOf(provenance, "aurora_metadata"), "data_merging");
        for (const Json& name : memberOf(merging, "job_files")) {
            std::string text = name.get<std::string>();  // the Python program noted them with their folders
            std::replace(text.begin(), text.end(), '\\', '/');
            names.insert(pathText(pathFromText(text).filename()));
        }
    } catch (const std::exception&) {
        return {};  // damaged or missing: nothing is known of the rows beside it
    }
    return names;
}

bool hasDerivedFiles(const fs::path& folder, const std::string& sampleId)
{
    return std::any_of(derivedFiles.begin(), derivedFiles.end(), [&](const DerivedFile& file) {
        std::error_code ignored;
        return fs::exists(pathOf(folder, sampleId, file), ignored);
    });
}

std::string whyDerivedFilesStay(const fs::path& folder, const std::string& sampleId,
                                const std::map<std::string, fs::path>& held, const Progress& progress)
{
    if (!hasDerivedFiles(folder, sampleId)) {
        return {};
    }
    const std::set<std::string> sources = sourcesOfAnalysis(folder, sampleId);
    if (sources.empty()) {
        return "nothing tells of which snapshots they were made";
    }
    for (const std::string& source : sources) {
        const auto found = held.find(source);
        if (found == held.end()) {
            return source + ", of which they were made, is not there any more";
        }
        if (!canBeRead(found->second, progress)) {
            return source + ", of which they were made, is damaged";
        }
    }
    return {};
}

void removeDerivedFiles(const fs::path& folder, const std::string& sampleId)
{
    for (const DerivedFile& file : derivedFiles) {
        removeIfThere(pathOf(folder, sampleId, file));
    }
}

void leaveResults(database::Database& database, const std::string& sampleId)
{
    database::ResultsTable(database).remove(sampleId);
    database.execute(R"(UPDATE pipelines SET "Flag" = NULL WHERE "Sample ID" = ?)", {sampleId});
}

}  // namespace aurora::services
