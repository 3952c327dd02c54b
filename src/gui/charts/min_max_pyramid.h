#pragma once

#include "gui/charts/plot_column.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace aurora::gui {

/// Finds the smallest and the largest value of any run of rows of a column without looking at every row.
///
/// Built once per column, away from the window's thread: 0.9 byte a row. A question costs some hundred steps, whatever
/// the number of rows. Values that are not finite are passed over.
class MinMaxPyramid
{
public:
    /// Runs that begin and end at multiples of it are found without looking at rows.
    static constexpr std::size_t rowsPerBlock = 32;

    explicit MinMaxPyramid(const PlotColumn& column);

    /// Rows of the smallest and of the largest value (the first of equals).
    struct Extremes
    {
        std::size_t lowest;
        std::size_t highest;
    };

    /// @param column  the column it was built of, or one transformed from it
    /// @return nothing when no row of [first, last) is finite
    [[nodiscard]] std::optional<Extremes> extremes(const PlotColumn& column, std::size_t first, std::size_t last) const;

private:
    struct Block
    {
        std::uint32_t lowest;
        std::uint32_t highest;
        double lowestValue;  ///< beside its row: the rows themselves are far apart in memory
        double highestValue;
    };

    static void lookAtBlocks(const std::vector<Block>& blocks, std::size_t first, std::size_t last, Block& found);

    std::vector<std::vector<Block>>
        m_levels;  ///< [0]: blocks of 32 rows; each further level: 8 blocks of the one below
};

}  // namespace aurora::gui
