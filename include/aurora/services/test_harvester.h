#pragma once

#include "aurora/services/fetch_data.h"
#include "aurora/services/lab.h"

#include <string>

namespace aurora::services {

/// What trying a harvested folder found.
struct HarvesterTest
{
    cyclers::ServerTest steps;       ///< "connection", "folder", "recordings"
    std::string hostKeyFingerprint;  ///< "SHA256:…" when it failed at an unknown host key that the user may accept
    std::string hostKeyComputer;     ///< who showed it
    std::string keyDoubt = {};       ///< of what is reached over SSH: see whyNoPrivateKey
};

/// Tries a harvested folder step by step, up to the first that fails: nothing is fetched and nothing noted.
/// @throws Error when no folder of this kind has the label; Cancelled
[[nodiscard]] HarvesterTest testHarvester(Lab& lab, HarvesterKind kind, const std::string& label, Progress& progress);

}  // namespace aurora::services
