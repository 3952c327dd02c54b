#include "cyclers/tomato_queue.h"

#include "aurora/core/file.h"

#include <sqlite3.h>

#include <chrono>
#include <memory>
#include <random>
#include <system_error>

namespace aurora::cyclers {

namespace fs = std::filesystem;

namespace {

/// A file that is removed at the end of its scope, with what was left of an interrupted transfer.
class Temporary
{
public:
    Temporary()
        : m_file(fs::temp_directory_path() / ("aurora-queue-" + std::to_string(std::random_device{}()) + "-" +
                                              std::to_string(std::random_device{}()) + ".db"))
    {
    }

    ~Temporary()
    {
        std::error_code ignored;
        fs::remove(m_file, ignored);
        fs::path part = m_file;
        part += ".part";
        fs::remove(part, ignored);
    }

    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    [[nodiscard]] const fs::path& file() const { return m_file; }

private:
    fs::path m_file;
};

struct Closer
{
    void operator()(sqlite3* database) const { sqlite3_close(database); }

    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

using Database = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

/// Passes on whether to stop, and keeps the transfer's bytes to itself.
class Quiet final : public Progress
{
public:
    explicit Quiet(const Progress& asked) : m_asked(asked) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_asked.cancelRequested(); }

private:
    const Progress& m_asked;
};

[[noreturn]] void fail(const std::string& place, sqlite3* database)
{
    throw Error(place + ": tomato's database could not be read. Try again in a moment.",
                database == nullptr ? std::string() : std::string(sqlite3_errmsg(database)));
}

}  // namespace

std::map<std::string, std::string> queuedPayloads(remote::Host& host, const std::string& database,
                                                  const Progress& progress)
{
    const Temporary copy;
    Quiet quiet(progress);
    host.download(database, copy.file(), quiet);
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(pathText(copy.file()).c_str(), &opened, SQLITE_OPEN_READONLY, nullptr);
    const Database guard(opened);
    if (code != SQLITE_OK) {
        fail(database, opened);
    }
    sqlite3_stmt* made = nullptr;
    const char* const all = "SELECT CAST(jobid AS TEXT), payload FROM queue WHERE payload IS NOT NULL";
    if (sqlite3_prepare_v2(opened, all, -1, &made, nullptr) != SQLITE_OK) {
        fail(database, opened);
    }
    const Statement statement(made);
    const auto text = [&](int column) {
        const auto* const bytes = reinterpret_cast<const char*>(sqlite3_column_text(made, column));
        return bytes == nullptr ? std::string() : std::string(bytes);
    };
    std::map<std::string, std::string> payloads;
    int step = sqlite3_step(made);
    for (; step == SQLITE_ROW; step = sqlite3_step(made)) {
        payloads.insert_or_assign(text(0), text(1));
    }
    if (step != SQLITE_DONE) {
        fail(database, opened);
    }
    return payloads;
}

}  // namespace aurora::cyclers
