#include "sql_error.h"

#include "aurora/core/file.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace aurora::database {

namespace {

struct Reason
{
    int code;
    std::string_view sentence;
};

constexpr std::array reasons{
    Reason{SQLITE_BUSY, "the database is in use by another program that does not let go of it. Try again in a moment."},
    Reason{SQLITE_LOCKED, "the database is in use by another part of this program. Try again in a moment."},
    Reason{SQLITE_READONLY, "the database cannot be written. Check the permissions of the file and its folder."},
    Reason{SQLITE_FULL, "the disk is full. Nothing of this step was stored."},
    Reason{SQLITE_IOERR, "the disk or the network drive reported an error. Nothing of this step was stored."},
    Reason{SQLITE_CANTOPEN, "the database cannot be opened. Check the permissions of the file and its folder."},
    Reason{SQLITE_CORRUPT, "the database is damaged. Restore the newest file of the backup folder."},
    Reason{SQLITE_NOTADB, "this is not an SQLite database."},
};

constexpr int primaryCode = 0xFF;  // the upper bits of an SQLite result code only refine the lower ones

}  // namespace

void throwSqliteError(const std::filesystem::path& file, int code, const std::string& cause)
{
    const int primary = code & primaryCode;
    const auto known =
        std::find_if(reasons.begin(), reasons.end(), [&](const Reason& reason) { return reason.code == primary; });
    const std::string sentence =
        pathText(file) + ": " +
        (known == reasons.end() ? "the database refused a statement." : std::string(known->sentence));
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) {
        throw Locked(sentence, cause);
    }
    throw Error(sentence, cause);
}

void throwSqlError(const std::filesystem::path& file, const QSqlError& error, const std::string& sql)
{
    throwSqliteError(file, error.nativeErrorCode().toInt(), error.text().toStdString() + " in: " + sql);
}

}  // namespace aurora::database
