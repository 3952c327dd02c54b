#pragma once

#include "aurora/config/servers.h"
#include "aurora/core/recording.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace aurora::config {

/// A folder in which a vendor's program leaves its files: an entry of `EC-lab harvester` or `Neware harvester`.
struct HarvestedFolder
{
    std::string label;                   ///< valid as the name of a folder, unique within its harvester
    std::optional<SshAccess> access;     ///< nothing: the folder is on this PC or a mounted drive
    std::string remoteFolder;            ///< as written, with `/`; empty for a local folder
    std::filesystem::path localFolder;   ///< absolute; empty for a remote folder
    std::optional<CycleMode> cycleMode;  ///< how Neware cycles are counted; nothing: as everywhere else
};

/// Every folder that is harvested, by vendor.
struct Harvesters
{
    std::vector<HarvestedFolder> eclab;
    std::vector<HarvestedFolder> neware;
};

}  // namespace aurora::config
