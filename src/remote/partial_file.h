#pragma once

#include "aurora/core/file_lock.h"
#include "aurora/remote/host.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace aurora::remote {

/// `<local>.part`, what was fetched of a file so far, and `<local>.part.json`, which says of which version of it.
/// Both stay when a transfer is interrupted, and the next one goes on.
class PartialFile
{
public:
    explicit PartialFile(std::filesystem::path local);

    /// Ready to append: after what is there of this very version (size and time of the remote file), else from nothing.
    /// @return how many bytes are there
    /// @throws Error naming the file, also when another program is fetching it
    std::uint64_t open(const RemoteFile& remote);

    /// The last bytes that are there, at most this many: to be compared with the server's before going on.
    [[nodiscard]] std::string tail(std::uint64_t most);

    /// Forgets what is there. @throws Error
    void beginAnew(const RemoteFile& remote);

    /// @throws Error when the disk is full
    void append(std::string_view bytes);

    [[nodiscard]] std::uint64_t size() const noexcept { return m_size; }

    /// Gives it the time of the remote file and its final name. @throws Error
    void finish(const RemoteFile& remote);

private:
    [[nodiscard]] bool isOf(const RemoteFile& remote) const;
    [[noreturn]] void fail(const std::string& what) const;

    std::filesystem::path m_local;
    std::filesystem::path m_part;
    std::filesystem::path m_note;
    std::optional<FileLock> m_lock;
    std::ofstream m_stream;
    std::uint64_t m_size = 0;
};

/// Fetches a file through whatever reads it, with all the care of Host::download.
/// @param remote  looks for the file anew; nothing when it is not there
/// @param read    hands over the bytes from an offset to the end of that version; false when the file ended before
/// @param title   of the host, for messages
void downloadInto(const std::filesystem::path& local, const std::string& path, const std::string& title,
                  Progress& progress, const std::function<std::optional<RemoteFile>()>& remote,
                  const std::function<bool(const RemoteFile&, std::uint64_t offset,
                                           const std::function<void(std::string_view)>& take)>& read);

}  // namespace aurora::remote
