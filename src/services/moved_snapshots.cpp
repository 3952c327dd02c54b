#include "moved_snapshots.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/sample_id.h"
#include "aurora/database/database.h"
#include "aurora/storage/frame.h"
#include "provenance.h"

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view prefix = "moved from ";

}  // namespace

std::string movedFrom(const std::string& sampleId)
{
    return std::string(prefix) + sampleId;
}

std::map<std::string, std::vector<fs::path>> movedAway(const Project& project, const database::Database& database)
{
    const Table rows = database.query(
        R"(SELECT DISTINCT "Reason", "Sample ID", "Snapshot file" FROM files WHERE "Reason" LIKE ? || '%')"
        R"( AND "Snapshot file" <> '')",
        {std::string(prefix)});
    std::map<std::string, std::vector<fs::path>> moved;
    for (const auto& row : rows.rows) {
        const std::string sample = toText(row[1]);
        if (whyNoName(sample).empty()) {
            moved[toText(row[0]).substr(prefix.size())].push_back(project.sampleFolder(SampleId(sample)) /
                                                                  pathFromText(toText(row[2])));
        }
    }
    return moved;
}

std::map<std::string, fs::path> byOldName(const std::string& sampleId, const std::vector<fs::path>& moved)
{
    std::map<std::string, fs::path> found;
    for (const fs::path& file : moved) {
        try {
            const Json steps = memberOf(memberOf(storage::readMetadata(file), "provenance"), "aurora_metadata");
            const Json assignment = memberOf(steps, "assignment");
            if (textAt(assignment, "method") == movedFrom(sampleId)) {
                found[textAt(assignment, "snapshot_file").value_or("")] = file;
            }
        } catch (const Error&) {  // missing or damaged: it holds nothing
        }
    }
    return found;
}

}  // namespace aurora::services
