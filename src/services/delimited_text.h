#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::services {

/// One row of a text file whose cells are divided by a separator.
struct DelimitedRow
{
    std::size_t line = 1;  ///< where it begins in the file, from 1
    std::vector<std::string> cells;
};

/// Splits text into rows that hold something. Cells may be quoted with `"` (a quote inside is doubled) and then hold
/// separators and line ends.
/// @throws Error naming the line of a quoted cell that does not end
[[nodiscard]] std::vector<DelimitedRow> splitDelimited(std::string_view text, char separator);

}  // namespace aurora::services
