#include "aurora/services/unassigned_files.h"

#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/database/files_table.h"
#include "harvested_copies.h"
#include "import_words.h"
#include "raw_files.h"

#include <algorithm>
#include <optional>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

fs::path copyThatIsThere(const database::FileRow& row, const Project& project, const fs::path& rawFiles)
{
    fs::path copy = copyOf(row, project, rawFiles);
    std::error_code code;
    return !copy.empty() && fs::exists(copy, code) ? copy : fs::path();
}

std::string whyOf(const database::FileRow& row)
{
    return clauseOf(row.reason, row.path.substr(row.path.rfind('/') + 1));
}

std::vector<std::string> hintsOf(const std::string& list)
{
    const Json parsed = Json::parse(list, nullptr, false);
    std::vector<std::string> hints;
    if (parsed.is_array()) {
        for (const Json& hint : parsed) {
            if (hint.is_string() && !trimmed(hint.get<std::string>()).empty()) {
                hints.push_back(hint.get<std::string>());
            }
        }
    }
    return hints;
}

}  // namespace

std::vector<UnassignedFile> listUnassignedFiles(const Project& project, const config::UserConfig& user)
{
    const auto database = project.openDatabase();
    const fs::path rawFiles = rawFilesFolder(user);
    const database::FilesTable table(*database);
    std::vector<UnassignedFile> files;
    const Table ids = database->query(R"(SELECT id FROM files WHERE "Status" = 'unassigned' ORDER BY id DESC)");
    for (const auto& cells : ids.rows) {
        const std::optional<std::int64_t> id = parseInteger(toText(cells.front()));
        const std::optional<database::FileRow> row = id ? table.find(*id) : std::nullopt;
        if (row) {
            files.push_back({.id = *id,
                             .serverLabel = row->serverLabel,
                             .folder = row->folder,
                             .path = row->path,
                             .reason = row->reason,
                             .why = whyOf(*row),
                             .modified = row->modified,
                             .copy = copyThatIsThere(*row, project, rawFiles),
                             .hints = hintsOf(row->hints)});
        }
    }
    return files;
}

std::size_t countUnassignedFiles(const Project& project)
{
    const auto database = project.openDatabase();
    const Table found = database->query(R"(SELECT count(*) FROM files WHERE "Status" = 'unassigned')");
    return static_cast<std::size_t>(parseInteger(toText(found.rows.front().front())).value_or(0));
}

std::vector<AssignedFile> stateOfFiles(const Project& project, const std::vector<std::int64_t>& ids)
{
    const auto database = project.openDatabase();
    const database::FilesTable table(*database);
    std::vector<AssignedFile> states;
    for (const std::int64_t id : ids) {
        if (const std::optional<database::FileRow> row = table.find(id)) {
            const bool stored = row->status == "stored";
            states.push_back({.id = id,
                              .sampleId = stored ? row->sampleId : std::string(),
                              .snapshotFile = stored ? row->snapshotFile : std::string(),
                              .why = stored ? std::string() : whyOf(*row)});
        }
    }
    return states;
}

}  // namespace aurora::services
