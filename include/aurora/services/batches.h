#pragma once

#include "aurora/services/project.h"

#include <string>
#include <vector>

namespace aurora::services {

/// Sample IDs of a batch, natural order. @throws Error when there is no batch of that name
[[nodiscard]] std::vector<std::string> samplesOfBatch(const database::Database& database, const std::string& name);

}  // namespace aurora::services
