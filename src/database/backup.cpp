#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/database/copy.h"
#include "aurora/database/migrations.h"
#include "pages.h"
#include "sql_error.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <memory>
#include <thread>

namespace aurora::database {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds patience{60};
constexpr std::chrono::milliseconds pause{50};
constexpr int pagesAStep = 4096;

struct CloseConnection
{
    void operator()(sqlite3* connection) const noexcept { sqlite3_close(connection); }
};

using Handle = std::unique_ptr<sqlite3, CloseConnection>;

Handle open(const fs::path& file, int flags)
{
    sqlite3* raw = nullptr;
    const int code = sqlite3_open_v2(pathText(file).c_str(), &raw, flags, nullptr);
    Handle connection(raw);
    if (code != SQLITE_OK) {
        throwSqliteError(file, code, sqlite3_errstr(code));
    }
    return connection;
}

bool isBusy(int code)
{
    return code == SQLITE_BUSY || code == SQLITE_LOCKED;
}

struct FinishBackup
{
    void operator()(sqlite3_backup* backup) const noexcept { sqlite3_backup_finish(backup); }
};

/// SQLite starts over by itself when somebody writes to the source meanwhile. What was not copied to its end is rolled
/// back.
void copyAllPages(sqlite3* source, const fs::path& from, sqlite3* target, Progress& progress)
{
    std::unique_ptr<sqlite3_backup, FinishBackup> backup(sqlite3_backup_init(target, "main", source, "main"));
    if (!backup) {
        throwSqliteError(from, sqlite3_errcode(target), sqlite3_errmsg(target));
    }
    const auto deadline = std::chrono::steady_clock::now() + patience;
    int code = SQLITE_OK;
    while (code == SQLITE_OK || isBusy(code)) {
        progress.throwIfCancelled();
        code = sqlite3_backup_step(backup.get(), pagesAStep);
        if (isBusy(code) && std::chrono::steady_clock::now() > deadline) {
            break;
        }
        if (isBusy(code)) {
            std::this_thread::sleep_for(pause);
        } else {
            const int all = sqlite3_backup_pagecount(backup.get());
            progress.report(static_cast<std::uint64_t>(all - sqlite3_backup_remaining(backup.get())),
                            static_cast<std::uint64_t>(all), pathText(from.filename()));
        }
    }
    backup.reset();
    if (code != SQLITE_DONE) {
        throwSqliteError(from, code, sqlite3_errstr(code));
    }
}

/// Tells databases of one name apart in a folder that projects share: FNV-1a of the place, six hexadecimal digits.
std::string markOf(const Location& location)
{
    std::uint32_t hash = 2166136261U;
    for (const char c : placeText(location)) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    constexpr std::uint32_t sixDigits = 0xffffffU;
    std::array<char, 8> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), hash & sixDigits, 16).ptr;
    return {digits.data(), end};
}

/// Whether the folder is one of the project's own, as a new project has it.
bool isOwnFolder(const Location& location, const fs::path& folder)
{
    const auto* const file = std::get_if<fs::path>(&location);
    const fs::path relative = file != nullptr ? folder.lexically_relative(file->parent_path()) : fs::path();
    return !relative.empty() && *relative.begin() != "..";
}

/// What the backups of a database are called first: the file without its ending, or the database's name on the server.
std::string stemOf(const Location& location)
{
    if (const auto* const server = std::get_if<config::DatabaseServer>(&location)) {
        std::string stem = server->name;
        std::replace_if(
            stem.begin(), stem.end(),
            [](char c) { return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos; }, '_');
        return stem;
    }
    return pathText(std::get<fs::path>(location).stem());
}

fs::path backupName(std::string_view what, const Database& database, const fs::path& folder)
{
    std::string moment = formatTimestamp(nowUts(), "UTC");
    std::replace(moment.begin(), moment.end(), ' ', 'T');
    std::replace(moment.begin(), moment.end(), ':', '-');
    const Location& location = database.location();
    const std::string mark = isOwnFolder(location, folder) ? "" : "-" + markOf(location);
    const std::string stem = stemOf(location) + mark + "." + std::string(what) + "." + moment + "Z";
    std::error_code ignored;
    fs::path name = folder / pathFromText(stem + ".db");
    for (int number = 2; fs::exists(name, ignored); ++number) {
        name = folder / pathFromText(stem + "~" + std::to_string(number) + ".db");
    }
    return name;
}

}  // namespace

fs::path backUp(std::string_view what, const Database& database, const fs::path& backupFolder, Progress& progress)
{
    std::error_code code;
    fs::create_directories(backupFolder, code);
    if (code) {
        throw Error(pathText(backupFolder) + ": the backup folder cannot be made (" + code.message() +
                    "). The database was not changed. Check \"Database backup folder path\".");
    }
    fs::path backup = backupName(what, database, backupFolder);
    static_cast<void>(copyDatabase(database, backup, progress));
    return backup;
}

fs::path backUpBefore(std::string_view what, const Database& database, const fs::path& backupFolder, Progress& progress)
{
    return backUp("before-" + std::string(what), database, backupFolder, progress);
}

void copyPages(const fs::path& from, const fs::path& to, Target target, Progress& progress)
{
    const Handle source = open(from, SQLITE_OPEN_READONLY);
    const Handle copy =
        open(to, target == Target::New ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE);
    copyAllPages(source.get(), from, copy.get(), progress);
}

void backupDatabase(const fs::path& from, const fs::path& to)
{
    static_cast<void>(copyDatabase(Database(from, Access::ReadOnly), to));
}

}  // namespace aurora::database
