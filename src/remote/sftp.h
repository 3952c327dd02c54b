#pragma once

#include "connection.h"

#include <deque>
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

    /// For the next question: what an earlier one was answered is forgotten.
    [[nodiscard]] sftp_session sftp() const
    {
        sftp_session session = connection.sftp(watch);
        session->errnum = SSH_FX_OK;  // libssh keeps it where a question finds no way to the server
        return session;
    }

    /// Tells why the last call failed: the line, or what the server said of the path.
    [[noreturn]] void fail(const std::string& path, const std::string& what) const;

    /// Called after each answer, and before each wait.
    void goOn() const
    {
        watch.answered();
        watch.progress().throwIfCancelled();
    }
};

/// Every file below a folder, folder by folder, so that others may speak in between.
class Listing
{
public:
    explicit Listing(std::string folder) : m_root(std::move(folder)) { m_toVisit.push_back({{}, 0}); }

    /// Looks into at least one more folder, and into all unless isOver says so. @return whether all were looked into
    [[nodiscard]] bool goOn(const Speech& speech, const std::function<bool()>& isOver);

    /// In order of their paths.
    [[nodiscard]] std::vector<RemoteFile> files() &&;

private:
    struct Folder
    {
        std::string path;  ///< below the one that is listed; empty: that one
        std::size_t depth;
    };

    void visit(const Speech& speech, const Folder& folder);
    void take(const Speech& speech, const Folder& folder, const sftp_attributes_struct& entry);

    std::string m_root;
    std::deque<Folder> m_toVisit;  ///< references into it stay good while it grows
    std::vector<RemoteFile> m_files;
};

/// Nothing when there is no file of that name; folders are none.
[[nodiscard]] std::optional<RemoteFile> findFile(const Speech& speech, const std::string& path);

/// Reads a file from an offset to its end as it was found, many requests ahead of the answers.
/// @param take  gets the bytes in order
/// @return false when the file ended before: it was changed
[[nodiscard]] bool readFrom(const Speech& speech, const RemoteFile& file, std::uint64_t offset,
                            const std::function<void(std::string_view)>& take);

/// A part of a file that was read in one go.
struct Piece
{
    enum class End
    {
        OfFile,
        LetGo,   ///< because isOver said so
        Missing  ///< the file ended before: it was changed
    };

    std::uint64_t next = 0;  ///< the first byte that was not read
    End end = End::OfFile;
};

/// As readFrom, until isOver: then what was asked for is still taken, and nothing more asked for.
[[nodiscard]] Piece readPiece(const Speech& speech, const RemoteFile& file, std::uint64_t offset,
                              const std::function<void(std::string_view)>& take, const std::function<bool()>& isOver);

/// Renames over an older file without a moment in which there is none. OpenSSH can do that (on Windows too), but libssh
/// 0.10 does not ask for it.
/// @return false: not done, the server cannot or will not
[[nodiscard]] bool renameInOneStep(const Speech& speech, const std::string& from, const std::string& to);

/// Writes beside the final name, then renames; once that has begun it is not cancelled any more.
/// @param patience  how long the server may be silent
void writeFile(Connection& connection, std::string_view content, const std::string& path,
               std::chrono::milliseconds patience, const Progress& progress);

}  // namespace aurora::remote
