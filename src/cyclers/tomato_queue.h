#pragma once

#include "aurora/remote/host.h"

#include <map>
#include <string>

namespace aurora::cyclers {

/// The payloads of all jobs by their numbers, from tomato's own database: its command line does not tell that of a job
/// that has not started. The database is fetched and only read.
/// @throws Error when it cannot be fetched or read
[[nodiscard]] std::map<std::string, std::string> queuedPayloads(remote::Host& host, const std::string& database,
                                                                const Progress& progress);

}  // namespace aurora::cyclers
