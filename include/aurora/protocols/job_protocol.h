#pragma once

#include "aurora/core/json.h"
#include "aurora/core/protocol.h"

namespace aurora::protocols {

/// The protocol in a snapshot's `job_data` (metadata of `snapshot.*.h5`, ours or the Python program's): a tomato
/// payload, Neware steps, or EC-Lab parameters (GCPL, MB). Anything else gives an empty protocol; single values that
/// cannot be understood are left unknown.
/// @throws nothing
[[nodiscard]] Protocol protocolFromJobData(const Json& jobData);

}  // namespace aurora::protocols
