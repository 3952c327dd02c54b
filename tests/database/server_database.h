#pragma once

#include "aurora/config/database_server.h"
#include "aurora/core/file.h"
#include "support/postgres_server.h"
#include "support/temporary_folder.h"

#include <QByteArray>

#include <filesystem>
#include <string>

namespace aurora::database {

/// A new, empty database on the server of the tests.
[[nodiscard]] inline config::DatabaseServer newServerDatabase()
{
    test::PostgresServer& server = test::PostgresServer::shared();
    return {.host = "127.0.0.1",
            .port = server.port(),
            .name = server.makeDatabase(),
            .user = server.user(),
            .password = server.password()};
}

/// One whose password libpq finds by itself, as users have it: in a file that PGPASSFILE names.
[[nodiscard]] inline config::DatabaseServer newDatabaseOfPasswordFile()
{
    static const test::TemporaryFolder folder;
    config::DatabaseServer server = newServerDatabase();
    std::string password;
    for (const char c : server.password) {
        password += c == '\\' || c == ':' ? std::string("\\") + c : std::string(1, c);
    }
    const std::filesystem::path file = folder.path() / "pgpass";
    replaceFileText(file, "127.0.0.1:*:*:" + server.user + ":" + password + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    qputenv("PGPASSFILE", QByteArray::fromStdString(pathText(file)));
    server.password.clear();
    return server;
}

}  // namespace aurora::database
