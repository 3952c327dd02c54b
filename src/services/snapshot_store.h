#pragma once

#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "aurora/core/recording.h"
#include "aurora/services/import_data.h"
#include "provenance.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace aurora::services {

/// What storing a snapshot came to.
struct StoredSnapshot
{
    enum class Outcome
    {
        Stored,
        Replaced,
        Unchanged
    };

    Outcome outcome = Outcome::Stored;
    std::string fileName;  ///< in the sample's folder
};

/// A snapshot would be replaced by one with fewer rows.
class WouldLoseRows final : public Error
{
public:
    using Error::Error;
};

/// Runs work while no other program that stores into the project runs its own: Database::write, in the program.
using Alone = std::function<void(const std::function<void()>& work)>;

/// The snapshots of one sample: which file a recording goes to (spec: storage.md, "Files of a sample").
class SnapshotStore
{
public:
    explicit SnapshotStore(std::filesystem::path sampleFolder);

    /// Stores a series under the name, or over the snapshot of the same recording.
    ///
    /// The file is written once, under a temporary name; it gets its own alone, and that is chosen again where the
    /// folder has changed meanwhile, so that two programs never take the same. What ends the program leaves no lock.
    /// The same source bytes read the same way, with nothing new known of their job: nothing is written. The same
    /// recording replaces its snapshot. Another recording of that name gets `~2`, `~3`, ….
    /// @param name      without `snapshot.` and ending
    /// @param metadata  with `provenance.source.sha256` and `provenance.recording`
    /// @throws WouldLoseRows when it would replace a snapshot by one with fewer rows and force is No
    StoredSnapshot store(const std::string& name, const CyclingSeries& series, const Json& metadata, Force force,
                         const Alone& alone, const Progress& progress) const;

    /// `snapshot.*.h5` in the folder, natural order of names.
    [[nodiscard]] std::vector<std::filesystem::path> files() const;

    using NameTest = std::function<bool(const std::string& fileName)>;

    /// `snapshot.<name>.h5`, or `snapshot.<name>~2.h5` … where that is taken.
    /// @param isTaken  what takes a name besides a file
    [[nodiscard]] std::string freeName(const std::string& name, const NameTest& isTaken = {}) const;

private:
    [[nodiscard]] StoredSnapshot placeFor(const std::string& name, const CyclingSeries& series, const Json& metadata,
                                          Force force) const;

    std::filesystem::path m_folder;
};

/// `snapshot.<name>.h5`
[[nodiscard]] std::string snapshotFileName(const std::string& name);

/// The name of a snapshot made from a file: its stem, a leading `snapshot.` dropped.
[[nodiscard]] std::string snapshotName(const std::filesystem::path& file);

}  // namespace aurora::services
