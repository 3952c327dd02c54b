#include "aurora/storage/csv.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/parallel.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <utility>

namespace aurora::storage {

namespace {

constexpr std::size_t rowsPerBlock = 8192;
constexpr std::size_t longestNumber = 32;

bool needsQuotes(std::string_view text)
{
    const bool hasBlankEnd = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    return hasBlankEnd || text.find_first_of(",\"\r\n") != std::string_view::npos;
}

void appendText(std::string& line, std::string_view text)
{
    if (!needsQuotes(text)) {
        line += text;
        return;
    }
    line += '"';
    for (const char character : text) {
        line.append(character == '"' ? 2 : 1, character);
    }
    line += '"';
}

template <class Number>
void appendDigits(std::string& line, Number value)
{
    std::array<char, longestNumber> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    line.append(digits.data(), end);
}

/// Readers of CSV know only 64-bit numbers: a 32-bit one is written as the 64-bit number it is. Its own shortest text
/// names another 64-bit number, which differs from the vendor's export in the eighth digit.
template <class Number>
void appendNumber(std::string& line, Number value)
{
    if constexpr (std::is_floating_point_v<Number>) {
        if (!std::isnan(value)) {
            appendDigits(line, static_cast<double>(value));
        }
    } else {
        appendDigits(line, value);
    }
}

void appendCell(std::string& line, const ColumnValues& values, std::size_t row)
{
    std::visit(
        [&](const auto& elements) {
            if constexpr (std::is_same_v<std::decay_t<decltype(elements.front())>, std::string>) {
                appendText(line, elements[row]);
            } else {
                appendNumber(line, elements[row]);
            }
        },
        values);
}

std::string blockText(std::span<const Column> columns, std::size_t begin, std::size_t end)
{
    std::string text;
    text.reserve((end - begin) * columns.size() * 12);
    for (std::size_t row = begin; row < end; ++row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (i > 0) {
                text += ',';
            }
            appendCell(text, columns[i].values, row);
        }
        text += '\n';
    }
    return text;
}

template <class Names>
std::string headerLine(const Names& columns, std::string (*nameOf)(const typename Names::value_type&))
{
    std::string line;
    for (const auto& column : columns) {
        if (&column != &columns.front()) {
            line += ',';
        }
        appendText(line, nameOf(column));
    }
    return line + '\n';
}

void requireEqualLengths(const std::filesystem::path& file, std::span<const Column> columns)
{
    for (const Column& column : columns) {
        if (rowCount(column.values) != rowCount(columns.front().values)) {
            throw Error(pathText(file) + ": not written: the column \"" + header(column) + "\" has " +
                        std::to_string(rowCount(column.values)) + " rows, the first column " +
                        std::to_string(rowCount(columns.front().values)) + ".");
        }
    }
}

std::size_t rowsOf(std::span<const Column> columns)
{
    return columns.empty() ? 0 : rowCount(columns.front().values);
}

/// The file while it is written.
class CsvStream
{
public:
    /// @param file  its final name, for messages
    CsvStream(const std::filesystem::path& file, const std::filesystem::path& temporary)
        : m_file(file), m_stream(temporary, std::ios::binary | std::ios::trunc)
    {
    }

    void appendHeader(std::span<const Column> columns)
    {
        append(headerLine(
            columns, +[](const Column& column) { return header(column); }));
    }

    /// @throws Cancelled
    void appendRows(std::span<const Column> columns, const Progress& progress)
    {
        const std::size_t rows = rowsOf(columns);
        makeInOrder<std::string>((rows + rowsPerBlock - 1) / rowsPerBlock,
                                 [&](std::size_t block) {
                                     progress.throwIfCancelled();
                                     return blockText(columns, block * rowsPerBlock,
                                                      std::min(rows, (block + 1) * rowsPerBlock));
                                 },
                                 [&](std::size_t, const std::string& text) { append(text); });
    }

    void close()
    {
        m_stream.close();
        requireGood();
    }

private:
    void append(const std::string& text)
    {
        m_stream.write(text.data(), static_cast<std::streamsize>(text.size()));
        requireGood();
    }

    void requireGood() const
    {
        if (!m_stream) {
            throw Error(pathText(m_file) + ": could not be written. Is the disk full or the folder read-only?");
        }
    }

    std::filesystem::path m_file;
    std::ofstream m_stream;
};

}  // namespace

void writeCsv(const std::filesystem::path& file, std::span<const Column> columns, const Progress& progress)
{
    requireEqualLengths(file, columns);
    replaceFile(file, [&](const std::filesystem::path& temporary) {
        CsvStream stream(file, temporary);
        stream.appendHeader(columns);
        stream.appendRows(columns, progress);
        stream.close();
    });
}

std::size_t writeCsv(const std::filesystem::path& file, const RowBlocks& next, const Progress& progress)
{
    std::size_t rows = 0;
    replaceFile(file, [&](const std::filesystem::path& temporary) {
        CsvStream stream(file, temporary);
        bool first = true;
        while (const std::optional<std::vector<Column>> block = next()) {
            requireEqualLengths(file, *block);
            if (std::exchange(first, false)) {
                stream.appendHeader(*block);
            }
            stream.appendRows(*block, progress);
            rows += rowsOf(*block);
        }
        stream.close();
    });
    return rows;
}

std::string csvText(const Table& table)
{
    std::string text = headerLine(
        table.columns, +[](const Table::ColumnInfo& column) { return column.name; });
    for (const std::vector<CellValue>& row : table.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) {
                text += ',';
            }
            appendText(text, toText(row[i]));
        }
        text += '\n';
    }
    return text;
}

}  // namespace aurora::storage
