#include "text_table.h"

#include "aurora/core/significant.h"

#include <algorithm>
#include <array>

namespace aurora::cli {

namespace {

constexpr std::size_t maximalWidth = 40;

/// The second and later bytes of a character in UTF-8.
bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// What is typed again into the next command, or says why something cannot be done, is never cut.
constexpr std::array wholeColumns{"Sample ID", "Snapshot file", "Pipeline", "Job ID",
                                  "label",     "problem",       "Why",      "File"};

bool isWhole(const std::string& column)
{
    return std::find(wholeColumns.begin(), wholeColumns.end(), column) != wholeColumns.end();
}

std::string shown(const CellValue& value, std::size_t width)
{
    if (const double* number = std::get_if<double>(&value)) {
        constexpr int digits = 6;
        return formatDigits(*number, digits);
    }
    return shortened(toText(value), width);
}

bool isNumber(const CellValue& value)
{
    return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

std::string padding(std::size_t count)
{
    return std::string(count, ' ');
}

}  // namespace

std::size_t shownWidth(std::string_view text)
{
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), isContinuation));
}

std::string shortened(std::string text, std::size_t maximum)
{
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (shownWidth(text) <= maximum) {
        return text;
    }
    std::size_t end = 0;
    for (std::size_t characters = 0; characters < maximum; ++end) {
        characters += isContinuation(text[end]) ? 0 : 1;
    }
    return text.substr(0, end - 1) + "…";
}

std::string textTable(const Table& table)
{
    std::vector<std::string> lines(table.rows.size() + 1);
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const std::string& name = table.columns[column].name;
        const bool empty =
            std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return isEmpty(row[column]); });
        if (empty && column > 0) {
            continue;
        }
        std::vector<std::string> cells;
        std::size_t widest = shownWidth(name);
        for (const auto& row : table.rows) {
            cells.push_back(shown(row[column], isWhole(name) ? std::string::npos : maximalWidth));
            widest = std::max(widest, shownWidth(cells.back()));
        }
        lines[0] += name + padding(widest - shownWidth(name) + 2);
        for (std::size_t row = 0; row < cells.size(); ++row) {
            const std::string fill = padding(widest - shownWidth(cells[row]));
            lines[row + 1] += (isNumber(table.rows[row][column]) ? fill + cells[row] : cells[row] + fill) + "  ";
        }
    }
    std::string text;
    for (std::string& line : lines) {
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

}  // namespace aurora::cli
