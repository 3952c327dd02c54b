#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/services/fetch_data.h"
#include "aurora/services/unassigned_files.h"
#include "harvested_copies.h"
#include "raw_files.h"

#include <algorithm>

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

std::vector<database::FileRow> rowsWhere(const database::Database& database, const std::string& condition)
{
    std::vector<database::FileRow> rows;
    const Table found = database.query(
        R"(SELECT id, "Server label", "Folder", "Path", "Status", "Reason", "Snapshot file" FROM files WHERE )" +
        condition + " ORDER BY id");
    for (const auto& cells : found.rows) {
        database::FileRow row;
        row.id = std::get<std::int64_t>(cells[0]);
        row.serverLabel = toText(cells[1]);
        row.folder = toText(cells[2]);
        row.path = toText(cells[3]);
        row.status = toText(cells[4]);
        row.reason = toText(cells[5]);
        row.snapshotFile = toText(cells[6]);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string placeOf(const std::string& folder, const std::string& path)
{
    return folder + (folder.ends_with('/') ? "" : "/") + path;
}

/// How well a name fits a file: not at all, by the end of its path, or exactly.
enum class Fit
{
    No,
    End,
    Exact
};

Fit fitOf(const std::string& name, const database::FileRow& row, const fs::path& copy)
{
    const std::string place = placeOf(row.folder, row.path);
    std::string own = name;
    if (const std::string label = row.serverLabel + ": "; own.starts_with(label)) {
        own.erase(0, label.size());
    }
    const bool isCopy = !copy.empty() && fs::absolute(pathFromText(name)).lexically_normal() == copy;
    if (own == place || own == row.path || isCopy) {
        return Fit::Exact;
    }
    return place.ends_with("/" + own) ? Fit::End : Fit::No;
}

std::string listed(const std::vector<database::FileRow>& rows)
{
    constexpr std::size_t mostListed = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(rows.size(), mostListed); ++i) {
        text += (text.empty() ? "" : ", ") + std::to_string(rows[i].id) + " (" + rows[i].serverLabel + ": " +
                placeOf(rows[i].folder, rows[i].path) + ")";
    }
    return text + (rows.size() > mostListed ? ", …" : "");
}

}  // namespace

Table unassignedFiles(const Project& project, const config::UserConfig& user)
{
    Table table;
    table.columns = {{.name = "id", .type = CellType::Integer},
                     {.name = "Server label"},
                     {.name = "File"},
                     {.name = "Reason"},
                     {.name = "Copy"},
                     {.name = "Why"}};
    std::vector<UnassignedFile> files = listUnassignedFiles(project, user);
    std::reverse(files.begin(), files.end());  // in the order in which they came
    for (const UnassignedFile& file : files) {
        table.rows.push_back(
            {file.id, file.serverLabel, placeOf(file.folder, file.path), file.reason, pathText(file.copy), file.why});
    }
    return table;
}

std::int64_t fileNamed(const Project& project, const config::UserConfig& user, const std::string& name)
{
    const auto database = project.openDatabase();
    if (const std::optional<std::int64_t> id = parseInteger(name)) {
        return *id;
    }
    std::vector<database::FileRow> best;
    Fit fit = Fit::End;
    // Files that are read with another one have no snapshot of their own.
    for (database::FileRow& row : rowsWhere(*database, R"(("Status" <> 'stored' OR "Snapshot file" <> ''))")) {
        const Fit here = fitOf(name, row, copyOf(row, project, rawFilesFolder(user)));
        if (here == Fit::No || here < fit) {
            continue;
        }
        if (here > fit) {
            best.clear();
            fit = here;
        }
        best.push_back(std::move(row));
    }
    const auto isOther = [](const database::FileRow& row) { return row.status != "unassigned"; };
    if (!std::all_of(best.begin(), best.end(), isOther)) {
        std::erase_if(best, isOther);
    }
    if (best.empty()) {
        throw Error("No file that was harvested or imported is called " + name +
                    ". See \"files list\", or \"list files\" "
                    "for those that have a sample.");
    }
    if (best.size() > 1) {
        throw Error(std::to_string(best.size()) + " files are called " + name +
                    ". Name one by its number: " + listed(best) + ".");
    }
    return best.front().id;
}

}  // namespace aurora::services
