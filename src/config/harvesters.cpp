#include "server_keys.h"

#include <algorithm>
#include <array>

namespace aurora::config {

namespace {

struct ModeName
{
    std::string_view name;
    CycleMode mode;
};

constexpr std::array cycleModes{
    ModeName{"chg", CycleMode::Chg},
    ModeName{"dchg", CycleMode::DChg},
    ModeName{"auto", CycleMode::Auto},
    ModeName{"raw", CycleMode::Raw},
};

std::optional<CycleMode> readCycleMode(const Keys& entry)
{
    constexpr std::string_view key = "Cycle mode";
    const auto said = entry.text(key);
    if (!said) {
        return std::nullopt;
    }
    const auto found =
        std::find_if(cycleModes.begin(), cycleModes.end(), [&](const ModeName& known) { return known.name == *said; });
    if (found == cycleModes.end()) {
        entry.refuse(key, *said, R"("chg", "dchg", "auto" or "raw")");
    }
    return found->mode;
}

HarvestedFolder readFolder(const Keys& entry, std::string_view folderKey, std::vector<std::string>& labelsBefore)
{
    HarvestedFolder folder;
    folder.label = readLabel(entry, labelsBefore);
    const auto said = entry.text(folderKey);
    if (!said) {
        entry.refuse(folderKey, nullptr, "the folder in which the files are");
    }
    if (SshAccess access = readAccess(entry); !access.hostname.empty()) {
        folder.access = std::move(access);
        folder.remoteFolder = *said;
        std::replace(folder.remoteFolder.begin(), folder.remoteFolder.end(), '\\', '/');
    } else {
        folder.localFolder = entry.absolute(*said);
    }
    folder.cycleMode = readCycleMode(entry);
    return folder;
}

std::vector<HarvestedFolder> readHarvester(const Keys& keys, std::string_view name, std::string_view folderKey)
{
    const Json* const harvester = keys.value(name);
    if (harvester == nullptr) {
        return {};
    }
    if (!harvester->is_object()) {
        keys.refuse(name, *harvester, R"(an object, as in {"Servers": []})");
    }
    const Keys inside(*harvester, keys.file());
    const std::optional<CycleMode> modeOfAll = readCycleMode(inside);
    const Json* const servers = inside.value("Servers");
    if (servers == nullptr) {
        return {};
    }
    if (!servers->is_array()) {
        inside.refuse("Servers", *servers, R"(a list, as in [{"label": "pc1", "hostname": "…"}])");
    }
    std::vector<HarvestedFolder> folders;
    std::vector<std::string> labels;
    for (const Json& server : *servers) {
        if (!server.is_object()) {
            inside.refuse("Servers", server, R"(a list of objects, as in {"label": "pc1", "hostname": "…"})");
        }
        const std::string number = std::to_string(folders.size());
        folders.push_back(readFolder(keys.inside(server, name, number), folderKey, labels));
        if (!folders.back().cycleMode) {
            folders.back().cycleMode = modeOfAll;
        }
    }
    return folders;
}

}  // namespace

Harvesters readHarvesters(const Keys& keys)
{
    return {.eclab = readHarvester(keys, "EC-lab harvester", "EC-lab folder location"),
            .neware = readHarvester(keys, "Neware harvester", "Neware folder location")};
}

}  // namespace aurora::config
