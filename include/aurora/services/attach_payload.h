#pragma once

#include "aurora/core/json.h"
#include "aurora/services/lab.h"

#include <string>
#include <vector>

namespace aurora::services {

/// Why no payload can be attached to the job; empty when one can.
[[nodiscard]] std::string whyNotAttach(database::Database& database, const std::string& job);

/// Gives a payload to jobs that were submitted elsewhere and of which the server did not tell one: the analysis takes
/// formation cycles and C-rates from it. `$NAME` and the sample's name are filled in. Snapshots of the jobs that lie on
/// this PC are read again with it, and their samples analysed; others take it over when they are fetched.
/// @param payload  see protocols::parsePayload
/// @throws Error when the project is open read-only
[[nodiscard]] Report attachPayload(Lab& lab, const std::vector<std::string>& jobs, const Json& payload,
                                   Progress& progress);

}  // namespace aurora::services
