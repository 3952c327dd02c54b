#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"
#include "aurora/storage/row_blocks.h"

#include <filesystem>
#include <span>
#include <string>

namespace aurora::storage {

/// One sheet of a workbook: a header row and the rows of the table below it.
struct Sheet
{
    std::string name;  ///< at most 31 characters, none of `[ ] : * ? / \`
    Table table;
};

/// Writes sheets as an Excel workbook. Numbers are numbers with a decimal point in every locale, to 16 digits; nothing
/// and NaN are empty cells; text is text, also where it looks like a formula, and is cut at the 32 767 characters that
/// a cell can hold. Complete or absent.
/// @throws Error naming the file, also when a table has more rows than a sheet can hold @throws Cancelled
void writeXlsx(const std::filesystem::path& file, std::span<const Sheet> sheets, Progress& progress = Progress::none());

/// Rows that a sheet can hold below its header.
inline constexpr std::size_t mostRowsOfSheet = 1'048'575;

/// Writes a table that is made block by block, so that memory holds one block of it. Where a sheet is full, the table
/// goes on, below the same header, in the next one: "Time series", "Time series 2", ….
/// @return the number of rows of all sheets
/// @throws Error, Cancelled as above; a failure of next
std::size_t writeXlsx(const std::filesystem::path& file, const std::string& sheetName, const RowBlocks& next,
                      const Progress& progress = Progress::none(), std::size_t rowsPerSheet = mostRowsOfSheet);

/// Reads every member of a workbook to its last byte, so that a wrong checksum or a torn end shows.
/// @return why it cannot be used, a sentence; empty when it is whole
/// @throws Cancelled
[[nodiscard]] std::string whyDamagedXlsx(const std::filesystem::path& file,
                                         const Progress& progress = Progress::none());

}  // namespace aurora::storage
