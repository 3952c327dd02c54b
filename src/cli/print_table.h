#pragma once

#include "aurora/core/cell_value.h"
#include "context.h"

#include <string>

namespace aurora::cli {

/// Prints a table as "table", "csv" or "json" on standard output; as JSON wherever `--json` asks for it.
void printTable(const Table& table, const std::string& format, const Context& context);

}  // namespace aurora::cli
