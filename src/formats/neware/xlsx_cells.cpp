#include "formats/neware/xlsx_cells.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "formats/neware/quantities.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string>

namespace aurora::formats::neware {

namespace {

[[noreturn]] void refuse(const SheetColumn& column, const xlsx::Cell& cell, std::uint64_t row,
                         std::string_view expected)
{
    constexpr std::size_t mostShown = 40;
    throw FormatError("The table of records holds \"" + std::string(cell.text.substr(0, mostShown)) + "\" in row " +
                      std::to_string(row) + ", column " + column.name + ", where " + std::string(expected) +
                      " was expected. Nothing was read.");
}

}  // namespace

bool isBlank(const xlsx::Cell& cell)
{
    const std::string_view text = trimmed(cell.text);
    return cell.type == xlsx::CellType::Error || text.empty() || text == "-" || text == "--";
}

double cellNumber(const SheetColumn& column, const xlsx::Cell& cell, std::uint64_t row)
{
    const std::optional<double> number = parseNumber(cell.text);
    if (number && std::isfinite(*number)) {
        return column.toRole(*number);
    }
    if (!isBlank(cell)) {
        refuse(column, cell, row, "a number");
    }
    return std::numeric_limits<double>::quiet_NaN();
}

double cellSeconds(const SheetColumn& column, const xlsx::Cell& cell, std::uint64_t row)
{
    if (const std::optional<double> duration = parseDuration(cell.text)) {
        return *duration;
    }
    if (cell.text.find(':') != std::string_view::npos) {
        refuse(column, cell, row, "a time like 00:01:30.500");
    }
    return cellNumber(column, cell, row);
}

}  // namespace aurora::formats::neware
