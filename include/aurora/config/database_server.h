#pragma once

#include "aurora/core/json.h"

#include <optional>
#include <string>
#include <string_view>

namespace aurora::config {

/// A PostgreSQL database on a server: the keys `Database host`, `port`, `name`, `user` and `password` of
/// `shared_config.json` where it says `"Database type": "postgresql"`.
struct DatabaseServer
{
    std::string host = "localhost";
    int port = 5432;
    std::string name;
    std::string user;      ///< empty: as libpq finds it, in the end the user of this computer
    std::string password;  ///< empty: as libpq finds it, in ~/.pgpass or PGPASSFILE. Never in a message or a log
};

/// `name on host:port`, without user and password: what messages call it.
[[nodiscard]] std::string placeText(const DatabaseServer& server);

/// Reads `postgresql://[user@]host[:port]/name`. Nothing where the text is no such address.
/// @throws UsageError when it is one and is wrong, or holds a password: others see what is typed in a command
[[nodiscard]] std::optional<DatabaseServer> databaseServerFromUrl(std::string_view text);

/// Makes the content of a `shared_config.json` name this server. A password stays there for the same host, port and
/// user, and is erased for others.
void useDatabaseServer(Json& content, const DatabaseServer& server);

/// Makes it name an SQLite file; the keys of a server go, its password too.
void useDatabaseFile(Json& content, const std::string& path);

}  // namespace aurora::config
