#pragma once

#include "aurora/database/database.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace aurora::database {

/// One row of the table `files`: a vendor file that was imported or harvested.
struct FileRow
{
    std::string serverLabel;  ///< empty: this PC
    std::string folder;
    std::string path;  ///< relative to the folder, `/`
    std::int64_t size = 0;
    std::string modified;  ///< `YYYY-MM-DD HH:MM:SS`
    std::string sha256;
    std::string sampleId;      ///< empty: unassigned
    std::string snapshotFile;  ///< name in the sample's folder; empty for a file that is read with another one
    std::string status;        ///< stored, unassigned, failed, excluded, forgotten
    std::string reason;
    std::string assignedBy;  ///< path, barcode, inferred, name, zip, user, snapshot, job
    std::string fetched;     ///< `YYYY-MM-DD HH:MM:SS`
    std::string hints;       ///< JSON list of the texts in the file that may name its sample
    std::int64_t id = 0;     ///< of a row that was read
};

class FilesTable
{
public:
    explicit FilesTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::optional<FileRow> find(const std::string& serverLabel, const std::string& folder,
                                              const std::string& path) const;
    [[nodiscard]] std::optional<FileRow> find(std::int64_t id) const;
    /// All rows of a harvested folder.
    [[nodiscard]] std::vector<FileRow> ofFolder(const std::string& serverLabel, const std::string& folder) const;
    /// Rows of a sample whose snapshot is not excluded.
    [[nodiscard]] std::vector<FileRow> ofSample(const std::string& sampleId) const;

    /// Inserts the row, or updates the one of that server, folder and path. A file that was stored and cannot be read
    /// now keeps its sample and its snapshot; what the user left out stays left out. To be called inside
    /// Database::write.
    /// @param row  a failed one without `modified` keeps size and time of the row that is there
    void upsert(const FileRow& row);

    /// Takes a file that could not be read, or has no sample, off the lists of what needs a person; its row stays, so
    /// that this version of it is known. To be called inside Database::write.
    void forget(std::int64_t id);

    /// Gives the row of a file on this PC the place it was harvested from. Where there is a row of that place already,
    /// the one of this PC goes once the other is stored: it is one file.
    /// To be called inside Database::write.
    void moveToOrigin(const std::string& localFolder, const std::string& localPath, const FileRow& origin);

    // Snapshots by their sample and name. What changes them is to be called inside Database::write. A snapshot of which
    // no file is known (the Python program kept no such table) gets a row that names the snapshot itself as its file.

    /// Every snapshot that is left out of the analysis: Sample ID, snapshot file.
    [[nodiscard]] std::set<std::pair<std::string, std::string>> excludedSnapshots() const;
    /// Rows of a snapshot, excluded or not.
    [[nodiscard]] std::vector<FileRow> ofSnapshot(const std::string& sampleId, const std::string& snapshotFile) const;
    /// @param itself  folder of the snapshot, for the row of one that has none; reason: what that row says
    void exclude(const std::string& sampleId, const std::string& snapshotFile, const std::string& itself,
                 const std::string& reason = {});
    void include(const std::string& sampleId, const std::string& snapshotFile);
    /// Forgets the row that exclude made for a snapshot that had none.
    void forgetItself(const std::string& folder, const std::string& snapshotFile);
    /// Hands the rows of a snapshot over to another sample, assigned by the user. @param reason  for the column
    /// `Reason`
    void assign(const std::string& sampleId, const std::string& snapshotFile, const std::string& toSampleId,
                const std::string& toSnapshotFile, const std::string& reason);

private:
    Database* m_database;
};

}  // namespace aurora::database
