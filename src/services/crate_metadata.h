#pragma once

#include "aurora/core/json.h"
#include "aurora/services/ro_crate.h"

#include <cstdint>
#include <string>
#include <vector>

namespace aurora::services {

/// A file of a crate.
struct CrateFile
{
    std::string name;         ///< in the crate: "240620_kigr_gen2_01/240620_kigr_gen2_01.h5"
    std::string description;  ///< what it holds, a few words
    std::uint64_t size = 0;
};

/// What a crate has of one sample: a folder of its name.
struct CrateSample
{
    std::string id;
    Json row = Json::object();  ///< of the samples table
    std::vector<CrateFile> files;
};

/// The content of `ro-crate-metadata.json` (RO-Crate 1.1) of a crate with these samples.
/// @param project      its name, for a title where the description has none
/// @param now_uts      when the crate is made
[[nodiscard]] Json crateMetadata(const CrateDescription& description, const std::vector<CrateSample>& samples,
                                 const std::string& project, double now_uts, const std::string& timeZone);

}  // namespace aurora::services
