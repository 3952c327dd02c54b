#pragma once

#include "aurora/core/progress.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace aurora::formats::eclab {

/// Passes over many rows go in blocks, between which somebody may cancel: ten million rows take longer than the 100 ms
/// that a user waits.
inline constexpr std::size_t rowsBetweenLooks = 1U << 14U;

/// Calls f(first, end) for one block of rows after the other. @throws Cancelled
template <typename F>
void inBlocks(std::size_t rows, Progress& progress, F f)
{
    for (std::size_t first = 0; first < rows; first += rowsBetweenLooks) {
        progress.throwIfCancelled();
        f(first, std::min(rows, first + rowsBetweenLooks));
    }
}

/// A column whose value in each row is f(row); its memory is taken block by block, too. @throws Cancelled
template <typename T, typename F>
std::vector<T> madeOfRows(std::size_t rows, Progress& progress, F f)
{
    std::vector<T> made;
    made.reserve(rows);
    inBlocks(rows, progress, [&made, &f](std::size_t first, std::size_t end) {
        made.resize(end);
        for (std::size_t row = first; row < end; ++row) {
            made[row] = f(row);
        }
    });
    return made;
}

/// value = f(value) of each row. @throws Cancelled
template <typename T, typename F>
void changeRows(std::vector<T>& values, Progress& progress, F f)
{
    inBlocks(values.size(), progress, [&values, &f](std::size_t first, std::size_t end) {
        for (std::size_t row = first; row < end; ++row) {
            values[row] = f(values[row]);
        }
    });
}

}  // namespace aurora::formats::eclab
