#pragma once

#include "aurora/database/copy.h"

namespace aurora::database {

/// Copies every table row by row, in place of the rows that are there, from a state of one moment. To be called inside
/// Database::write of the one that is copied to.
std::vector<TableSize> copyTables(const Database& from, Database& to, Progress& progress);

}  // namespace aurora::database
