#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/services/lab.h"

#include <QString>

#include <set>
#include <string>

namespace aurora::gui {

class TableModel;

/// Labels of the servers that did not answer when they were asked last: what the tables say of them is old.
[[nodiscard]] std::set<std::string> staleServers(const services::Lab& lab);

/// Makes the column `Ready` of the table of pipelines say the state in a word: running, ready, not ready, empty; stale
/// where the server does not answer.
void tellPipelineStates(Table& pipelines, const std::set<std::string>& staleServers);

/// Marks the status of jobs that have not ended as stale where their server does not answer.
void tellStaleJobs(Table& jobs, const std::set<std::string>& staleServers);

/// "updated 2024-06-20 08:02" from the newest `Last checked` of the table; empty when there is none.
[[nodiscard]] QString lastUpdateText(const TableModel& model);

}  // namespace aurora::gui
