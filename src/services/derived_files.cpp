#include "derived_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
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

// The first tells what the others were made of: without it they are no analysis any more.
constexpr std::array derivedFiles{DerivedFile{"cycles", ".json"}, DerivedFile{"full", ".h5"},
                                  DerivedFile{"shrunk", ".h5"}, DerivedFile{"eis", ".h5"}};

/// The snapshots that a merged file was made of, by file name; the Python program noted them with their folders.
std::set<std::string> sourcesOf(const fs::path& cyclesFile)
{
    std::set<std::string> names;
    try {
        const Json content = parseJson(readFile(cyclesFile), pathText(cyclesFile));
        const Json provenance = memberOf(memberOf(content, "metadata"), "provenance");
        const Json merging = memberOf(memberOf(provenance, "aurora_metadata"), "data_merging");
        for (const Json& name : memberOf(merging, "job_files")) {
            std::string text = name.get<std::string>();
            std::replace(text.begin(), text.end(), '\\', '/');
            names.insert(pathText(pathFromText(text).filename()));
        }
    } catch (const std::exception&) {
        return {};  // damaged or missing: nothing is known of the rows beside it
    }
    return names;
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

bool removeDerivedFiles(const fs::path& folder, const std::string& sampleId, const std::set<std::string>& held)
{
    const auto path = [&](const DerivedFile& file) {
        return folder / pathFromText(std::string(file.kind) + "." + sampleId + file.ending);
    };
    const std::set<std::string> sources = sourcesOf(path(derivedFiles.front()));
    if (sources.empty() || !std::includes(held.begin(), held.end(), sources.begin(), sources.end())) {
        return false;
    }
    for (const DerivedFile& file : derivedFiles) {
        removeIfThere(path(file));
    }
    return true;
}

}  // namespace aurora::services
