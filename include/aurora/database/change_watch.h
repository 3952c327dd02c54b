#pragma once

#include "aurora/database/database.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace aurora::database {

class CommitCounter;

/// How far a database has come.
struct CommitCount
{
    std::int64_t version = 0;   ///< differs where anything was committed
    std::uint32_t commits = 0;  ///< goes round at 2³²
    std::uint32_t beats = 0;    ///< how many of them were signs of life
};

/// Notices what others change in a database, apart from its daemon's signs of life, which come every 30 s and change
/// nothing that is shown as a row. Belongs to the thread that made it.
///
/// The database says how much was committed; how much of that was beats, the column "Beats" of the daemon.
class ChangeWatch
{
public:
    /// Opens nothing yet. @param access  ReadOnly of a project that cannot be written
    ChangeWatch(Location location, Access access);
    ~ChangeWatch();
    ChangeWatch(const ChangeWatch&) = delete;
    ChangeWatch& operator=(const ChangeWatch&) = delete;

    /// Whether others have changed something since the last call; false at the first.
    /// @throws Error when the database cannot be read; the next call begins anew
    [[nodiscard]] bool look();

private:
    Location m_location;
    Access m_access;
    std::unique_ptr<CommitCounter> m_counter;
    std::optional<CommitCount> m_before;
};

}  // namespace aurora::database
