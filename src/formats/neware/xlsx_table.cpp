#include "formats/neware/xlsx_table.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "formats/neware/xlsx_cells.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>

namespace aurora::formats::neware {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Grows by a quarter: half of what std::vector would take may otherwise lie idle.
template <class Value>
void append(std::vector<Value>& values, Value value)
{
    constexpr std::size_t fewest = 16;
    if (values.size() == values.capacity()) {
        values.reserve(values.size() + values.size() / 4 + fewest);
    }
    values.push_back(std::move(value));
}

void appendNothing(ColumnValues& values)
{
    if (auto* const numbers = std::get_if<Numbers>(&values)) {
        append(*numbers, missing);
    } else {
        append(std::get<Texts>(values), std::string());
    }
}

ColumnValues noValues(bool areTexts)
{
    return areTexts ? ColumnValues(Texts{}) : ColumnValues(Numbers{});
}

}  // namespace

void SheetTable::begin(std::span<const SheetColumn> columns)
{
    for (const SheetColumn& column : columns) {
        m_columns.push_back({column.name, column.unit, noValues(column.isText())});
        m_textColumns += column.isText() ? 1 : 0;
    }
}

std::uint64_t SheetTable::bytesOf(const xlsx::Cell& cell) const
{
    constexpr std::size_t number = std::string_view("<c><v></v></c>").size();
    constexpr std::size_t sharedText = std::string_view("<c t=\"s\"><v>0</v></c>").size();
    if (m_source == TableSource::Text) {
        return cell.text.size() + 1;
    }
    return cell.type == xlsx::CellType::Number ? number + cell.text.size() : sharedText;
}

void SheetTable::refuseCostly() const
{
    constexpr std::uint64_t mostPerByte = 8;  // of all readers
    constexpr std::uint64_t always = std::uint64_t{12} << 20;
    constexpr std::uint64_t perNumber = sizeof(double) * 5 / 4;
    constexpr std::uint64_t perText = sizeof(std::string) * 5 / 4;
    constexpr std::uint64_t perRow = 128;  // of the series and the steps
    const std::uint64_t numberColumns = m_columns.size() - m_textColumns;
    const std::uint64_t needed = m_rows * (perRow + numberColumns * perNumber + m_textColumns * perText) + m_textBytes;
    if (needed > mostPerByte * m_bytesRead + always) {
        constexpr std::uint64_t mebibyte = std::uint64_t{1} << 20;
        throw FormatError("The values of the " + std::to_string(m_columns.size()) + " columns up to row " +
                          std::to_string(m_rowInSheet) + " need " + std::to_string(needed / mebibyte) +
                          " MiB, far more than the table itself: next to all of its cells are empty, or repeat long "
                          "texts. Nothing was read; read the file without all columns.");
    }
}

void SheetTable::addText(Texts& texts, std::string text)
{
    constexpr std::size_t longestInPlace = 15;
    constexpr std::size_t perAllocation = 16;
    if (text.size() > longestInPlace) {
        m_textBytes += text.size() + perAllocation;
        refuseCostly();
    }
    append(texts, std::move(text));
}

/// What was a column of numbers until a text turned up in it.
void SheetTable::makeTexts(ColumnValues& values)
{
    ++m_textColumns;
    refuseCostly();
    const Numbers numbers = std::get<Numbers>(std::move(values));
    Texts texts;
    texts.reserve(numbers.size() + 1);
    for (const double number : numbers) {
        addText(texts, std::isnan(number) ? std::string() : formatNumber(number));
    }
    values = std::move(texts);
}

void SheetTable::addNumber(ColumnValues& values, const xlsx::Cell& cell)
{
    if (auto* const numbers = std::get_if<Numbers>(&values)) {
        const std::optional<double> number = parseNumber(cell.text);
        if (number || isBlank(cell)) {
            append(*numbers, number.value_or(missing));
            return;
        }
        makeTexts(values);
    }
    addText(std::get<Texts>(values), std::string(cell.text));
}

void SheetTable::addRow(std::span<const SheetColumn> columns, std::span<const xlsx::Cell> cells, std::uint64_t row)
{
    ++m_rows;
    m_rowInSheet = row;
    for (const xlsx::Cell& cell : cells) {
        m_bytesRead += bytesOf(cell);
    }
    refuseCostly();
    std::size_t next = 0;
    for (const xlsx::Cell& cell : cells) {
        if (cell.column < next || cell.column >= m_columns.size()) {
            continue;
        }
        for (; next < cell.column; ++next) {
            appendNothing(m_columns[next].values);
        }
        ColumnValues& values = m_columns[next].values;
        if (columns[next].isTime()) {
            append(std::get<Numbers>(values), cellSeconds(columns[next], cell, row));
        } else {
            addNumber(values, cell);
        }
        ++next;
    }
    for (; next < m_columns.size(); ++next) {
        appendNothing(m_columns[next].values);
    }
}

void SheetTable::finish(AllColumns columns, Recording& recording)
{
    std::set<std::string> taken;
    recording.vendorColumnNames.clear();
    for (Column& column : m_columns) {
        if (column.name.empty()) {
            continue;
        }
        const std::string name = column.name;
        for (int number = 2; !taken.insert(column.name).second; ++number) {
            column.name = name + "_" + std::to_string(number);
        }
        const bool areTexts = std::holds_alternative<Texts>(column.values);
        recording.vendorColumnNames.push_back({column.name, column.unit, noValues(areTexts)});
        if (columns == AllColumns::Yes) {
            recording.vendorColumns.push_back(std::move(column));
        }
    }
}

}  // namespace aurora::formats::neware
