#pragma once

#include "aurora/core/json.h"
#include "aurora/core/progress.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::eclab {

/// What the text log beside a recording says. It may belong to another technique of the same run: start, device, user
/// and comments hold for all of them, parameters do not.
struct MplFacts
{
    Json json = Json::object();  ///< for the job data
    std::optional<double> start_uts;
    std::string device;           ///< "MPG-2"
    std::string channel;          ///< "7", "D8"
    std::string softwareVersion;  ///< "11.61"
    std::string technique;        ///< "Galvanostatic Cycling with Potential Limitation"
    bool sectionBegins = false;   ///< settings were changed: the comments are said once more and replace those before
};

/// @throws Error when the time zone is unknown
/// @throws Cancelled
[[nodiscard]] MplFacts readMplText(std::string_view text, std::string_view timeZone,
                                   Progress& progress = Progress::none());

/// The log of that name with the ending `.mpl`, where there is one.
[[nodiscard]] std::vector<std::filesystem::path> mplBeside(const std::filesystem::path& mpr);

/// The file with the same name and the ending `.mpl`, or nothing when there is none. @throws Cancelled
[[nodiscard]] std::optional<MplFacts> readMplBeside(const std::filesystem::path& mpr, std::string_view timeZone,
                                                    Progress& progress);

}  // namespace aurora::formats::eclab
