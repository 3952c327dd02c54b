#include "aurora/database/change_watch.h"

#include "commit_counter.h"

#include <utility>

namespace aurora::database {

namespace {

std::unique_ptr<CommitCounter> counterOf(const Location& location, Access access)
{
    if (const auto* const server = std::get_if<config::DatabaseServer>(&location)) {
        return countServerCommits(*server, access);
    }
    return countSqliteCommits(std::get<std::filesystem::path>(location), access);
}

}  // namespace

ChangeWatch::ChangeWatch(Location location, Access access) : m_location(std::move(location)), m_access(access) {}

ChangeWatch::~ChangeWatch() = default;

bool ChangeWatch::look()
{
    try {
        if (!m_counter) {
            m_counter = counterOf(m_location, m_access);
        }
        const CommitCount now = m_counter->count(m_before);
        const std::optional<CommitCount> before = std::exchange(m_before, now);
        if (!before || before->version == now.version) {
            return false;
        }
        const bool isCounted =
            now.commits != before->commits;  // not with a write-ahead log, which others may have made
        return !isCounted || now.commits - before->commits != now.beats - before->beats;
    } catch (...) {
        m_before.reset();
        m_counter.reset();
        throw;
    }
}

}  // namespace aurora::database
