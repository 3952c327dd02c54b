#include "named_snapshots.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "named_samples.h"
#include "snapshot_store.h"
#include "wording.h"

#include <algorithm>
#include <iterator>

namespace aurora::services {

namespace fs = std::filesystem;

std::vector<fs::path> requireSnapshots(const Project& project, const std::string& sample,
                                       const std::vector<std::string>& names, const std::set<std::string>& lost)
{
    const fs::path folder = project.sampleFolder(SampleId(sample));
    std::vector<fs::path> files = SnapshotStore(folder).files();
    for (const std::string& name : lost) {
        files.push_back(folder / pathFromText(name));
    }
    std::vector<fs::path> found;
    std::vector<std::string> foundNames;
    for (const std::string& name : names) {
        const std::string fileName = pathText(pathFromText(name).filename());
        const auto file = std::find_if(files.begin(), files.end(), [&](const fs::path& candidate) {
            const std::string there = pathText(candidate.filename());
            return there == fileName || there == snapshotFileName(fileName);
        });
        if (file == files.end()) {
            std::vector<std::string> all;
            std::transform(files.begin(), files.end(), std::back_inserter(all),
                           [](const fs::path& candidate) { return pathText(candidate.filename()); });
            throw Error("The sample " + quoted(sample) + " has no snapshot " + quoted(name) +
                        (all.empty() ? ", and no other." : "; it has " + someOf(all) + ".") + " Nothing was changed.");
        }
        found.push_back(*file);
        foundNames.push_back(pathText(file->filename()));
    }
    refuseRepeated(foundNames, "Nothing was changed.");
    return found;
}

}  // namespace aurora::services
