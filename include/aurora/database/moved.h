#pragma once

#include "aurora/database/database.h"

namespace aurora::database {

/// The table that is the mark.
inline constexpr const char* leftMark = "left_by_project";

/// Marks a database that its project has left for another one: from then on Database::write refuses, so that programs
/// that still have it open lose nothing in it. To be called inside Database::write.
void markAsLeft(Database& database);

/// Whether it is marked so.
[[nodiscard]] bool isLeft(const Database& database);

/// Takes the mark away, for a project whose configuration names the database (again).
void takeBack(Database& database);

}  // namespace aurora::database
