#pragma once

#include "aurora/config/database_server.h"
#include "keys.h"

namespace aurora::config {

/// The server that the file names, nothing when the database is an SQLite file.
/// @throws Error naming file, key and value of what is wrong
[[nodiscard]] std::optional<DatabaseServer> readDatabaseServer(const Keys& keys);

}  // namespace aurora::config
