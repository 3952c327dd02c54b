#pragma once

#include "aurora/core/progress.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace aurora {

/// A path as UTF-8 text with `/`, for messages and JSON.
[[nodiscard]] std::string pathText(const std::filesystem::path& path);

/// A path from UTF-8 text.
[[nodiscard]] std::filesystem::path pathFromText(std::string_view utf8);

/// The whole file as bytes. Read, not mapped: a mapped file that shrinks on a network drive kills the program.
/// @throws Error naming the file; Cancelled
[[nodiscard]] std::vector<std::uint8_t> readBytes(const std::filesystem::path& path,
                                                  const Progress& progress = Progress::none());

/// The whole file as text. @throws Error naming the file
[[nodiscard]] std::string readFile(const std::filesystem::path& path);

/// Calls write with a temporary path in the same folder, flushes what was written to disk and renames it to path: the
/// file is complete or absent. The temporary file is removed when write throws.
/// @throws Error naming the file, or what write throws
void replaceFile(const std::filesystem::path& path,
                 const std::function<void(const std::filesystem::path& temporary)>& write);

/// A file that is written beside its final place and gets its name when everything else is settled: for what must not
/// be seen before. Removed when it never gets one.
class TemporaryFile
{
public:
    /// The name is free, ends in `.part`, and is in the folder of the final one.
    explicit TemporaryFile(const std::filesystem::path& finalPath);
    ~TemporaryFile();
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const noexcept { return m_path; }

    /// Gives the file, which is on the disk by now, its name in the same folder, replacing. @throws Error naming it
    void renameTo(const std::filesystem::path& finalPath) const;

private:
    std::filesystem::path m_path;
};

/// replaceFile with this content.
void replaceFileText(const std::filesystem::path& path, std::string_view content);

/// Flushes a file that was written piece by piece and gives it its final name in the same folder, in place of an older
/// one. @throws Error naming the file; the piece-wise written file is kept then
void moveIntoPlace(const std::filesystem::path& written, const std::filesystem::path& path);

/// Makes the folder and those above it, where they are missing. @throws Error naming the folder
void makeFolder(const std::filesystem::path& folder);

/// When the file was last changed, Unix seconds. @throws Error
[[nodiscard]] double modifiedUts(const std::filesystem::path& path);

}  // namespace aurora
