#pragma once

#include "aurora/database/database.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

struct sqlite3;

namespace aurora::database {

/// Notices what others change in a database, apart from its daemon's signs of life, which come every 30 s and change
/// nothing that is shown as a row. Belongs to the thread that made it.
///
/// `PRAGMA data_version` only says that something was committed. How much was, says the change counter in the file's
/// header, which every commit raises by one (sqlite.org/fileformat2.html, "File change counter"); how much of that was
/// beats, the column "Beats" of the daemon. SQLite itself reads the counter: opening and closing the file beside it
/// would drop its locks.
class ChangeWatch
{
public:
    /// Opens nothing yet. @param access  ReadOnly of a project that cannot be written
    ChangeWatch(std::filesystem::path file, Access access);

    /// Whether others have changed something since the last call; false at the first.
    /// @throws Error when the database cannot be read; the next call begins anew
    [[nodiscard]] bool look();

private:
    struct CloseConnection
    {
        void operator()(sqlite3* connection) const noexcept;
    };

    /// How far the database has come.
    struct State
    {
        std::int64_t version;   ///< of this connection
        std::uint32_t commits;  ///< goes round at 2³²
        std::uint32_t beats;
    };

    void open();
    [[nodiscard]] State readState();

    std::filesystem::path m_file;
    Access m_access;
    std::unique_ptr<sqlite3, CloseConnection> m_connection;
    std::optional<State> m_before;
};

}  // namespace aurora::database
