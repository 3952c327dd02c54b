#include "sftp.h"

#include "aurora/core/error.h"

#include <fcntl.h>

#include <algorithm>
#include <deque>
#include <random>

// libssh 0.11 has another name for reading ahead and calls this one deprecated; 0.10 has this one alone.
#ifdef __GNUC__
#    pragma GCC diagnostic ignored "-Wdeprecated-declarations"
#endif

#ifndef O_WRONLY  // libssh on Windows wants the numbers of POSIX
#    define O_WRONLY _O_WRONLY
#    define O_RDONLY _O_RDONLY
#    define O_CREAT _O_CREAT
#    define O_TRUNC _O_TRUNC
#endif

namespace aurora::remote {

namespace {

// Every server answers 32 KiB at once, and 2 MiB on their way fill a line of 100 Mbit/s up to 160 ms of distance.
constexpr std::uint32_t largestRequest = 32 * 1024;
constexpr std::size_t mostRequests = 64;

struct Request
{
    std::uint64_t offset;
    std::uint32_t length;
    std::uint32_t id;
};

/// Reads one open file to a size that is known.
class Reading
{
public:
    Reading(const Speech& speech, const RemoteFile& file, std::uint64_t offset)
        : m_speech(speech), m_file(file), m_next(offset)
    {
        m_open.reset(sftp_open(speech.sftp(), file.path.c_str(), O_RDONLY, 0));
        if (!m_open) {
            speech.fail(file.path, "The file");
        }
        speech.goOn();
    }

    Piece piece(const std::function<void(std::string_view)>& take, const std::function<bool()>& isOver)
    {
        bool over = false;
        for (;;) {
            over = over || isOver();
            while (!over && m_requests.size() < mostRequests && m_next < m_file.size) {
                const auto length = static_cast<std::uint32_t>(std::min<std::uint64_t>(m_length, m_file.size - m_next));
                m_requests.push_back(ask(m_next, length));
                m_next += length;
            }
            if (m_requests.empty()) {
                return {m_next, m_next < m_file.size ? Piece::End::LetGo : Piece::End::OfFile};
            }
            const Request request = m_requests.front();
            m_requests.pop_front();
            if (!answer(request, take)) {
                return {m_next, Piece::End::Missing};
            }
        }
    }

private:
    Request ask(std::uint64_t offset, std::uint32_t length)
    {
        sftp_seek64(m_open.get(), offset);
        const int id = sftp_async_read_begin(m_open.get(), length);
        if (id < 0) {
            m_speech.fail(m_file.path, "The file");
        }
        return {offset, length, static_cast<std::uint32_t>(id)};
    }

    /// A server may answer less than it was asked for: the rest is asked for at once, so that bytes stay in order.
    bool answer(Request request, const std::function<void(std::string_view)>& take)
    {
        while (request.length > 0) {
            const int got = sftp_async_read(m_open.get(), m_buffer.data(), request.length, request.id);
            if (got < 0) {
                m_speech.fail(m_file.path, "The file");
            }
            m_speech.goOn();
            if (got == 0) {
                return false;
            }
            const auto length = std::min(static_cast<std::uint32_t>(got), request.length);
            take(std::string_view(m_buffer).substr(0, length));
            if (length < request.length) {
                m_length = std::max<std::uint32_t>(length, 1024);
                request = ask(request.offset + length, request.length - length);
                continue;
            }
            request.length = 0;
        }
        return true;
    }

    const Speech& m_speech;
    const RemoteFile& m_file;
    std::uint64_t m_next;  ///< the first byte that was not asked for
    std::uint32_t m_length = largestRequest;
    std::deque<Request> m_requests;
    std::string m_buffer = std::string(largestRequest, '\0');
    OpenFile m_open;
};

std::string temporaryName(const std::string& path)
{
    return path + '.' + std::to_string(std::random_device{}()) + ".part";
}

void writeAll(const Speech& speech, std::string_view content, const std::string& path)
{
    OpenFile file(sftp_open(speech.sftp(), path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644));
    if (!file) {
        speech.fail(path, "The file");
    }
    while (!content.empty()) {
        speech.goOn();
        const std::string_view piece = content.substr(0, largestRequest);
        const auto written = sftp_write(file.get(), piece.data(), piece.size());
        if (written <= 0) {
            speech.fail(path, "Is the disk full? The file");
        }
        content.remove_prefix(static_cast<std::size_t>(written));
    }
    if (sftp_close(file.release()) != SSH_OK) {
        speech.fail(path, "Is the disk full? The file");
    }
    speech.goOn();
}

/// A rename in version 3 of the protocol replaces nothing. Where the server knows no better one, an older file is set
/// aside first, and put back on failure. Not to be cancelled in its middle.
void renameOver(const Speech& speech, const std::string& temporary, const std::string& path)
{
    sftp_session sftp = speech.sftp();
    if (renameInOneStep(speech, temporary, path) || sftp_rename(sftp, temporary.c_str(), path.c_str()) == SSH_OK) {
        return;
    }
    speech.goOn();
    const std::string aside = temporaryName(path);
    if (sftp_rename(sftp, path.c_str(), aside.c_str()) != SSH_OK) {
        speech.fail(path, "The file");
    }
    speech.goOn();
    if (sftp_rename(sftp, temporary.c_str(), path.c_str()) != SSH_OK) {
        sftp_rename(sftp, aside.c_str(), path.c_str());
        speech.fail(path, "The file");
    }
    speech.goOn();
    sftp_unlink(sftp, aside.c_str());
}

/// What is left of an upload that failed, as far as the server can still be told.
void removeQuietly(Connection& connection, const std::string& path) noexcept
{
    try {
        if (connection.isAlive()) {
            Watch watch(Progress::none(), {&connection.line()}, std::chrono::seconds(2));
            sftp_unlink(connection.sftp(watch), path.c_str());
        }
    } catch (const std::exception&) {
        connection.endSftp();  // the error that is being told already is the one that matters
    }
}

}  // namespace

bool readFrom(const Speech& speech, const RemoteFile& file, std::uint64_t offset,
              const std::function<void(std::string_view)>& take)
{
    return readPiece(speech, file, offset, take, [] { return false; }).end == Piece::End::OfFile;
}

Piece readPiece(const Speech& speech, const RemoteFile& file, std::uint64_t offset,
                const std::function<void(std::string_view)>& take, const std::function<bool()>& isOver)
{
    return Reading(speech, file, offset).piece(take, isOver);
}

void writeFile(Connection& connection, std::string_view content, const std::string& path,
               std::chrono::milliseconds patience, const Progress& progress)
{
    const std::string temporary = temporaryName(path);
    try {
        {
            Watch watch(progress, {&connection.line()}, patience);
            writeAll({connection, watch}, content, temporary);
        }
        Watch watch(Progress::none(), {&connection.line()}, patience);
        renameOver({connection, watch}, temporary, path);
    } catch (const Error&) {
        removeQuietly(connection, temporary);
        throw;
    }
}

}  // namespace aurora::remote
