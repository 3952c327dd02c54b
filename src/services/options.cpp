#include "aurora/services/options.h"

#include "aurora/config/shared_config.h"
#include "aurora/core/error.h"

#include <QString>
#include <QtGlobal>

#include <array>

namespace aurora::services {

namespace {

struct CycleModeName
{
    CycleMode mode;
    std::string_view name;
};

constexpr std::array cycleModeNames{CycleModeName{CycleMode::Chg, "chg"}, CycleModeName{CycleMode::DChg, "dchg"},
                                    CycleModeName{CycleMode::Auto, "auto"}, CycleModeName{CycleMode::Raw, "raw"}};

}  // namespace

std::string_view cycleModeName(CycleMode mode)
{
    for (const CycleModeName& entry : cycleModeNames) {
        if (entry.mode == mode) {
            return entry.name;
        }
    }
    return {};
}

CycleMode cycleModeFromName(std::string_view name)
{
    for (const CycleModeName& entry : cycleModeNames) {
        if (entry.name == name) {
            return entry.mode;
        }
    }
    throw UsageError("\"" + std::string(name) + "\" is no cycle mode. Choose one of chg, dchg, auto, raw.");
}

std::string defaultTimeZone(const std::filesystem::path& project)
{
    std::filesystem::path folder = project;
    if (folder.empty()) {
        folder = std::filesystem::path(qEnvironmentVariable("AURORA_PROJECT").toStdU16String());
    }
    if (folder.empty()) {
        return config::SharedConfig().timeZone;
    }
    std::vector<std::string> warnings;
    return config::readSharedConfig(config::findSharedConfig(folder, warnings)).timeZone;
}

}  // namespace aurora::services
