#include "formats/neware/xlsx_table.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "formats/neware/xlsx_cells.h"

#include <cmath>
#include <limits>
#include <set>
#include <string>

namespace aurora::formats::neware {

namespace {

using Numbers = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

void appendNothing(ColumnValues& values)
{
    if (auto* const numbers = std::get_if<Numbers>(&values)) {
        numbers->push_back(missing);
    } else {
        std::get<Texts>(values).emplace_back();
    }
}

/// What was a column of numbers until a text turned up in it.
Texts textsOf(const Numbers& numbers)
{
    Texts texts;
    texts.reserve(numbers.size() + 1);
    for (const double number : numbers) {
        texts.push_back(std::isnan(number) ? std::string() : formatNumber(number));
    }
    return texts;
}

void appendNumber(ColumnValues& values, const xlsx::Cell& cell)
{
    auto* const numbers = std::get_if<Numbers>(&values);
    if (numbers == nullptr) {
        std::get<Texts>(values).emplace_back(cell.text);
        return;
    }
    const std::optional<double> number = parseNumber(cell.text);
    if (number || isBlank(cell)) {
        numbers->push_back(number.value_or(missing));
        return;
    }
    Texts texts = textsOf(*numbers);
    texts.emplace_back(cell.text);
    values = std::move(texts);
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
    }
}

/// A row costs memory by the columns there are: a file whose rows fill next to none of them is no export.
void SheetTable::refuseMostlyEmpty(std::size_t cells, std::uint64_t row)
{
    constexpr std::uint64_t mostPerCell = 6;
    constexpr std::uint64_t always = 100'000;
    m_cellsRead += cells;
    m_valuesStored += m_columns.size();
    if (m_valuesStored > mostPerCell * m_cellsRead + always) {
        throw FormatError("The table of records has " + std::to_string(m_columns.size()) + " columns, but only " +
                          std::to_string(m_cellsRead) + " values up to row " + std::to_string(row) +
                          ". Nothing was read; read the file without all columns.");
    }
}

void SheetTable::addRow(std::span<const SheetColumn> columns, std::span<const xlsx::Cell> cells, std::uint64_t row)
{
    refuseMostlyEmpty(cells.size(), row);
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
            std::get<Numbers>(values).push_back(cellSeconds(columns[next], cell, row));
        } else {
            appendNumber(values, cell);
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
