#pragma once

#include "aurora/config/database_server.h"

#include <QSqlError>

#include <string>

namespace aurora::database {

/// Throws what went wrong with a statement as a sentence about the database; the driver's text and the statement's
/// beginning are the cause, without the password. @throws Locked when another program holds it, else Error
[[noreturn]] void throwPostgresError(const config::DatabaseServer& server, const QSqlError& error,
                                     const std::string& sql);

/// The same for a connection that could not be made.
[[noreturn]] void throwNoConnection(const config::DatabaseServer& server, const QSqlError& error);

}  // namespace aurora::database
