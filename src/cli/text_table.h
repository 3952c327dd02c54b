#pragma once

#include "aurora/core/cell_value.h"

#include <string>
#include <string_view>

namespace aurora::cli {

/// Number of characters on the screen of UTF-8 text.
[[nodiscard]] std::size_t shownWidth(std::string_view text);

/// One line of at most `width` characters; longer text ends in "…".
[[nodiscard]] std::string shortened(std::string text, std::size_t width);

/// A table for a terminal: columns that are empty throughout are left out, numbers stand at the right, long text is
/// shortened, but for the names of samples, snapshots, pipelines, jobs and batches.
[[nodiscard]] std::string textTable(const Table& table);

}  // namespace aurora::cli
