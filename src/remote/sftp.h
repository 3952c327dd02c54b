#pragma once

#include "connection.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Files of the server. Every function watches the line: @throws LineBroken; Cancelled; Error naming the path.
namespace aurora::remote {

/// How one call speaks SFTP: over which connection, and who watches it.
struct Speech
{
    Connection& connection;
    Watch& watch;

    [[nodiscard]] sftp_session sftp() const { return connection.sftp(watch); }

    /// Tells why the last call failed: the line, or what the server said of the path.
    [[noreturn]] void fail(const std::string& path, const std::string& what) const;

    /// Called after each answer, and before each wait.
    void goOn() const
    {
        watch.answered();
        watch.progress().throwIfCancelled();
    }
};

[[nodiscard]] std::vector<RemoteFile> listBelow(const Speech& speech, const std::string& folder);

/// Nothing when there is no file of that name; folders are none.
[[nodiscard]] std::optional<RemoteFile> findFile(const Speech& speech, const std::string& path);

/// Reads a file from an offset to its end as it was found, many requests ahead of the answers.
/// @param take  gets the bytes in order
/// @return false when the file ended before: it was changed
[[nodiscard]] bool readFrom(const Speech& speech, const RemoteFile& file, std::uint64_t offset,
                            const std::function<void(std::string_view)>& take);

/// Renames over an older file without a moment in which there is none. OpenSSH can do that (on Windows too), but libssh
/// 0.10 does not ask for it.
/// @return false: not done, the server cannot or will not
[[nodiscard]] bool renameInOneStep(const Speech& speech, const std::string& from, const std::string& to);

/// Writes beside the final name, then renames; once that has begun it is not cancelled any more.
/// @param patience  how long the server may be silent
void writeFile(Connection& connection, std::string_view content, const std::string& path,
               std::chrono::milliseconds patience, const Progress& progress);

}  // namespace aurora::remote
