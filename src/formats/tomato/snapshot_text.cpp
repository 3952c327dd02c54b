#include "formats/tomato/snapshot_text.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "formats/tomato/bracket_scanner.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>

namespace aurora::formats::tomato {

namespace {

constexpr std::size_t firstWindow = 1U << 20U;    ///< small enough for the processor's cache
constexpr std::size_t largestWindow = 8U << 20U;  ///< real records have some 400 bytes
constexpr std::size_t largestKept = 1U << 20U;    ///< real descriptions have some kilobytes
constexpr std::int64_t deepestKept = 64;
constexpr std::size_t longestKey = 1024;
constexpr std::size_t roomInFront = 1;                              ///< for a bracket before the first record
constexpr std::size_t roomBehind = 1 + simdjson::SIMDJSON_PADDING;  ///< for one behind the last, and the parser's

constexpr std::string_view blanks = " \t\r\n";

bool isBlank(char c)
{
    return blanks.find(c) != std::string_view::npos;
}

/// Finds the end of one value.
struct ValueEnd
{
    bool found = false;

    bool closed(std::size_t /*at*/, std::int64_t /*depth*/) { return found = true; }

    void capital(std::size_t /*at*/) {}
};

/// Finds the ends of the elements of an array.
struct ElementEnds
{
    std::size_t last = 0;  ///< behind the last whole element
    std::optional<std::size_t> arrayEnd;
    std::vector<std::size_t> capitals;

    bool closed(std::size_t at, std::int64_t depth)
    {
        if (depth < 0) {
            arrayEnd = at;
            return true;
        }
        last = at + 1;
        return false;
    }

    void capital(std::size_t at) { capitals.push_back(at); }
};

/// Makes an empty string of NaN, Infinity or -Infinity, if that is what stands there.
void replaceBareWord(std::span<char> text, std::size_t at)
{
    constexpr std::array<std::string_view, 2> words{"NaN", "Infinity"};
    const std::string_view here(text.data() + at, text.size() - at);
    for (const std::string_view word : words) {
        if (here.starts_with(word)) {
            const std::size_t begin = at > 0 && text[at - 1] == '-' ? at - 1 : at;
            std::memset(text.data() + begin, ' ', at + word.size() - begin);
            text[begin] = '"';
            text[begin + 1] = '"';
        }
    }
}

}  // namespace

SnapshotText::SnapshotText(const std::filesystem::path& file, const Progress& progress)
    : m_progress(progress), m_stream(file, std::ios::binary), m_cursor(roomInFront), m_end(roomInFront)
{
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(file, code);
    if (code || !m_stream) {
        throw Error(pathText(file) + ": cannot be opened.");
    }
    m_fileSize = size;
    m_offset -= roomInFront;
    m_buffer.resize(roomInFront + std::min<std::size_t>(firstWindow, m_fileSize + 1) + roomBehind);
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    readMore();
    if (std::string_view(m_buffer.data() + m_cursor, m_end - m_cursor).starts_with(byteOrderMark)) {
        m_cursor += byteOrderMark.size();
    }
}

/// Fills the buffer behind what is there. False at the end of the file.
bool SnapshotText::readMore()
{
    m_progress.throwIfCancelled();
    const std::size_t room = m_buffer.size() - roomBehind - m_end;
    m_stream.read(m_buffer.data() + m_end, static_cast<std::streamsize>(room));
    if (m_stream.bad()) {
        throw FormatError("it could not be read to its end. Nothing was read; copy the file to this computer first.");
    }
    m_end += static_cast<std::size_t>(m_stream.gcount());
    return m_stream.gcount() > 0;
}

/// Forgets what is before the cursor; a buffer that is full nevertheless gets twice the size.
void SnapshotText::makeRoom()
{
    if (m_cursor > roomInFront) {
        std::memmove(m_buffer.data() + roomInFront, m_buffer.data() + m_cursor, m_end - m_cursor);
        const std::size_t gone = m_cursor - roomInFront;
        m_offset += gone;
        m_cursor -= gone;
        m_end -= gone;
    }
    if (m_end == m_buffer.size() - roomBehind) {
        m_buffer.resize(2 * (m_buffer.size() - roomInFront - roomBehind) + roomInFront + roomBehind);
    }
}

char SnapshotText::takeRaw()
{
    if (m_cursor == m_end) {
        makeRoom();
        if (!readMore()) {
            throw CutOff();
        }
    }
    return m_buffer[m_cursor++];
}

char SnapshotText::take()
{
    char c = takeRaw();
    while (isBlank(c)) {
        c = takeRaw();
    }
    return c;
}

char SnapshotText::peek()
{
    const char c = take();
    --m_cursor;
    return c;
}

bool SnapshotText::atEnd()
{
    try {
        peek();
        return false;
    } catch (const CutOff&) {
        return true;
    }
}

std::string SnapshotText::takeString()
{
    std::string quoted(1, take());
    if (quoted.front() != '"') {
        throw FormatError("not JSON at byte " + std::to_string(offset() - 1) +
                          ": a name in quotes was expected, but '" + quoted + "' was found.");
    }
    bool escapes = false;
    for (char c = takeRaw(); c != '"' || escapes; c = takeRaw()) {
        quoted += c;
        escapes = c == '\\' && !escapes;
        if (quoted.size() > longestKey) {
            throw FormatError("not a tomato snapshot: the name that ends at byte " + std::to_string(offset()) +
                              " has more than " + std::to_string(longestKey) + " characters.");
        }
    }
    quoted += '"';
    try {
        return parseJson(quoted, "a name").get<std::string>();
    } catch (const Error& error) {
        throw FormatError("not JSON at byte " + std::to_string(offset()) + ": a name is damaged.", error.cause());
    }
}

void SnapshotText::takeScalar(std::string* kept)
{
    constexpr std::string_view ends = ",]}";
    const bool isString = peek() == '"';
    bool escapes = false;
    for (std::size_t count = 0;; ++count) {
        const char c = takeRaw();
        const bool stringEnds = isString && count > 0 && c == '"' && !escapes;
        if (!isString && (isBlank(c) || ends.find(c) != std::string_view::npos)) {
            --m_cursor;
            return;
        }
        escapes = c == '\\' && !escapes;
        if (kept != nullptr && kept->size() <= largestKept) {
            *kept += c;
        }
        if (stringEnds) {
            return;
        }
    }
}

bool SnapshotText::takeValue(std::string* kept)
{
    const char first = peek();
    if (first != '{' && first != '[') {
        takeScalar(kept);
        return kept == nullptr || kept->size() <= largestKept;
    }
    BracketScanner scanner;
    ValueEnd end;
    while (!end.found) {
        const std::size_t count = scanner.feed(window(), end);
        if (kept != nullptr && kept->size() <= largestKept) {
            kept->append(m_buffer.data() + m_cursor, count);
        }
        m_cursor += count;
        if (!end.found) {
            makeRoom();
            if (!readMore()) {
                throw CutOff();
            }
        }
    }
    return kept == nullptr || (kept->size() <= largestKept && scanner.greatestDepth() <= deepestKept);
}

RecordRun SnapshotText::takeElements()
{
    if (m_end - m_cursor < m_buffer.size() / 2) {  // else moving the rest to the front would cost more than it brings
        makeRoom();
        readMore();
    }
    for (;;) {
        ElementEnds ends;
        BracketScanner().feed(window(), ends);
        for (const std::size_t at : ends.capitals) {
            replaceBareWord(window(), at);
        }
        if (ends.arrayEnd || ends.last > 0) {
            return cutOut(m_cursor + ends.arrayEnd.value_or(ends.last));
        }
        if (m_buffer.size() > largestWindow) {
            throw FormatError("not a tomato snapshot: the record at byte " + std::to_string(offset()) +
                              " does not end within " + std::to_string(largestWindow) + " bytes.");
        }
        makeRoom();
        if (!readMore()) {
            throw CutOff();
        }
    }
}

/// Of the records and the rest of the window the smaller part is copied into another buffer.
RecordRun SnapshotText::cutOut(std::size_t end)
{
    RecordRun run;
    run.offset = offset();
    const std::size_t rest = m_end - end;
    const std::size_t taken = end - m_cursor;
    if (taken < rest) {
        run.buffer = freeBuffer(roomInFront + taken + roomBehind);
        std::memcpy(run.buffer.data() + roomInFront, m_buffer.data() + m_cursor, taken);
        run.begin = roomInFront;
        run.end = roomInFront + taken;
        m_cursor = end;
        return run;
    }
    run.buffer = freeBuffer(m_buffer.size());
    std::memcpy(run.buffer.data() + roomInFront, m_buffer.data() + end, rest);
    std::swap(run.buffer, m_buffer);
    run.begin = m_cursor;
    run.end = end;
    m_offset += end - roomInFront;
    m_cursor = roomInFront;
    m_end = roomInFront + rest;
    return run;
}

std::vector<char> SnapshotText::freeBuffer(std::size_t size)
{
    std::vector<char> buffer;
    if (!m_free.empty()) {
        buffer = std::move(m_free.back());
        m_free.pop_back();
    }
    buffer.resize(std::max(size, buffer.size()));
    return buffer;
}

void SnapshotText::recycle(std::vector<char> buffer)
{
    m_free.push_back(std::move(buffer));
}

}  // namespace aurora::formats::tomato
