#pragma once

#include "aurora/remote/host.h"

#include <optional>
#include <string>

namespace aurora::cyclers {

/// The payload of a job that has not started, from tomato's own database: its command line does not tell it. The
/// database is fetched and only read.
/// @return nothing when the job is not in it
/// @throws Error when it cannot be fetched or read
[[nodiscard]] std::optional<std::string> queuedPayloadText(remote::Host& host, const std::string& database,
                                                           const std::string& jobId, const Progress& progress);

}  // namespace aurora::cyclers
