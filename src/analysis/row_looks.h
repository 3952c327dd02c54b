#pragma once

#include "aurora/core/progress.h"

#include <algorithm>
#include <cstddef>

namespace aurora::analysis {

inline constexpr std::size_t rowsBetweenLooks = 1U << 16U;

/// Calls use(begin, end) for piece after piece of the rows, and looks at the cancel before each: within a piece a loop
/// is as tight as without looks.
/// @throws Cancelled
template <typename Use>
void inPieces(std::size_t begin, std::size_t end, const Progress& progress, Use use)
{
    while (begin < end) {
        progress.throwIfCancelled();
        const std::size_t next = std::min(end, begin + rowsBetweenLooks);
        use(begin, next);
        begin = next;
    }
}

/// Looks at the cancel whenever enough rows were worked on, where they come in groups of different sizes.
class RowLooks
{
public:
    explicit RowLooks(const Progress& progress) : m_progress(progress) {}

    /// @throws Cancelled
    void worked(std::size_t rows)
    {
        m_rows += rows;
        if (m_rows >= rowsBetweenLooks) {
            m_rows = 0;
            m_progress.throwIfCancelled();
        }
    }

private:
    const Progress& m_progress;
    std::size_t m_rows = 0;
};

}  // namespace aurora::analysis
