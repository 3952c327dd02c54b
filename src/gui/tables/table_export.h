#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/progress.h"

#include <filesystem>
#include <string>

namespace aurora::gui {

/// Writes a table as a workbook (`.xlsx`), else as CSV.
/// @param title  names the sheet
/// @return how many rows were written. @throws Error naming the file
std::size_t writeTable(const std::filesystem::path& file, Table table, const std::string& title, Progress& progress);

}  // namespace aurora::gui
