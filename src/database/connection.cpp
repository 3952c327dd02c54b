#include "connection.h"

#include "postgres_connection.h"
#include "sqlite_connection.h"

namespace aurora::database {

std::unique_ptr<Connection> connectTo(const Location& location, Access access)
{
    if (const auto* const server = std::get_if<config::DatabaseServer>(&location)) {
        return std::make_unique<PostgresConnection>(*server, access);
    }
    return std::make_unique<SqliteConnection>(std::get<std::filesystem::path>(location), access);
}

}  // namespace aurora::database
