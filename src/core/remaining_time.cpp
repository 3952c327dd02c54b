#include "aurora/core/remaining_time.h"

#include <algorithm>

namespace aurora {

namespace {

constexpr double window_s = 20;
constexpr double betweenMarks_s = 0.1;
constexpr double tooEarly_s = 2;

}  // namespace

void RemainingTime::note(double elapsed_s, double share)
{
    const double bounded = std::clamp(share, 0.0, 1.0);
    if (!m_marks.empty() && bounded < m_marks.back().share) {
        m_marks.clear();
    }
    if (m_marks.size() > 1 && elapsed_s - m_marks[m_marks.size() - 2].elapsed_s < betweenMarks_s) {
        m_marks.back() = {elapsed_s, bounded};
    } else {
        m_marks.push_back({elapsed_s, bounded});
    }
    while (m_marks.size() > 2 && elapsed_s - m_marks[1].elapsed_s >= window_s) {
        m_marks.pop_front();
    }
}

std::optional<double> RemainingTime::left_s() const
{
    if (m_marks.size() < 2) {
        return std::nullopt;
    }
    const Mark& first = m_marks.front();
    const Mark& last = m_marks.back();
    const double moved = last.share - first.share;
    if (last.elapsed_s - first.elapsed_s < tooEarly_s || moved <= 0 || last.share >= 1) {
        return std::nullopt;
    }
    return (1 - last.share) * (last.elapsed_s - first.elapsed_s) / moved;
}

}  // namespace aurora
