#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/time.h"
#include "aurora/database/copy.h"
#include "aurora/database/migrations.h"
#include "change_counter.h"
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
class PagesCopy
{
public:
    PagesCopy(const fs::path& from, const fs::path& to, int flags, Progress& progress)
        : m_from(from),
          m_source(open(from, SQLITE_OPEN_READONLY)),
          m_target(open(to, flags)),
          m_backup(sqlite3_backup_init(m_target.get(), "main", m_source.get(), "main")),
          m_progress(progress)
    {
        if (!m_backup) {
            throwSqliteError(to, sqlite3_errcode(m_target.get()), sqlite3_errmsg(m_target.get()));
        }
    }

    /// From now on nobody else writes to the target: the first step takes its lock, and copies no page.
    void lockTarget() { step(0); }

    void copyAll()
    {
        while (step(pagesAStep) != SQLITE_DONE) {
        }
    }

    [[nodiscard]] sqlite3* target() const noexcept { return m_target.get(); }

private:
    int step(int pages)
    {
        const auto deadline = std::chrono::steady_clock::now() + patience;
        int code = SQLITE_BUSY;
        while (isBusy(code) && std::chrono::steady_clock::now() < deadline) {
            m_progress.throwIfCancelled();
            code = sqlite3_backup_step(m_backup.get(), pages);
            if (isBusy(code)) {
                std::this_thread::sleep_for(pause);
            }
        }
        if (code != SQLITE_OK && code != SQLITE_DONE) {
            throwSqliteError(m_from, code, sqlite3_errstr(code));
        }
        const int all = sqlite3_backup_pagecount(m_backup.get());
        m_progress.report(static_cast<std::uint64_t>(all - sqlite3_backup_remaining(m_backup.get())),
                          static_cast<std::uint64_t>(all), pathText(m_from.filename()));
        return code;
    }

    const fs::path& m_from;
    Handle m_source;
    Handle m_target;
    std::unique_ptr<sqlite3_backup, FinishBackup> m_backup;
    Progress& m_progress;
};

/// Tells databases of one name apart in a folder that projects share: FNV-1a of the place, at most six hexadecimal
/// digits.
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

void copyPages(const fs::path& from, const fs::path& to, Progress& progress)
{
    PagesCopy(from, to, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, progress).copyAll();
}

bool replacePages(const fs::path& from, const fs::path& to, std::uint32_t counter, Progress& progress)
{
    PagesCopy copy(from, to, SQLITE_OPEN_READWRITE, progress);
    copy.lockTarget();
    if (changeCounter(copy.target(), to) != counter) {
        return false;
    }
    copy.copyAll();
    return true;
}

std::uint32_t changeCounterOf(const fs::path& file)
{
    const Handle connection = open(file, SQLITE_OPEN_READONLY);
    const int wait_ms = static_cast<int>(std::chrono::milliseconds(patience).count());
    sqlite3_busy_timeout(connection.get(), wait_ms);
    // The transaction begins with what is read first.
    const int code =
        sqlite3_exec(connection.get(), "BEGIN; SELECT count(*) FROM sqlite_master", nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        throwSqliteError(file, code, sqlite3_errmsg(connection.get()));
    }
    return changeCounter(connection.get(), file);
}

void backupDatabase(const fs::path& from, const fs::path& to)
{
    static_cast<void>(copyDatabase(Database(from, Access::ReadOnly), to));
}

}  // namespace aurora::database
