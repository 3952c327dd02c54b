#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/series.h"
#include "aurora/storage/row_blocks.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace aurora::services {

/// A `full.<sample>.h5` that is read in pieces of whole steps, so that memory does not grow with its length.
class SeriesWindows
{
public:
    /// @throws Error @throws Cancelled
    SeriesWindows(std::filesystem::path full, const Progress& progress);

    [[nodiscard]] std::size_t rows() const noexcept { return m_ends.empty() ? 0 : m_ends.back(); }

    [[nodiscard]] std::size_t rowsRead() const noexcept { return m_begin; }

    /// Whether the file says how much charge flowed.
    [[nodiscard]] bool knowsCharge() const noexcept { return m_knowsCharge; }

    /// The next rows; nothing after the last. @throws Error @throws Cancelled
    [[nodiscard]] std::optional<MergedSeries> next(const Progress& progress);

private:
    std::filesystem::path m_file;
    std::vector<std::size_t> m_ends;  ///< of the windows: rows from the beginning of the file
    std::size_t m_window = 0;
    std::size_t m_begin = 0;
    bool m_knowsCharge = false;
};

/// The columns of a merged series that others get: those of `full.<sample>.h5`, `Q (mAh)` and `dQ/dV (mAh/V)`.
/// @param series  whole steps @throws Cancelled
[[nodiscard]] std::vector<Column> exportedColumns(MergedSeries series, const Progress& progress);

}  // namespace aurora::services
