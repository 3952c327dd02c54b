#include "formats/text_lines.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include <algorithm>
#include <cstring>

namespace aurora::formats {

namespace {

constexpr std::size_t firstWindow = 1U << 20U;
constexpr std::size_t longestLine = 4U << 20U;  ///< real ones have some hundred characters

}  // namespace

TextLines::TextLines(const std::filesystem::path& file) : m_stream(file, std::ios::binary)
{
    std::error_code code;
    const std::uintmax_t size = std::filesystem::file_size(file, code);
    if (code || !m_stream) {
        throw Error(pathText(file) + ": cannot be opened.");
    }
    m_fileSize = size;
    m_buffer.resize(std::min<std::size_t>(firstWindow, m_fileSize + 1));
    constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
    readMore();
    if (std::string_view(m_buffer.data(), m_end).starts_with(byteOrderMark)) {
        m_cursor = byteOrderMark.size();
    }
}

/// Moves what is left to the front and fills the buffer; one that is full gets twice the size. False at the end.
bool TextLines::readMore()
{
    std::memmove(m_buffer.data(), m_buffer.data() + m_cursor, m_end - m_cursor);
    m_offset += m_cursor;
    m_end -= m_cursor;
    m_cursor = 0;
    if (m_end == m_buffer.size()) {
        m_buffer.resize(2 * m_buffer.size());
    }
    m_stream.read(m_buffer.data() + m_end, static_cast<std::streamsize>(m_buffer.size() - m_end));
    if (m_stream.bad()) {
        throw FormatError("it could not be read to its end. Nothing was read; copy the file to this computer first.");
    }
    m_end += static_cast<std::size_t>(m_stream.gcount());
    return m_stream.gcount() > 0;
}

TextLine TextLines::take(std::size_t end, std::size_t next)
{
    TextLine line;
    line.number = ++m_lines;
    line.offset = m_offset + m_cursor;
    line.ended = next > end;
    if (end > m_cursor && m_buffer[end - 1] == '\r') {
        --end;
    }
    line.characters = std::span(m_buffer).subspan(m_cursor, end - m_cursor);
    m_cursor = next;
    return line;
}

bool TextLines::next(TextLine& line)
{
    std::size_t looked = m_cursor;
    for (;;) {
        const void* const found = std::memchr(m_buffer.data() + looked, '\n', m_end - looked);
        if (found != nullptr) {
            const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - m_buffer.data());
            line = take(end, end + 1);
            return true;
        }
        const std::size_t length = m_end - m_cursor;
        if (length > longestLine) {
            throw FormatError("line " + std::to_string(m_lines + 1) + " has more than " + std::to_string(longestLine) +
                              " characters. This is no table of text; nothing was read.");
        }
        if (!readMore()) {
            break;
        }
        looked = length;
    }
    if (m_cursor == m_end) {
        return false;
    }
    line = take(m_end, m_end);
    return true;
}

bool Cells::next(std::string_view& cell)
{
    if (m_done) {
        return false;
    }
    std::size_t searchFrom = 0;
    const bool quoted = m_rest.starts_with('"');
    const std::size_t closing = quoted ? m_rest.find('"', 1) : std::string_view::npos;
    if (closing != std::string_view::npos) {
        searchFrom = closing;
    }
    const std::size_t end = m_rest.find(m_separator, searchFrom);
    cell = m_rest.substr(0, end);
    if (closing != std::string_view::npos) {
        cell = m_rest.substr(1, closing - 1);
    }
    m_done = end == std::string_view::npos;
    m_rest.remove_prefix(m_done ? m_rest.size() : end + 1);
    return true;
}

std::size_t lastCellSize(std::string_view line, char separator)
{
    const std::size_t before = line.rfind(separator);
    const std::string_view cell = line.substr(before == std::string_view::npos ? 0 : before + 1);
    return cell.size() - (cell.starts_with('-') ? 1 : 0);
}

}  // namespace aurora::formats
