#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/column.h"
#include "aurora/core/progress.h"
#include "aurora/storage/row_blocks.h"

#include <filesystem>
#include <span>
#include <string>

namespace aurora::storage {

/// Writes columns as CSV: comma, header cells `name (unit)`, numbers in the shortest form that reads back exactly, text
/// quoted where needed, UTF-8, LF. NaN is an empty cell. Complete or absent.
/// @throws Error naming the file
void writeCsv(const std::filesystem::path& file, std::span<const Column> columns,
              const Progress& progress = Progress::none());

/// The same for a table that is made block by block, so that memory holds one block of it. Without any block the file
/// is empty.
/// @return the number of rows below the header
std::size_t writeCsv(const std::filesystem::path& file, const RowBlocks& next,
                     const Progress& progress = Progress::none());

/// The same for a table kept by rows.
[[nodiscard]] std::string csvText(const Table& table);

}  // namespace aurora::storage
