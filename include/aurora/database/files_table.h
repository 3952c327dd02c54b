#pragma once

#include "aurora/database/database.h"

#include <optional>
#include <string>
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
    std::string snapshotFile;  ///< name in the sample's folder
    std::string status;        ///< stored, unassigned, failed, excluded
    std::string reason;
    std::string assignedBy;  ///< path, barcode, inferred, user, snapshot
    std::string fetched;     ///< `YYYY-MM-DD HH:MM:SS`
};

class FilesTable
{
public:
    explicit FilesTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::optional<FileRow> find(const std::string& serverLabel, const std::string& folder,
                                              const std::string& path) const;
    /// Rows of a sample whose snapshot is not excluded.
    [[nodiscard]] std::vector<FileRow> ofSample(const std::string& sampleId) const;
    void upsert(const FileRow& row);

private:
    Database* m_database;
};

}  // namespace aurora::database
