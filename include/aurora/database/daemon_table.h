#pragma once

#include "aurora/database/database.h"

#include <optional>
#include <string>

namespace aurora::database {

/// Who is the project's daemon. Times are Unix seconds of the computer that wrote them.
struct DaemonRow
{
    std::string host;
    std::int64_t process = 0;
    std::string token;  ///< of this start of the program: process numbers come again
    std::string started;
    double heartbeat_uts = 0;
    std::string doing;  ///< a few words for whoever looks: "harvesting ec1"
};

/// The table `daemon`: one row at most. To be called inside Database::write, but for current().
class DaemonTable
{
public:
    explicit DaemonTable(Database& database) : m_database(&database) {}

    [[nodiscard]] std::optional<DaemonRow> current() const;

    /// Makes the row this one, unless another daemon has shown life within the last staleAfter_s seconds.
    /// @return the daemon that has the project; its token is the caller's when the claim was granted
    DaemonRow claim(const DaemonRow& row, double staleAfter_s);

    /// A sign of life, alone in its transaction: it is counted, so that nobody takes it for a change (change_watch.h).
    /// @return false when the project has been taken over by another daemon
    bool beat(const std::string& token, double now_uts, const std::string& doing);

    void release(const std::string& token);

private:
    Database* m_database;
};

}  // namespace aurora::database
