#pragma once

#include "aurora/core/error.h"
#include "aurora/core/progress.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::remote {

/// Why a connection is not there. Each is a step of connecting, so that the user is told what to cure.
enum class ConnectionProblem
{
    NameNotFound,
    NotReachable,  ///< refused, no route, or no answer within the time
    HostKeyUnknown,
    HostKeyChanged,  ///< or known by a key of another type; never to be accepted by a click
    KeyRefused,      ///< the server takes none of our keys
    NoUsableKey,     ///< the private key is missing, unreadable or needs a passphrase that no agent holds
    Dropped          ///< the connection broke later
};

/// A connection could not be made, or broke.
class ConnectionError : public Error
{
public:
    ConnectionError(ConnectionProblem problem, const std::string& sentence, std::string cause = {},
                    std::string fingerprint = {}, std::string computer = {}, std::string keyType = {})
        : Error(sentence, std::move(cause)),
          m_problem(problem),
          m_fingerprint(std::move(fingerprint)),
          m_computer(std::move(computer)),
          m_keyType(std::move(keyType))
    {
    }

    [[nodiscard]] ConnectionProblem problem() const noexcept { return m_problem; }

    /// Of the key that the host showed, "SHA256:…"; empty unless the problem is the host key.
    [[nodiscard]] const std::string& fingerprint() const noexcept { return m_fingerprint; }

    /// The computer that showed that key, which may be the jump host: "tt1's jump host (gate:22)".
    [[nodiscard]] const std::string& computer() const noexcept { return m_computer; }

    /// Of that key, as OpenSSH names it: "ssh-ed25519".
    [[nodiscard]] const std::string& keyType() const noexcept { return m_keyType; }

private:
    ConnectionProblem m_problem;
    std::string m_fingerprint;
    std::string m_computer;
    std::string m_keyType;
};

/// A command did not end in time. What it did is unknown, which is for the caller to say: many commands only read.
class CommandTimedOut : public Error
{
public:
    using Error::Error;
};

/// What a command left. Both texts are UTF-8, with U+FFFD for what is not.
struct CommandResult
{
    int exitStatus = 0;  ///< -1 when the command was ended by a signal
    std::string output;
    std::string errors;
};

/// A file on a host.
struct RemoteFile
{
    std::string path;  ///< below the folder that was listed, with `/`
    std::uint64_t size = 0;
    double modified_uts = 0;
};

/// A computer that runs commands and holds files: a lab PC over SSH, or this one.
///
/// Used from several threads in turn: each call has the host for itself. A host that lost its connection makes a new
/// one at the next call.
class Host
{
public:
    virtual ~Host() = default;
    Host() = default;
    Host(const Host&) = delete;
    Host& operator=(const Host&) = delete;

    /// Runs a command line, quoted for the host's shell by the caller (quoting.h).
    /// @param whenSent  is called once, right before the command goes out: as long as it was not, the host knows
    /// nothing of the command, whatever is thrown. From then on the command may have been run
    /// @throws ConnectionError; CommandTimedOut; Cancelled
    [[nodiscard]] virtual CommandResult run(const std::string& commandLine, std::chrono::milliseconds timeout,
                                            const Progress& progress, const std::function<void()>& whenSent) = 0;

    /// The same for those who do not ask when.
    [[nodiscard]] CommandResult run(const std::string& commandLine, std::chrono::milliseconds timeout,
                                    const Progress& progress)
    {
        return run(commandLine, timeout, progress, [] {});
    }

    /// Every file below a folder, whatever its depth, in order of their paths. Links are not followed; folders below it
    /// that the user may not read are left out. Paths are the server's word: before one becomes a path on this PC,
    /// safeRelativePath (safe_path.h) looks at it.
    /// @throws Error naming the folder when it is not there
    [[nodiscard]] virtual std::vector<RemoteFile> list(const std::string& folder, const Progress& progress) = 0;

    /// Size and time of one file; nothing when it is not there. `path` is the one asked for.
    [[nodiscard]] virtual std::optional<RemoteFile> find(const std::string& path, const Progress& progress) = 0;

    /// Fetches a file, one call at a time for each `local`: into `<local>.part`, size checked, modification time kept,
    /// flushed, renamed. An interrupted transfer goes on where it ended (`<local>.part.json` says of which version of
    /// the file the part is); a file that changed meanwhile is begun anew.
    /// @param progress  is reported bytes
    virtual void download(const std::string& path, const std::filesystem::path& local, Progress& progress) = 0;

    /// Writes a file of this content: under a temporary name, then renamed.
    virtual void upload(std::string_view content, const std::string& path, const Progress& progress) = 0;

    /// The content of a small file. @throws Error when it is larger than mostBytes or not there
    [[nodiscard]] virtual std::string read(const std::string& path, std::uint64_t mostBytes,
                                           const Progress& progress) = 0;
};

}  // namespace aurora::remote
