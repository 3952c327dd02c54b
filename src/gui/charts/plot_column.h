#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace aurora::gui {

/// One column of numbers that several charts look at without copying it, in the unit a chart shows.
///
/// The value of row i is (stored − offset) · factor: seconds become hours since the start, amperes milliamperes, while
/// ten million rows stay where they are. The factor is never negative, so the order of values is that of the stored
/// ones.
class PlotColumn
{
public:
    PlotColumn() = default;

    /// @param owner  keeps the values alive
    PlotColumn(std::shared_ptr<const void> owner, std::span<const double> values)
        : m_owner(std::move(owner)), m_doubles(values.data()), m_size(values.size())
    {
    }

    PlotColumn(std::shared_ptr<const void> owner, std::span<const float> values)
        : m_owner(std::move(owner)), m_floats(values.data()), m_size(values.size())
    {
    }

    explicit PlotColumn(std::vector<double> values)
    {
        auto owned = std::make_shared<const std::vector<double>>(std::move(values));
        m_doubles = owned->data();
        m_size = owned->size();
        m_owner = std::move(owned);
    }

    [[nodiscard]] std::size_t size() const noexcept { return m_size; }

    [[nodiscard]] bool empty() const noexcept { return m_size == 0; }

    [[nodiscard]] double operator[](std::size_t row) const noexcept
    {
        const double stored = m_floats != nullptr ? static_cast<double>(m_floats[row]) : m_doubles[row];
        return (stored - m_offset) * m_factor;
    }

    /// The same rows with other numbers: (value − offset) · factor.
    [[nodiscard]] PlotColumn transformed(double offset, double factor) const
    {
        PlotColumn result = *this;
        result.m_offset = m_offset + offset / m_factor;
        result.m_factor = m_factor * factor;
        return result;
    }

    /// The rows [first, first + count).
    [[nodiscard]] PlotColumn rows(std::size_t first, std::size_t count) const
    {
        PlotColumn result = *this;
        result.m_size = count;
        if (m_floats != nullptr) {
            result.m_floats = m_floats + first;
        } else {
            result.m_doubles = m_doubles + first;
        }
        return result;
    }

private:
    std::shared_ptr<const void> m_owner;
    const double* m_doubles = nullptr;
    const float* m_floats = nullptr;
    std::size_t m_size = 0;
    double m_offset = 0.0;
    double m_factor = 1.0;
};

}  // namespace aurora::gui
