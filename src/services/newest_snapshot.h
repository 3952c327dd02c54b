#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aurora::database {
class Database;
}

namespace aurora::services {

/// What the columns `Last snapshot`, `Snapshot status` and `Snapshot pipeline` of `results` say of a sample.
struct SnapshotFacts
{
    std::string time;      ///< `YYYY-MM-DD HH:MM:SS` in project time, or as the database has it; empty without any
    std::string status;    ///< of its job when it was taken; empty where no job is known
    std::string pipeline;  ///< of its job

    friend bool operator==(const SnapshotFacts&, const SnapshotFacts&) = default;
};

/// What the tables know of snapshots: when they were fetched, by which job.
class SnapshotTimes
{
public:
    SnapshotTimes(const database::Database& database, std::string_view timeZone);

    /// @param fileName  of a snapshot in the sample's folder
    [[nodiscard]] SnapshotFacts of(const std::string& sampleId, const std::string& fileName) const;

private:
    std::map<std::pair<std::string, std::string>, std::string> m_fetched;  ///< sample, snapshot file → time
    std::map<std::string, SnapshotFacts> m_jobs;                           ///< by Job ID
};

/// The newest of some snapshots. Of one that the tables of files and jobs do not know, the results may: it is as new as
/// they say. Without them its own metadata tell when it was made, else the time of its file.
/// @param known  one a file, in their order
/// @param noted  what the results say so far: analysing again does not change when data was fetched
[[nodiscard]] SnapshotFacts newestSnapshot(const std::vector<std::filesystem::path>& files,
                                           const std::vector<SnapshotFacts>& known, const SnapshotFacts& noted,
                                           std::string_view timeZone);

}  // namespace aurora::services
