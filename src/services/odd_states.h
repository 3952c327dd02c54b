#pragma once

#include "aurora/database/database.h"
#include "aurora/services/report.h"
#include "server_tables.h"

#include <string>
#include <vector>

namespace aurora::services {

/// What a look at a server shows that somebody in the lab should act on, as whole sentences.
/// @param revived  jobs, as the server numbers them, that were cancelled and run
[[nodiscard]] std::vector<std::string> oddStates(const ServerReading& reading, const std::string& label,
                                                 const std::vector<std::string>& revived);

/// One item a sample that several pipelines of these servers hold.
[[nodiscard]] std::vector<ReportItem> samplesInSeveralPlaces(const database::Database& database,
                                                             const std::vector<std::string>& serverLabels);

}  // namespace aurora::services
