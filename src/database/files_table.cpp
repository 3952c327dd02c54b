#include "aurora/database/files_table.h"

#include <array>

namespace aurora::database {

namespace {

struct TextColumn
{
    const char* name;
    std::string FileRow::*value;
};

// The numbers, `Size` and `id`, follow after these.
const std::array textColumns{
    TextColumn{"Server label", &FileRow::serverLabel},
    TextColumn{"Folder", &FileRow::folder},
    TextColumn{"Path", &FileRow::path},
    TextColumn{"Modified", &FileRow::modified},
    TextColumn{"SHA-256", &FileRow::sha256},
    TextColumn{"Sample ID", &FileRow::sampleId},
    TextColumn{"Snapshot file", &FileRow::snapshotFile},
    TextColumn{"Status", &FileRow::status},
    TextColumn{"Reason", &FileRow::reason},
    TextColumn{"Assigned by", &FileRow::assignedBy},
    TextColumn{"Fetched", &FileRow::fetched},
    TextColumn{"Hints", &FileRow::hints},
};

std::string columnList()
{
    std::string list;
    for (const TextColumn& column : textColumns) {
        list += quotedIdentifier(column.name) + ", ";
    }
    return list + quotedIdentifier("Size");
}

FileRow toFileRow(const std::vector<CellValue>& cells)
{
    FileRow row;
    for (std::size_t i = 0; i < textColumns.size(); ++i) {
        row.*textColumns.at(i).value = toText(cells[i]);
    }
    const auto number = [&](std::size_t column) {
        const auto* const value = column < cells.size() ? std::get_if<std::int64_t>(&cells[column]) : nullptr;
        return value == nullptr ? 0 : *value;
    };
    row.size = number(textColumns.size());
    row.id = number(textColumns.size() + 1);
    return row;
}

std::vector<FileRow> toFileRows(const Table& found)
{
    std::vector<FileRow> rows;
    rows.reserve(found.rows.size());
    for (const auto& cells : found.rows) {
        rows.push_back(toFileRow(cells));
    }
    return rows;
}

}  // namespace

std::optional<FileRow> FilesTable::find(const std::string& serverLabel, const std::string& folder,
                                        const std::string& path) const
{
    const Table found = m_database->query(
        "SELECT " + columnList() + R"(, id FROM files WHERE "Server label" = ? AND "Folder" = ? AND "Path" = ?)",
        {serverLabel, folder, path});
    return found.rows.empty() ? std::nullopt : std::optional(toFileRow(found.rows[0]));
}

std::optional<FileRow> FilesTable::find(std::int64_t id) const
{
    const Table found = m_database->query("SELECT " + columnList() + ", id FROM files WHERE id = ?", {id});
    return found.rows.empty() ? std::nullopt : std::optional(toFileRow(found.rows[0]));
}

std::vector<FileRow> FilesTable::ofFolder(const std::string& serverLabel, const std::string& folder) const
{
    return toFileRows(m_database->query("SELECT " + columnList() +
                                            R"(, id FROM files WHERE "Server label" = ? AND "Folder" = ? ORDER BY id)",
                                        {serverLabel, folder}));
}

std::vector<FileRow> FilesTable::ofSample(const std::string& sampleId) const
{
    return toFileRows(m_database->query("SELECT " + columnList() +
                                            R"(, id FROM files WHERE "Sample ID" = ? AND "Status" <> 'excluded')"
                                            " ORDER BY id",
                                        {sampleId}));
}

namespace {

/// What a column becomes when the file is imported again. A recording that the user left out stays left out; a failed
/// import does not forget which snapshot the file was stored as before.
std::string updatedValue(const std::string& column)
{
    if (column == R"("Status")") {
        return R"(CASE WHEN files."Status" = 'excluded' THEN 'excluded' ELSE excluded."Status" END)";
    }
    if (column == R"("Reason")" || column == R"("Fetched")") {
        return "excluded." + column;
    }
    // Size and time are those of the version that was dealt with, whatever came of it: it is not fetched again.
    const bool isVersion = column == R"("Size")" || column == R"("Modified")";
    return R"(CASE WHEN excluded."Status" = 'stored' OR files."Snapshot file" IS NULL OR files."Snapshot file" = '' )" +
           std::string(isVersion ? R"(OR excluded."Modified" <> '' )" : "") + "THEN excluded." + column +
           " ELSE files." + column + " END";
}

}  // namespace

void FilesTable::upsert(const FileRow& row)
{
    std::string marks;
    std::string updates;
    std::vector<CellValue> values;
    for (const TextColumn& column : textColumns) {
        const std::string name = quotedIdentifier(column.name);
        marks += "?, ";
        updates += name + " = " + updatedValue(name) + ", ";
        values.emplace_back(row.*column.value);
    }
    values.emplace_back(row.size);
    m_database->execute("INSERT INTO files (" + columnList() + ") VALUES (" + marks +
                            R"(?) ON CONFLICT("Server label", "Folder", "Path") DO UPDATE SET )" + updates +
                            R"("Size" = )" + updatedValue(R"("Size")"),
                        values);
}

void FilesTable::forget(std::int64_t id)
{
    m_database->execute(
        R"(UPDATE files SET "Status" = 'forgotten' WHERE id = ? AND "Status" IN ('failed', 'unassigned'))", {id});
}

void FilesTable::moveToOrigin(const std::string& localFolder, const std::string& localPath, const FileRow& origin)
{
    if (find(origin.serverLabel, origin.folder, origin.path)) {
        if (origin.status == "stored") {
            m_database->execute(R"(DELETE FROM files WHERE "Server label" = '' AND "Folder" = ? AND "Path" = ? )"
                                R"(AND "Status" <> 'excluded')",
                                {localFolder, localPath});
        }
        return;
    }
    m_database->execute(R"(UPDATE files SET "Server label" = ?, "Folder" = ?, "Path" = ? )"
                        R"(WHERE "Server label" = '' AND "Folder" = ? AND "Path" = ?)",
                        {origin.serverLabel, origin.folder, origin.path, localFolder, localPath});
}

std::set<std::pair<std::string, std::string>> FilesTable::excludedSnapshots() const
{
    std::set<std::pair<std::string, std::string>> excluded;
    const Table found =
        m_database->query(R"(SELECT "Sample ID", "Snapshot file" FROM files WHERE "Status" = 'excluded')");
    for (const auto& row : found.rows) {
        excluded.emplace(toText(row[0]), toText(row[1]));
    }
    return excluded;
}

std::vector<FileRow> FilesTable::ofSnapshot(const std::string& sampleId, const std::string& snapshotFile) const
{
    const Table found = m_database->query(
        "SELECT " + columnList() + R"( FROM files WHERE "Sample ID" = ? AND "Snapshot file" = ? ORDER BY id)",
        {sampleId, snapshotFile});
    std::vector<FileRow> rows;
    rows.reserve(found.rows.size());
    for (const auto& cells : found.rows) {
        rows.push_back(toFileRow(cells));
    }
    return rows;
}

void FilesTable::exclude(const std::string& sampleId, const std::string& snapshotFile, const std::string& itself,
                         const std::string& reason)
{
    const int changed =
        m_database->execute(R"(UPDATE files SET "Status" = 'excluded' WHERE "Sample ID" = ? AND "Snapshot file" = ?)",
                            {sampleId, snapshotFile});
    if (changed > 0) {
        return;
    }
    FileRow row;
    row.folder = itself;
    row.path = snapshotFile;
    row.sampleId = sampleId;
    row.snapshotFile = snapshotFile;
    row.status = "excluded";
    row.reason = reason;
    row.assignedBy = "user";
    m_database->execute(R"(DELETE FROM files WHERE "Server label" = '' AND "Folder" = ? AND "Path" = ?)",
                        {itself, snapshotFile});
    upsert(row);
}

void FilesTable::include(const std::string& sampleId, const std::string& snapshotFile)
{
    m_database->execute(
        R"(DELETE FROM files WHERE "Sample ID" = ? AND "Snapshot file" = ? AND "Path" = "Snapshot file")"
        R"( AND "Status" = 'excluded' AND "SHA-256" = '')",
        {sampleId, snapshotFile});
    m_database->execute(R"(UPDATE files SET "Status" = 'stored', "Reason" = '' WHERE "Sample ID" = ?)"
                        R"( AND "Snapshot file" = ? AND "Status" = 'excluded')",
                        {sampleId, snapshotFile});
}

void FilesTable::forgetItself(const std::string& folder, const std::string& snapshotFile)
{
    m_database->execute(R"(DELETE FROM files WHERE "Server label" = '' AND "Folder" = ? AND "Path" = ?)"
                        R"( AND "Snapshot file" = "Path")",
                        {folder, snapshotFile});
}

void FilesTable::assign(const std::string& sampleId, const std::string& snapshotFile, const std::string& toSampleId,
                        const std::string& toSnapshotFile, const std::string& reason)
{
    m_database->execute(R"(UPDATE files SET "Sample ID" = ?, "Snapshot file" = ?, "Assigned by" = 'user', "Reason" = ?)"
                        R"( WHERE "Sample ID" = ? AND "Snapshot file" = ?)",
                        {toSampleId, toSnapshotFile, reason, sampleId, snapshotFile});
}

}  // namespace aurora::database
