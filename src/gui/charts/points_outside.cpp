#include "gui/charts/points_outside.h"

#include <algorithm>
#include <cmath>

namespace aurora::gui {

namespace {

/// Counts the points of one series.
class Counter
{
public:
    struct Ends
    {
        bool x;  ///< whether points beyond them are counted
        bool y;
    };

    Counter(const PlotSeries& series, const PlotView& view, Ends ends, PointsOutside& found)
        : m_series(&series), m_x(view.x), m_y(view.y(series.side)), m_ends(ends), m_found(&found)
    {
    }

    void count()
    {
        const std::size_t rows = std::min(m_series->x.size(), m_series->y.size());
        if (!m_series->pyramid || m_ends.x) {
            lookAt(0, rows);
            return;
        }
        // The pyramid is there where x never falls: one run of rows is inside it.
        const std::size_t first = firstRow(rows, [this](double x) { return x >= m_x.lower; });
        split(first, std::max(first, firstRow(rows, [this](double x) { return x > m_x.upper; })));
    }

private:
    /// Nothing is left to count: every edge that is asked for has more than can be told.
    [[nodiscard]] bool isFull() const
    {
        return (!m_ends.y || (m_found->above > mostCounted && m_found->below > mostCounted)) &&
               (!m_ends.x || (m_found->left > mostCounted && m_found->right > mostCounted));
    }

    template <class Test>
    [[nodiscard]] std::size_t firstRow(std::size_t rows, Test test) const
    {
        std::size_t first = 0;
        std::size_t end = rows;
        while (first < end) {
            const std::size_t middle = first + (end - first) / 2;
            if (test(m_series->x[middle])) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        return first;
    }

    void split(std::size_t first, std::size_t end)
    {
        if (end - first <= MinMaxPyramid::rowsPerBlock) {
            lookAt(first, end);
            return;
        }
        const auto extremes = m_series->pyramid->extremes(m_series->y, first, end);
        if (isFull() || !extremes ||
            (m_y.contains(m_series->y[extremes->lowest]) && m_y.contains(m_series->y[extremes->highest])))
        {
            return;
        }
        const std::size_t middle = first + (end - first) / 2;
        split(first, middle);
        split(middle, end);
    }

    void lookAt(std::size_t first, std::size_t end)
    {
        for (std::size_t row = first; row < end && !isFull(); ++row) {
            const double x = m_series->x[row];
            const double y = m_series->y[row];
            const bool inX = m_x.contains(x);
            const bool counts = std::isfinite(x) && std::isfinite(y) && inX != m_y.contains(y);
            if (!counts || (inX ? !m_ends.y : !m_ends.x)) {
                continue;
            }
            std::size_t& side = inX ? (y > m_y.upper ? m_found->above : m_found->below)
                                    : (x > m_x.upper ? m_found->right : m_found->left);
            side = std::min(side + 1, mostCounted + 1);
        }
    }

    const PlotSeries* m_series;
    Range m_x;
    Range m_y;
    Ends m_ends;
    PointsOutside* m_found;
};

}  // namespace

PointsOutside pointsOutside(const PlotModel& model, const std::vector<bool>& shown, const PlotView& view,
                            const PlotView& home)
{
    PointsOutside found;
    const bool x = model.x.tails == Tails::Heavy && view.x == home.x;
    for (std::size_t i = 0; i < model.series.size(); ++i) {
        const PlotSeries& series = model.series[i];
        const bool y = view.y(series.side) == home.y(series.side);
        if (shown[i] && (x || y)) {
            Counter(series, view, {.x = x, .y = y}, found).count();
        }
    }
    return found;
}

}  // namespace aurora::gui
