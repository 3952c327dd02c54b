#pragma once

#include "aurora/config/shared_config.h"
#include "aurora/database/database.h"

namespace aurora::services {

/// Makes `Status`, `Pipeline` and `Flag` of the results say what the tables of jobs and pipelines say now, and the
/// flags of the pipelines what those of the samples on them are. To be called inside Database::write.
void refreshFlags(database::Database& database, const config::FlagThresholds& thresholds);

}  // namespace aurora::services
