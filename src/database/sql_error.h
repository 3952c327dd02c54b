#pragma once

#include "aurora/core/error.h"

#include <QSqlError>

#include <filesystem>
#include <string>

namespace aurora::database {

/// Another program holds the database; trying again may help.
class Locked final : public Error
{
public:
    using Error::Error;
};

/// Throws what went wrong as a sentence about the file; the statement and the driver's text are the cause.
/// @throws Locked when the database is locked, else Error
[[noreturn]] void throwSqlError(const std::filesystem::path& file, const QSqlError& error, const std::string& sql);

/// The same for SQLite's own result code.
[[noreturn]] void throwSqliteError(const std::filesystem::path& file, int code, const std::string& cause);

}  // namespace aurora::database
