#pragma once

#include "aurora/remote/host.h"
#include "aurora/services/harvested_files.h"
#include "aurora/services/import_data.h"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>

namespace aurora::services {

/// How many bytes several hosts have sent together.
class BytesOfAll
{
public:
    explicit BytesOfAll(Progress& progress) : m_progress(progress) {}

    void expect(std::uint64_t bytes) { m_total += bytes; }

    /// @param bytes  more, or fewer again when a transfer starts over
    void add(std::int64_t bytes, std::string_view what);

    [[nodiscard]] Progress& progress() const noexcept { return m_progress; }

private:
    Progress& m_progress;
    std::atomic<std::uint64_t> m_total{0};
    std::atomic<std::int64_t> m_done{0};
};

/// What the threads of a harvest share.
struct HarvestSurroundings
{
    const Project& project;
    BytesOfAll& bytes;
    std::mutex& importing;  ///< one import at a time: it uses all cores itself
    Force force = Force::No;
};

struct FolderHarvested
{
    Report report;
    std::set<std::string> samples;  ///< that have new data
};

/// Fetches and imports what is new or changed in a folder; nothing is analysed. What was done is noted file by file, so
/// that the next harvest goes on where this one was ended, however that was.
/// @throws nothing: failures and cancelling are in the report
[[nodiscard]] FolderHarvested harvestFolder(remote::Host& host, const FolderToHarvest& folder,
                                            const HarvestSurroundings& surroundings);

/// The path of a file on its host. @param path  relative to the folder
[[nodiscard]] std::string pathOnHost(const FolderToHarvest& folder, const std::string& path);

/// Where a file of the folder is read. @throws Error for a path that would lead out of the folder of copies
[[nodiscard]] std::filesystem::path localPathOf(const FolderToHarvest& folder, const std::string& path);

/// Makes sure that this version of the file can be read at localPathOf: a copy that is there is not fetched again.
/// @throws what Host::download throws
void fetchFile(remote::Host& host, const FolderToHarvest& folder, const remote::RemoteFile& file, Progress& progress);

[[nodiscard]] FileOrigin originOf(const FolderToHarvest& folder, const remote::RemoteFile& file);

}  // namespace aurora::services
