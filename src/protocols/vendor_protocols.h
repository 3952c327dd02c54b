#pragma once

#include "aurora/core/json.h"
#include "aurora/core/protocol.h"

#include <optional>

// The kinds of job data that say something of a protocol. Each function gives nothing when the job data is of another
// kind; single values that it cannot understand are left unknown.

namespace aurora::protocols {

/// tomato: the payload (`method`), or a job that holds it as object or as text under `Payload` or `payload`.
[[nodiscard]] std::optional<Protocol> fromTomatoPayload(const Json& jobData);

/// Neware: a list of steps under `Steps`, or under `Payload` as the Python program writes it.
[[nodiscard]] std::optional<Protocol> fromNewareSteps(const Json& jobData);

/// EC-Lab GCPL and MB: `Parameters`, one object a sequence, or `params`, one list a parameter, as the Python program
/// writes it.
[[nodiscard]] std::optional<Protocol> fromEcLabParameters(const Json& jobData);

}  // namespace aurora::protocols
