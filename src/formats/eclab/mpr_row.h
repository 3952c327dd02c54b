#pragma once

#include "formats/eclab/mpr_data.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aurora::formats::eclab {

/// Where the columns of a row lie.
struct RowLayout
{
    std::size_t size = 0;
    std::vector<StoredColumn> columns;
    std::optional<std::size_t> flagOffset;
    std::vector<std::string> warnings;  ///< clauses that follow the place of the module
};

/// Places the columns of these IDs one after the other; all flags share one byte, at the place of the first of them.
///
/// The width of an unknown ID follows from the row size where exactly one assignment of 1, 2, 4 or 8 bytes to all
/// unknown IDs fits; the column then gets a name of its own. Where several fit, the columns before the first and after
/// the last unknown ID still have their place; the others are left out and named in a warning.
///
/// @param rowSize  from the size of the module; nothing when it cannot be told
/// @param noRows   there is nothing to place: unknown IDs cost nothing
/// @throws FormatError with a clause that names IDs and sizes, when the row size fits no assignment
[[nodiscard]] RowLayout layOutRow(std::span<const std::uint16_t> ids, std::optional<std::size_t> rowSize, bool noRows);

}  // namespace aurora::formats::eclab
