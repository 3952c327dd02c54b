#pragma once

#include "aurora/core/progress.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

namespace aurora::formats::tomato {

/// Whole records of one step, as they stand in the file.
struct RecordRun
{
    std::vector<char> buffer;  ///< with room around the records: for a bracket on both sides, and what the parser pads
    std::size_t begin = 0;     ///< of the first record; at least 1
    std::size_t end = 0;       ///< behind the last
    std::uint64_t offset = 0;  ///< in the file, of the first record
};

/// Where the text ends although more must follow: it is still being written, or was cut off.
struct CutOff final
{
};

/// A JSON file that is read in windows: the part before the cursor is forgotten. Before each window it looks whether it
/// should stop, whatever stands there; all functions may throw Cancelled.
class SnapshotText
{
public:
    /// @throws Error when the file cannot be opened
    SnapshotText(const std::filesystem::path& file, const Progress& progress);

    /// The next character that is no blank, without taking it. @throws CutOff at the end of the file
    char peek();
    /// Takes the next character that is no blank. @throws CutOff
    char take();
    /// True when nothing but blanks is left.
    bool atEnd();
    /// Takes a string; it must be the next thing. @throws FormatError when it is too long for a key; CutOff
    std::string takeString();
    /// Takes whatever value is next. A value that is too large or too deep for a description is left out.
    /// @param kept  the value's text is put here; nullptr: it is only skipped
    /// @return false when it was left out
    bool takeValue(std::string* kept);
    /// Takes as many elements of an array as end within the window; the cursor stands before the first.
    /// Bare NaN and Infinity become empty strings of the same length, which the parser takes for null.
    /// @throws CutOff when not one whole element is left; FormatError when an element is too large
    RecordRun takeElements();

    /// Where the cursor is in the file.
    [[nodiscard]] std::uint64_t offset() const noexcept { return m_offset + m_cursor; }

    [[nodiscard]] std::uint64_t fileSize() const noexcept { return m_fileSize; }

    /// Buffers of runs come back here to be used again.
    void recycle(std::vector<char> buffer);

private:
    bool readMore();
    void makeRoom();
    char takeRaw();
    void takeScalar(std::string* kept);
    [[nodiscard]] std::vector<char> freeBuffer(std::size_t size);
    [[nodiscard]] RecordRun cutOut(std::size_t end);

    [[nodiscard]] std::span<char> window() { return std::span(m_buffer).subspan(m_cursor, m_end - m_cursor); }

    const Progress& m_progress;
    std::ifstream m_stream;
    std::uint64_t m_fileSize = 0;
    std::vector<char> m_buffer;
    std::size_t m_cursor;        ///< in the buffer
    std::size_t m_end;           ///< of what was read
    std::uint64_t m_offset = 0;  ///< in the file, of the buffer's first character; wraps around below 0 at first
    std::vector<std::vector<char>> m_free;
};

}  // namespace aurora::formats::tomato
