#pragma once

#include "aurora/services/project.h"

#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// When each server was last heard of, by its label: the newest `Last checked` of its pipelines and jobs, whichever
/// program noted it. Servers that were never read are left out. Unix seconds.
[[nodiscard]] std::map<std::string, double> lastAnswers_uts(const Project& project);

/// How old the state of a server may be until it counts as stale: two rounds of the daemon, at least ten minutes.
[[nodiscard]] double staleAge_s(const Project& project);

/// One sentence a configured server whose state is older than that, with the time of its last answer.
[[nodiscard]] std::vector<std::string> staleServers(const Project& project, double now_uts);

}  // namespace aurora::services
