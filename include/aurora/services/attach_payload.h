#pragma once

#include "aurora/core/json.h"
#include "aurora/services/lab.h"

#include <string>
#include <vector>

namespace aurora::services {

/// Why no payload can be attached to the job; empty when one can. Where a job has one and its data is on this PC, the
/// same one can be attached again.
[[nodiscard]] std::string whyNotAttach(const Lab& lab, database::Database& database, const std::string& job);

/// Gives a payload to jobs that were submitted elsewhere and of which the server did not tell one: the analysis takes
/// formation cycles and C-rates from it. `$NAME` and the sample's name are filled in; of a job whose sample is not
/// known it names none. Snapshots of the jobs that lie on this PC are read again with it, and their samples analysed;
/// others take it over when they are fetched.
///
/// One item a job tells how far it came. A job that has this payload already only has its data read again: that is how
/// a call that was interrupted is made up for. When the user cancels, Report::cancelled is set.
/// @param payload  see protocols::parsePayload
/// @throws Error when the project is open read-only
[[nodiscard]] Report attachPayload(Lab& lab, const std::vector<std::string>& jobs, const Json& payload,
                                   Progress& progress);

}  // namespace aurora::services
