#pragma once

#include "formats/neware/xlsx_columns.h"
#include "formats/xlsx/sheet.h"

#include <cstdint>

namespace aurora::formats::neware {

/// Whether BTS has no value here: nothing, a dash, or one of Excel's errors.
[[nodiscard]] bool isBlank(const xlsx::Cell& cell);

/// The number of a cell in the unit of its column's role; NaN where the cell is blank.
/// @throws FormatError without the file's name that names the cell
[[nodiscard]] double cellNumber(const SheetColumn& column, const xlsx::Cell& cell, std::uint64_t row);

/// The time of a cell in seconds: text like `288:21:32.500`, or a number.
/// @throws FormatError without the file's name that names the cell
[[nodiscard]] double cellSeconds(const SheetColumn& column, const xlsx::Cell& cell, std::uint64_t row);

}  // namespace aurora::formats::neware
