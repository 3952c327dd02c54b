#pragma once

#include "aurora/core/progress.h"
#include "formats/xlsx/shared_strings.h"
#include "formats/zip_stream.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::xlsx {

enum class CellType : std::uint8_t
{
    Number,
    Text,
    Boolean,     ///< text is "0" or "1"
    Error,       ///< `#DIV/0!` and its like
    SharedText,  ///< text is the number of a shared text: where the texts are not known yet
};

/// A cell that has a value.
struct Cell
{
    std::uint32_t column = 0;  ///< from 0
    CellType type = CellType::Number;
    std::string_view text;  ///< lives as long as the row
};

enum class GoOn
{
    No,
    Yes
};

class SheetReceiver
{
public:
    virtual ~SheetReceiver() = default;

    /// A row of the sheet in the order of the file, also those without values.
    /// @return No: the rest of the sheet is of no interest
    virtual GoOn row(std::span<const Cell> cells) = 0;
};

/// Reads a worksheet row by row. What it says of its own dimension is not believed.
/// @param part     named in errors
/// @param strings  nullptr: cells that share a text have its number
/// @throws FormatError without the file's name; Cancelled
void readSheet(ReadAhead& source, std::string_view part, const SharedStrings* strings, SheetReceiver& receiver,
               Progress& progress);

}  // namespace aurora::formats::xlsx
