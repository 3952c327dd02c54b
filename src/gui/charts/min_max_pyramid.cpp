#include "gui/charts/min_max_pyramid.h"

#include <algorithm>
#include <cmath>

namespace aurora::gui {

namespace {

constexpr std::size_t blocksPerBlock = 8;
constexpr std::uint32_t noRow = 0xFFFFFFFF;

/// The extremes of the rows met so far.
struct Search
{
    std::uint32_t lowest = noRow;
    std::uint32_t highest = noRow;
    double lowestValue = 0.0;
    double highestValue = 0.0;

    void take(std::uint32_t row, double value)
    {
        takeLow(row, value);
        takeHigh(row, value);
    }

    void takeLow(std::uint32_t row, double value)
    {
        if (lowest == noRow || value < lowestValue) {
            lowest = row;
            lowestValue = value;
        }
    }

    void takeHigh(std::uint32_t row, double value)
    {
        if (highest == noRow || value > highestValue) {
            highest = row;
            highestValue = value;
        }
    }

    void lookAtRows(const PlotColumn& column, std::size_t first, std::size_t last)
    {
        for (std::size_t row = first; row < last; ++row) {
            if (const double value = column[row]; std::isfinite(value)) {
                take(static_cast<std::uint32_t>(row), value);
            }
        }
    }
};

}  // namespace

void MinMaxPyramid::lookAtBlocks(const std::vector<Block>& blocks, std::size_t first, std::size_t last, Block& found)
{
    Search search{found.lowest, found.highest, found.lowestValue, found.highestValue};
    for (std::size_t i = first; i < last; ++i) {
        if (blocks[i].lowest != noRow) {
            search.takeLow(blocks[i].lowest, blocks[i].lowestValue);
            search.takeHigh(blocks[i].highest, blocks[i].highestValue);
        }
    }
    found = {search.lowest, search.highest, search.lowestValue, search.highestValue};
}

MinMaxPyramid::MinMaxPyramid(const PlotColumn& column)
{
    std::vector<Block> blocks;
    blocks.reserve(column.size() / rowsPerBlock + 1);
    for (std::size_t first = 0; first < column.size(); first += rowsPerBlock) {
        Search search;
        search.lookAtRows(column, first, std::min(first + rowsPerBlock, column.size()));
        blocks.push_back({search.lowest, search.highest, search.lowestValue, search.highestValue});
    }
    while (blocks.size() > blocksPerBlock) {
        std::vector<Block> above;
        above.reserve(blocks.size() / blocksPerBlock + 1);
        for (std::size_t first = 0; first < blocks.size(); first += blocksPerBlock) {
            Block block{noRow, noRow, 0.0, 0.0};
            lookAtBlocks(blocks, first, std::min(first + blocksPerBlock, blocks.size()), block);
            above.push_back(block);
        }
        m_levels.push_back(std::move(blocks));
        blocks = std::move(above);
    }
    m_levels.push_back(std::move(blocks));
}

std::optional<MinMaxPyramid::Extremes> MinMaxPyramid::extremes(const PlotColumn& column, std::size_t first,
                                                               std::size_t last) const
{
    Search search;
    // Climb only over whole blocks; what is left over at both ends is looked at one level below.
    std::size_t lower = (first + rowsPerBlock - 1) / rowsPerBlock;
    std::size_t upper = last / rowsPerBlock;
    if (lower >= upper) {
        search.lookAtRows(column, first, last);
    } else {
        search.lookAtRows(column, first, lower * rowsPerBlock);
        search.lookAtRows(column, upper * rowsPerBlock, last);
    }
    // The values of the blocks are in the unit of the column they were built of: they compare only with one another.
    Block whole{noRow, noRow, 0.0, 0.0};
    for (std::size_t level = 0; lower < upper; ++level) {
        const std::vector<Block>& blocks = m_levels[level];
        const std::size_t wholeLower = (lower + blocksPerBlock - 1) / blocksPerBlock;
        const std::size_t wholeUpper = upper / blocksPerBlock;
        if (level + 1 == m_levels.size() || wholeLower >= wholeUpper) {
            lookAtBlocks(blocks, lower, upper, whole);
            break;
        }
        lookAtBlocks(blocks, lower, wholeLower * blocksPerBlock, whole);
        lookAtBlocks(blocks, wholeUpper * blocksPerBlock, upper, whole);
        lower = wholeLower;
        upper = wholeUpper;
    }
    if (whole.lowest != noRow) {
        search.takeLow(whole.lowest, column[whole.lowest]);
        search.takeHigh(whole.highest, column[whole.highest]);
    }
    if (search.lowest == noRow) {
        return std::nullopt;
    }
    return Extremes{search.lowest, search.highest};
}

}  // namespace aurora::gui
