#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string_view>
#include <vector>

namespace aurora::formats {

/// A line of a text file, without its end.
struct TextLine
{
    std::span<char> characters;  ///< may be changed; good until the next line is asked for
    std::uint64_t number = 0;    ///< from 1
    std::uint64_t offset = 0;    ///< in the file
    bool ended = true;           ///< false for a last line without line end: more may have been meant to follow

    [[nodiscard]] std::string_view text() const { return {characters.data(), characters.size()}; }
};

/// The lines of a text file of any size, read in windows. Lines end with LF or CR LF; a byte order mark is skipped.
class TextLines
{
public:
    /// @throws Error when the file cannot be opened
    explicit TextLines(const std::filesystem::path& file);

    /// The next line; false at the end of the file. @throws FormatError for a line that no text file has
    bool next(TextLine& line);

    [[nodiscard]] std::uint64_t fileSize() const noexcept { return m_fileSize; }

private:
    bool readMore();
    [[nodiscard]] TextLine take(std::size_t end, std::size_t next);

    std::ifstream m_stream;
    std::uint64_t m_fileSize = 0;
    std::vector<char> m_buffer;
    std::size_t m_cursor = 0;
    std::size_t m_end = 0;
    std::uint64_t m_offset = 0;  ///< in the file, of the buffer's first character
    std::uint64_t m_lines = 0;
};

/// Takes the cells of a line one by one.
class Cells
{
public:
    Cells(std::string_view line, char separator) : m_rest(line), m_separator(separator) {}

    /// The next cell as it stands; a quoted one without its quotes. False behind the last.
    bool next(std::string_view& cell);

private:
    std::string_view m_rest;
    char m_separator;
    bool m_done = false;
};

/// How many characters the last cell of a line has, a sign not counted: a line that was cut off in it has fewer than
/// the line before.
[[nodiscard]] std::size_t lastCellSize(std::string_view line, char separator);

}  // namespace aurora::formats
