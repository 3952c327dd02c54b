#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/database/database.h"
#include "aurora/services/tables.h"

#include <string>

namespace aurora::services {

/// The flag of a sample as people are told it. What the analysis calls `Complete` is the end of the last job, however
/// it came: one that was cancelled or crashed completed nothing.
/// @param status  of the sample's last job @param cycles  how many the sample has; empty when that is not known
[[nodiscard]] std::string toldFlag(const std::string& flag, const std::string& status, const std::string& cycles);

/// Makes the column `Flag` of results or pipelines say so; other tables stay as they are.
void tellFlags(const database::Database& database, TableKind kind, Table& table);

}  // namespace aurora::services
