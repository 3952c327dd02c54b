#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/json.h"
#include "aurora/services/edit_samples.h"

#include <optional>
#include <string>
#include <string_view>

namespace aurora::services {

/// How cells of a file of samples are read.
struct CellRules
{
    DecimalComma decimalComma = DecimalComma::Refused;
    std::string_view timeZone;  ///< times with an offset are converted to it
};

/// Text of a cell as the type of its column; blank text is an empty cell (monostate).
/// @return nothing when the text cannot be of that type (see whyRefused)
[[nodiscard]] std::optional<CellValue> cellFromText(std::string_view text, CellType type, const CellRules& rules);

/// The same for a value of a JSON file; lists and objects are kept as JSON text in text columns.
[[nodiscard]] std::optional<CellValue> cellFromJson(const Json& value, CellType type, const CellRules& rules);

/// The end of the sentence `"22,5x" …` for a value that is not of the type.
[[nodiscard]] std::string_view whyRefused(CellType type);

/// Why no cell can have this value, the end of the same sentence: a mass below zero, or of a tonne. By the unit at the
/// end of the column's name; empty when it can be, however odd.
[[nodiscard]] std::string whyImpossible(std::string_view column, const CellValue& value);

/// Whether a stored cell already says what the other one says: numbers by value (to 12 digits), anything else exactly.
[[nodiscard]] bool sameCell(const CellValue& a, const CellValue& b);

}  // namespace aurora::services
