#include "aurora/core/file.h"
#include "aurora/core/file_time.h"

#include "aurora/core/error.h"
#include "platform.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <memory>
#include <system_error>
#include <thread>

namespace aurora {

namespace fs = std::filesystem;

namespace {

std::ifstream open(const fs::path& path, std::uintmax_t& size)
{
    std::error_code code;
    size = fs::file_size(path, code);
    if (code) {
        throw Error(pathText(path) + ": cannot be opened (" + code.message() + ").");
    }
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw Error(pathText(path) + ": cannot be opened.");
    }
    return stream;
}

/// By pieces that stay in the processor's cache: clearing the whole room first would pass the memory twice.
template <typename Buffer>
Buffer readWhole(const fs::path& path, const Progress& progress)
{
    constexpr std::size_t pieceSize = 256 * 1024;
    std::uintmax_t size = 0;
    std::ifstream stream = open(path, size);
    Buffer content;
    content.reserve(static_cast<std::size_t>(size));
    const auto piece = std::make_unique_for_overwrite<char[]>(pieceSize);
    while (content.size() < size) {  // less when the file shrinks meanwhile
        progress.throwIfCancelled();
        const std::size_t wanted = std::min(pieceSize, static_cast<std::size_t>(size) - content.size());
        stream.read(piece.get(), static_cast<std::streamsize>(wanted));
        content.insert(content.end(), piece.get(), piece.get() + stream.gcount());
        if (stream.bad()) {
            throw Error(pathText(path) + ": could not be read to its end.");
        }
        if (!stream) {
            break;
        }
    }
    return content;
}

/// Over what was there; the name is on the disk when this returns.
void renameOver(const fs::path& from, const fs::path& to)
{
    constexpr std::chrono::seconds patience{2};
    constexpr std::chrono::milliseconds pause{20};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    std::error_code code;
    for (fs::rename(from, to, code); platform::mayPass(code) && std::chrono::steady_clock::now() < deadline;
         fs::rename(from, to, code))
    {
        std::this_thread::sleep_for(pause);
    }
    if (code) {
        throw Error(pathText(to) + ": could not be replaced (" + code.message() +
                    "). The old file, if there was one, is unchanged.");
    }
    platform::flushFolder(to.parent_path());
}

}  // namespace

std::string pathText(const fs::path& path)
{
    const std::u8string text = path.generic_u8string();
    return {reinterpret_cast<const char*>(text.data()), text.size()};
}

fs::path pathFromText(std::string_view utf8)
{
    return fs::path(std::u8string(utf8.begin(), utf8.end()));
}

std::vector<std::uint8_t> readBytes(const fs::path& path, const Progress& progress)
{
    return readWhole<std::vector<std::uint8_t>>(path, progress);
}

std::string readFile(const fs::path& path)
{
    return readWhole<std::string>(path, Progress::none());
}

void replaceFile(const fs::path& path, const std::function<void(const fs::path& temporary)>& write)
{
    std::error_code ignored;
    if (path.has_parent_path() && !fs::is_directory(path.parent_path(), ignored)) {
        throw Error(pathText(path) + ": could not be written: there is no folder " + pathText(path.parent_path()) +
                    ". Make it first, or choose another one.");
    }
    const TemporaryFile temporary(path);
    write(temporary.path());
    moveIntoPlace(temporary.path(), path);
}

TemporaryFile::TemporaryFile(const fs::path& finalPath) : m_path(finalPath)
{
    m_path += "." + platform::uniqueSuffix() + ".part";
}

TemporaryFile::~TemporaryFile()
{
    std::error_code ignored;
    fs::remove(m_path, ignored);
}

void TemporaryFile::renameTo(const fs::path& finalPath) const
{
    renameOver(m_path, finalPath);
}

void moveIntoPlace(const fs::path& written, const fs::path& path)
{
    platform::flushToDisk(written);
    renameOver(written, path);
}

void replaceFileText(const fs::path& path, std::string_view content)
{
    replaceFile(path, [&](const fs::path& temporary) {
        std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
        stream.write(content.data(), static_cast<std::streamsize>(content.size()));
        stream.flush();
        if (!stream) {
            throw Error(pathText(path) + ": could not be written. Is the disk full or the folder read-only?");
        }
    });
}

void makeFolder(const fs::path& folder)
{
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) {
        throw Error(pathText(folder) + ": the folder cannot be made (" + code.message() + ").");
    }
}

double modifiedUts(const fs::path& path)
{
    std::error_code code;
    const auto time = fs::last_write_time(path, code);
    if (code) {
        throw Error(pathText(path) + ": its time of change cannot be read (" + code.message() + ").");
    }
    return std::chrono::duration<double>(calendarTime(time).time_since_epoch()).count();
}

}  // namespace aurora
