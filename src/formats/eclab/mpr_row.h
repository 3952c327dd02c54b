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
    bool inferred = false;              ///< the width of a column was concluded from the row size
    std::vector<std::string> warnings;  ///< clauses that follow the place of the module
};

/// Whether widths of unknown columns may be concluded from the row size.
enum class UnknownWidths
{
    Inferred,
    Unclear
};

/// Places the columns of these IDs one after the other; all flags share one byte, at the place of the first of them.
///
/// The width of an unknown ID follows from the row size where exactly one assignment of 1, 2, 4 or 8 bytes to all
/// unknown IDs fits; the column then gets a name of its own. Where nothing is left for them they are bits of the flag
/// byte. Where several assignments fit, the columns before the first and after the last unknown ID still have their
/// place; the others are left out and named in a warning. A column whose width public sources alone tell counts as
/// unknown where its width does not fit.
///
/// @param rowSize  from the size of the module; nothing when it cannot be told
/// @throws FormatError with a clause that names IDs and sizes, when the row size fits no assignment
[[nodiscard]] RowLayout layOutRow(std::span<const std::uint16_t> ids, std::optional<std::size_t> rowSize,
                                  UnknownWidths widths);

/// The columns of a module without rows: unknown IDs cost nothing there.
[[nodiscard]] RowLayout layOutNoRows(std::span<const std::uint16_t> ids);

}  // namespace aurora::formats::eclab
