#include "gui/charts/min_max_pyramid.h"

#include <algorithm>
#include <cmath>

namespace aurora::gui {

namespace {

constexpr std::size_t rowsPerBlock = 32;
constexpr std::size_t blocksPerBlock = 8;
constexpr std::uint32_t noRow = 0xFFFFFFFF;

/// The extremes met so far.
struct Search
{
    const PlotColumn& column;
    std::uint32_t lowest = noRow;
    std::uint32_t highest = noRow;
    double lowestValue = 0.0;
    double highestValue = 0.0;

    void look(std::uint32_t row)
    {
        if (row == noRow) {
            return;
        }
        const double value = column[row];
        if (!std::isfinite(value)) {
            return;
        }
        if (lowest == noRow || value < lowestValue) {
            lowest = row;
            lowestValue = value;
        }
        if (highest == noRow || value > highestValue) {
            highest = row;
            highestValue = value;
        }
    }

    void lookAtRows(std::size_t first, std::size_t last)
    {
        for (std::size_t row = first; row < last; ++row) {
            look(static_cast<std::uint32_t>(row));
        }
    }
};

}  // namespace

MinMaxPyramid::MinMaxPyramid(const PlotColumn& column)
{
    std::vector<Block> blocks;
    blocks.reserve(column.size() / rowsPerBlock + 1);
    for (std::size_t first = 0; first < column.size(); first += rowsPerBlock) {
        Search search{column};
        search.lookAtRows(first, std::min(first + rowsPerBlock, column.size()));
        blocks.push_back({search.lowest, search.highest});
    }
    while (blocks.size() > blocksPerBlock) {
        std::vector<Block> above;
        above.reserve(blocks.size() / blocksPerBlock + 1);
        for (std::size_t first = 0; first < blocks.size(); first += blocksPerBlock) {
            Search search{column};
            for (std::size_t i = first; i < std::min(first + blocksPerBlock, blocks.size()); ++i) {
                search.look(blocks[i].lowest);
                search.look(blocks[i].highest);
            }
            above.push_back({search.lowest, search.highest});
        }
        m_levels.push_back(std::move(blocks));
        blocks = std::move(above);
    }
    m_levels.push_back(std::move(blocks));
}

std::optional<MinMaxPyramid::Extremes> MinMaxPyramid::extremes(const PlotColumn& column, std::size_t first,
                                                               std::size_t last) const
{
    Search search{column};
    // Climb only over whole blocks; what is left over at both ends is looked at one level below.
    std::size_t lower = (first + rowsPerBlock - 1) / rowsPerBlock;
    std::size_t upper = last / rowsPerBlock;
    if (lower >= upper) {
        search.lookAtRows(first, last);
    } else {
        search.lookAtRows(first, lower * rowsPerBlock);
        search.lookAtRows(upper * rowsPerBlock, last);
    }
    for (std::size_t level = 0; lower < upper; ++level) {
        const std::vector<Block>& blocks = m_levels[level];
        const bool top = level + 1 == m_levels.size();
        const std::size_t wholeLower = (lower + blocksPerBlock - 1) / blocksPerBlock;
        const std::size_t wholeUpper = upper / blocksPerBlock;
        const bool climbs = !top && wholeLower < wholeUpper;
        const auto look = [&](std::size_t from, std::size_t to) {
            for (std::size_t i = from; i < to; ++i) {
                search.look(blocks[i].lowest);
                search.look(blocks[i].highest);
            }
        };
        if (!climbs) {
            look(lower, upper);
            break;
        }
        look(lower, wholeLower * blocksPerBlock);
        look(wholeUpper * blocksPerBlock, upper);
        lower = wholeLower;
        upper = wholeUpper;
    }
    if (search.lowest == noRow) {
        return std::nullopt;
    }
    return Extremes{search.lowest, search.highest};
}

}  // namespace aurora::gui
