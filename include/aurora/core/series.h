#pragma once

#include <cstdint>
#include <vector>

namespace aurora {

/// All recordings of a sample in order of time; the content of `full.<sample>.h5`. Columns of equal length.
struct MergedSeries
{
    std::vector<double> uts;  ///< Unix seconds, UTC
    std::vector<float> voltage_V;
    std::vector<float> current_A;    ///< charge positive
    std::vector<double> charge_mAh;  ///< ΔQ since the row before; stored as float32
    std::vector<std::int16_t> technique;
    std::vector<std::int32_t> step;   ///< from 1
    std::vector<std::int32_t> cycle;  ///< from 1; 0 for rows of no cycle

    [[nodiscard]] std::size_t size() const noexcept { return uts.size(); }
};

/// The impedance points of a sample; the content of `eis.<sample>.h5`. Columns of equal length.
struct ImpedanceSeries
{
    std::vector<double> uts;
    std::vector<std::int32_t> cycle;  ///< of the last counted row before the point, else 0
    std::vector<float> frequency_Hz;
    std::vector<float> reZ_ohm;
    std::vector<float> imZ_ohm;  ///< with its sign

    [[nodiscard]] std::size_t size() const noexcept { return uts.size(); }
};

/// The merged series thinned for fast viewing; the content of `shrunk.<sample>.h5`.
struct ThinnedSeries
{
    std::vector<double> uts;
    std::vector<float> voltage_V;
    std::vector<float> current_A;
    std::vector<float> charge_mAh;                    ///< recomputed, so that it still adds up
    std::vector<float> differentialCapacity_mAhPerV;  ///< dQ/dV; NaN where undefined
    std::vector<std::int32_t> cycle;

    [[nodiscard]] std::size_t size() const noexcept { return uts.size(); }
};

}  // namespace aurora
