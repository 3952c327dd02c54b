#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace aurora {

/// The values of one column; the element type is that of the file it came from or goes to.
using ColumnValues = std::variant<std::vector<double>, std::vector<float>, std::vector<std::int64_t>,
                                  std::vector<std::int32_t>, std::vector<std::int16_t>, std::vector<std::int8_t>,
                                  std::vector<std::uint64_t>, std::vector<std::uint32_t>, std::vector<std::uint16_t>,
                                  std::vector<std::uint8_t>, std::vector<std::string>>;

/// A named column of a table that is kept by columns.
struct Column
{
    std::string name;  ///< without unit: "Ewe", "uts"
    std::string unit;  ///< "V"; empty for pure numbers
    ColumnValues values;
};

[[nodiscard]] std::size_t rowCount(const ColumnValues& values);

/// The value of a row as a number; NaN for text.
[[nodiscard]] double numberAt(const ColumnValues& values, std::size_t row);

/// "float64", "int32", "text" …, as `inspect` prints it.
[[nodiscard]] std::string typeName(const ColumnValues& values);

/// "name (unit)", or "name" where there is no unit. The header of CSV files and the column names of .h5 files.
[[nodiscard]] std::string header(const Column& column);

/// Splits "V (V)" into {"V", "V"}; a name without brackets at its end has no unit.
[[nodiscard]] std::pair<std::string, std::string> splitHeader(std::string_view header);

/// The whole column as doubles (text becomes NaN).
[[nodiscard]] std::vector<double> toDoubles(const ColumnValues& values);

}  // namespace aurora
