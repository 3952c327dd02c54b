#include "aurora/remote/local_host.h"

#include "partial_file.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_time.h"

#include <algorithm>
#include <chrono>
#include <fstream>

namespace aurora::remote {

namespace {

namespace fs = std::filesystem;

const std::string title = "This PC";

void takeFile(const fs::directory_entry& entry, const fs::path& root, std::vector<RemoteFile>& files)
{
    std::error_code code;
    const bool regular = entry.is_regular_file(code) && !entry.is_symlink(code);
    const std::uintmax_t size = regular ? entry.file_size(code) : 0;
    if (regular && !code) {  // else it is gone by now
        const auto time = calendarTime(entry.last_write_time(code)).time_since_epoch();
        files.push_back(
            {pathText(entry.path().lexically_relative(root)), size, std::chrono::duration<double>(time).count()});
    }
}

/// From an offset to the end of the version that was found; false when the file ends before.
bool readLocal(const RemoteFile& file, std::uint64_t offset, const std::function<void(std::string_view)>& take)
{
    std::ifstream stream(pathFromText(file.path), std::ios::binary);
    if (!stream) {
        throw Error(file.path + ": cannot be opened. Does another program hold it, and may you read it?");
    }
    stream.seekg(static_cast<std::streamoff>(offset));
    std::string piece(256UL * 1024, '\0');
    while (offset < file.size) {
        const std::uint64_t wanted = std::min<std::uint64_t>(piece.size(), file.size - offset);
        stream.read(piece.data(), static_cast<std::streamsize>(wanted));
        if (stream.bad() || (!stream && stream.gcount() == 0)) {
            return false;
        }
        take(std::string_view(piece).substr(0, static_cast<std::size_t>(stream.gcount())));
        offset += static_cast<std::uint64_t>(stream.gcount());
    }
    return true;
}

std::optional<RemoteFile> findLocal(const std::string& path)
{
    std::error_code code;
    const fs::path local = pathFromText(path);
    if (!fs::is_regular_file(local, code)) {
        return std::nullopt;
    }
    const std::uintmax_t size = fs::file_size(local, code);
    if (code) {
        return std::nullopt;
    }
    return RemoteFile{path, size, modifiedUts(local)};
}

}  // namespace

CommandResult LocalFolder::run(const std::string&, std::chrono::milliseconds, const Progress&,
                               const std::function<void()>&)
{
    throw Error("A folder on this PC runs no commands. Configure a hostname to reach a cycler over SSH.");
}

std::vector<RemoteFile> LocalFolder::list(const std::string& folder, const Progress& progress)
{
    const fs::path root = pathFromText(folder);
    std::error_code code;
    fs::recursive_directory_iterator entry(root, fs::directory_options::skip_permission_denied, code);
    if (code || !fs::is_directory(root)) {
        throw Error("The folder " + folder + " cannot be listed. Is the drive connected, and is the path right?",
                    code.message());
    }
    std::vector<RemoteFile> files;
    for (const fs::recursive_directory_iterator end; entry != end; entry.increment(code)) {
        progress.throwIfCancelled();
        takeFile(*entry, root, files);
    }
    if (code) {
        throw Error("The folder " + folder + " could not be listed to its end. Is the drive still connected?",
                    code.message());
    }
    std::sort(files.begin(), files.end(), [](const RemoteFile& a, const RemoteFile& b) { return a.path < b.path; });
    return files;
}

std::optional<RemoteFile> LocalFolder::find(const std::string& path, const Progress& progress)
{
    progress.throwIfCancelled();
    return findLocal(path);
}

void LocalFolder::download(const std::string& path, const fs::path& local, Progress& progress)
{
    downloadInto(
        local, path, title, progress, [&] { return findLocal(path); }, readLocal);
}

void LocalFolder::upload(std::string_view content, const std::string& path, const Progress& progress)
{
    progress.throwIfCancelled();
    replaceFileText(pathFromText(path), content);
}

std::string LocalFolder::read(const std::string& path, std::uint64_t mostBytes, const Progress& progress)
{
    progress.throwIfCancelled();
    const std::optional<RemoteFile> file = findLocal(path);
    if (!file) {
        throw Error(title + ": there is no file " + path + ".");
    }
    if (file->size > mostBytes) {
        throw Error(title + ": " + path + " holds " + std::to_string(file->size) + " bytes; more than " +
                    std::to_string(mostBytes) + " were not expected. It was not read.");
    }
    return readFile(pathFromText(path));
}

}  // namespace aurora::remote
