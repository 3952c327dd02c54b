#include "aurora/services/unassigned_files.h"

#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/database/files_table.h"
#include "harvested_copies.h"
#include "import_words.h"
#include "raw_files.h"

#include <algorithm>
#include <numeric>
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

/// The fewest letters to change, add or leave out until the word stands somewhere in the text.
std::size_t distanceWithin(const std::string& word, const std::string& text)
{
    // Row by row over the text: a match may begin and end anywhere in it (Sellers 1980).
    std::vector<std::size_t> costs(word.size() + 1);
    std::iota(costs.begin(), costs.end(), std::size_t{0});
    std::size_t best = costs.back();
    for (const char letter : text) {
        std::size_t diagonal = costs[0];
        for (std::size_t at = 1; at <= word.size(); ++at) {
            const std::size_t replaced = diagonal + (word[at - 1] == letter ? 0 : 1);
            diagonal = costs[at];
            costs[at] = std::min({replaced, costs[at] + 1, costs[at - 1] + 1});
        }
        best = std::min(best, costs.back());
    }
    return best;
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

std::vector<std::string> nearestSamples(std::vector<std::string> sampleIds, const std::vector<std::string>& texts)
{
    std::vector<std::string> places;
    for (const std::string& text : texts) {
        places.push_back(lowerCase(text));
    }

    struct Candidate
    {
        double share;  ///< of its letters that differ
        std::string id;
    };

    std::vector<Candidate> candidates;
    candidates.reserve(sampleIds.size());
    for (std::string& id : sampleIds) {
        const std::string word = lowerCase(id);
        std::size_t distance = word.size();
        for (const std::string& place : places) {
            distance = std::min(distance, distanceWithin(word, place));
        }
        const double letters = std::max<double>(1, static_cast<double>(word.size()));
        candidates.push_back({static_cast<double>(distance) / letters, std::move(id)});
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.share < b.share; });
    std::vector<std::string> sorted;
    sorted.reserve(candidates.size());
    for (Candidate& candidate : candidates) {
        sorted.push_back(std::move(candidate.id));
    }
    return sorted;
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
