#pragma once

#include "aurora/database/change_watch.h"

#include <memory>
#include <optional>

namespace aurora::database {

/// A connection that counts what was committed in a database.
class CommitCounter
{
public:
    CommitCounter() = default;
    virtual ~CommitCounter() = default;
    CommitCounter(const CommitCounter&) = delete;
    CommitCounter& operator=(const CommitCounter&) = delete;

    /// @param before  what the last call gave
    [[nodiscard]] virtual CommitCount count(const std::optional<CommitCount>& before) = 0;
};

/// @throws Error
[[nodiscard]] std::unique_ptr<CommitCounter> countSqliteCommits(const std::filesystem::path& file, Access access);
[[nodiscard]] std::unique_ptr<CommitCounter> countServerCommits(const config::DatabaseServer& server, Access access);

}  // namespace aurora::database
