#pragma once

#include "aurora/core/json.h"
#include "aurora/core/progress.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace aurora::formats::eclab {

/// What the lines before the table say.
struct MptHeader
{
    Json json = Json::object();  ///< for the job data: keys of mpr_job_data.h; parameters as the export prints them
    std::optional<double> start_uts;
    std::string device;
    std::string channel;
    std::string softwareVersion;
};

/// @param lines  UTF-8, without the line of names
/// @throws Error when the time zone is unknown
/// @throws Cancelled
[[nodiscard]] MptHeader readMptHeader(std::span<const std::string> lines, std::string_view timeZone,
                                      Progress& progress);

/// "Nb header lines : 81" → 81.
[[nodiscard]] std::optional<std::size_t> headerLineCount(std::string_view line);

/// True for "EC-Lab ASCII FILE" and "BT-Lab ASCII FILE".
[[nodiscard]] bool isMptTitle(std::string_view line);

}  // namespace aurora::formats::eclab
