#include "partial_file.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_time.h"
#include "aurora/core/json.h"

#include <algorithm>
#include <chrono>

namespace aurora::remote {

namespace {

namespace fs = std::filesystem;

// A computer that lost its power may have kept the length of a file, but zeros for its last bytes: so many are fetched
// again and compared before a transfer goes on.
constexpr std::uint64_t comparedBytes = std::uint64_t{64} * 1024;

// Below this a note costs more than fetching the whole file again: it is flushed to the disk.
constexpr std::uint64_t smallestResumed = std::uint64_t{1024} * 1024;

// A file that changes under every attempt is being written to all the time: it is fetched when that is over.
constexpr int mostAttempts = 3;

fs::path withEnding(const fs::path& path, const char* ending)
{
    fs::path longer = path;
    longer += ending;
    return longer;
}

bool sameVersion(const RemoteFile& a, const RemoteFile& b)
{
    return a.size == b.size && a.modified_uts == b.modified_uts;
}

/// Tells what was fetched, and holds the first bytes that come against those that are there already.
class Receiver
{
public:
    Receiver(PartialFile& part, std::string expected, std::uint64_t total, std::string name, Progress& progress)
        : m_part(part), m_expected(std::move(expected)), m_total(total), m_name(std::move(name)), m_progress(progress)
    {
    }

    void take(std::string_view bytes)
    {
        const std::size_t known = std::min(bytes.size(), m_expected.size() - m_compared);
        m_differs = m_differs || bytes.substr(0, known) != std::string_view(m_expected).substr(m_compared, known);
        m_compared += known;
        if (m_differs) {
            throw Differs();
        }
        m_part.append(bytes.substr(known));
        m_progress.report(m_part.size(), m_total, m_name);
        m_progress.throwIfCancelled();
    }

    /// What is there is not the beginning of what the server has.
    struct Differs
    {
    };

private:
    PartialFile& m_part;
    std::string m_expected;
    std::size_t m_compared = 0;
    bool m_differs = false;
    std::uint64_t m_total;
    std::string m_name;
    Progress& m_progress;
};

}  // namespace

PartialFile::PartialFile(fs::path local)
    : m_local(std::move(local)), m_part(withEnding(m_local, ".part")), m_note(withEnding(m_local, ".part.json"))
{
}

std::uint64_t PartialFile::open(const RemoteFile& remote)
{
    m_stream.close();
    m_stream.clear();
    m_lock = m_lock ? std::move(m_lock) : FileLock::tryLock(m_part);
    if (!m_lock) {
        throw Error(pathText(m_local) + ": another program is fetching this file now. It will be there in a while.");
    }
    std::error_code code;
    const std::uintmax_t there = fs::file_size(m_part, code);
    if (code || there > remote.size || !isOf(remote)) {
        beginAnew(remote);
        return m_size;
    }
    m_size = there;
    m_stream.open(m_part, std::ios::binary | std::ios::app);
    if (!m_stream) {
        fail("cannot be written");
    }
    return m_size;
}

bool PartialFile::isOf(const RemoteFile& remote) const
{
    std::error_code ignored;
    if (!fs::exists(m_note, ignored)) {
        return false;
    }
    const Json note = Json::parse(readFile(m_note), nullptr, false);
    return note.is_object() && note.value("path", Json()) == Json(remote.path) &&
           note.value("size", Json()) == Json(remote.size) &&
           note.value("modified_uts", Json()) == Json(remote.modified_uts);
}

std::string PartialFile::tail(std::uint64_t most)
{
    const std::uint64_t length = std::min(most, m_size);
    std::string bytes(static_cast<std::size_t>(length), '\0');
    std::ifstream stream(m_part, std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(m_size - length));
    stream.read(bytes.data(), static_cast<std::streamsize>(length));
    if (!stream) {
        fail("cannot be read");
    }
    return bytes;
}

void PartialFile::beginAnew(const RemoteFile& remote)
{
    m_stream.close();
    m_stream.clear();
    m_size = 0;
    // In this order: a note must never stand beside bytes of another version.
    m_stream.open(m_part, std::ios::binary | std::ios::trunc);
    if (!m_stream) {
        fail("cannot be written");
    }
    std::error_code ignored;
    if (remote.size < smallestResumed) {
        fs::remove(m_note, ignored);
        return;
    }
    const Json note{{"path", remote.path}, {"size", remote.size}, {"modified_uts", remote.modified_uts}};
    replaceFileText(m_note, note.dump(-1, ' ', true, Json::error_handler_t::replace) + "\n");
}

void PartialFile::append(std::string_view bytes)
{
    m_stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!m_stream) {
        fail("could not be written. Is the disk full? What is there is kept");
    }
    m_size += bytes.size();
}

void PartialFile::finish(const RemoteFile& remote)
{
    m_stream.close();
    if (!m_stream) {
        fail("could not be written. Is the disk full? What is there is kept");
    }
    const auto sinceEpoch = std::chrono::duration_cast<std::chrono::system_clock::duration>(
        std::chrono::duration<double>(remote.modified_uts));
    const std::chrono::system_clock::time_point time(sinceEpoch);
    std::error_code code;
    fs::last_write_time(m_part, fileTime(time), code);
    if (code) {
        fail("cannot be given the time of the file on the server");
    }
    if (const std::uintmax_t onDisk = fs::file_size(m_part, code); code || onDisk != m_size) {
        fail("is not as long as what was fetched: something else wrote into it. It is fetched anew next time");
    }
    // The note goes first: a program that is ended in between leaves bytes that are fetched anew, not a note for ever.
    fs::remove(m_note, code);
    moveIntoPlace(m_part, m_local);
}

void PartialFile::fail(const std::string& what) const
{
    throw Error(pathText(m_part) + ": " + what + ".");
}

void downloadInto(
    const fs::path& local, const std::string& path, const std::string& title, Progress& progress,
    const std::function<std::optional<RemoteFile>()>& remote,
    const std::function<bool(const RemoteFile&, std::uint64_t, const std::function<void(std::string_view)>&)>& read)
{
    if (local.has_parent_path()) {
        makeFolder(local.parent_path());
    }
    PartialFile part(local);
    std::optional<RemoteFile> wanted = remote();
    for (int attempt = 0; wanted && attempt < mostAttempts; ++attempt) {
        const std::uint64_t there = part.open(*wanted);
        const std::string expected = part.tail(comparedBytes);
        Receiver receiver(part, expected, wanted->size, path.substr(path.find_last_of('/') + 1), progress);
        try {
            const bool whole =
                read(*wanted, there - expected.size(), [&](std::string_view bytes) { receiver.take(bytes); });
            const std::optional<RemoteFile> after = remote();
            if (whole && after && sameVersion(*after, *wanted) && part.size() == wanted->size) {
                part.finish(*wanted);
                return;
            }
            wanted = after;
        } catch (const Receiver::Differs&) {
            part.beginAnew(*wanted);
        }
    }
    if (!wanted) {
        throw Error(title + ": there is no file " + path + ". Nothing was fetched.");
    }
    throw Error(title + ": " + path +
                " is written to all the time and could not be fetched whole. Fetch it again later.");
}

}  // namespace aurora::remote
