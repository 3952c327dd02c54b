#pragma once

#include "aurora/services/lab.h"

#include <string>
#include <vector>

namespace aurora::services {

/// Reads pipelines and jobs of the servers in parallel into the tables, finds jobs that were submitted elsewhere, and
/// sets flags. A server that does not answer costs its own rows only: they stay as they were, and are stale.
///
/// Jobs are matched to samples by their payload. One whose payload cannot be had yet is looked at again next time.
/// The failure of such a server tells of when its rows are.
/// @param labels  empty = all servers. @throws Error for a label that is not configured
[[nodiscard]] Report updateFromCyclers(Lab& lab, const std::vector<std::string>& labels, Progress& progress);

}  // namespace aurora::services
