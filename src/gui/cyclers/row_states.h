#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/services/lab.h"

#include <QString>

#include <limits>
#include <set>
#include <string>

namespace aurora::gui {

/// Which rows of the tables are old: those of servers that did not answer when they were asked last, and those that
/// were not checked for long, by whichever program.
struct StaleRows
{
    std::set<std::string> servers{};                               ///< by label
    double oldest_uts = -std::numeric_limits<double>::infinity();  ///< what was checked before this is old
    std::string timeZone{};  ///< of the column `Last checked`; empty: age does not count
};

/// As of now. Asks no server. @param lab  nullptr: no row is stale
[[nodiscard]] StaleRows staleRows(const services::Lab* lab);

/// Makes the column `Ready` of the table of pipelines say the state in a word: running, ready, not ready, empty; stale
/// where that is old.
void tellPipelineStates(Table& pipelines, const StaleRows& stale);

/// The pipelines, by name, whose rows are old.
[[nodiscard]] std::set<std::string> stalePipelines(const Table& pipelines, const StaleRows& stale);

/// Marks the status of jobs that have not ended as stale where it is old.
void tellStaleJobs(Table& jobs, const StaleRows& stale);

}  // namespace aurora::gui
