#pragma once

#include "gui/charts/min_max_pyramid.h"
#include "gui/charts/plot_column.h"

#include "aurora/services/sample_data.h"

#include <QString>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace aurora::gui {

/// What there is one number a row of.
enum class RowQuantity : std::uint8_t
{
    Voltage,
    Current,
    Charge,
    SpecificCharge,
    DifferentialCapacity,
    SpecificDifferentialCapacity,
    DifferentialVoltage,
    Cycle,
    ChargeOfRow,
    Technique,
    Step,
};

struct RowQuantityInfo
{
    RowQuantity quantity;
    const char* key;     ///< on the command line: "V"
    const char* column;  ///< as exports name it, and the command line understands it too: "V (V)"
    const char* title;   ///< of the axis, translated by rowQuantityTitle
};

[[nodiscard]] std::span<const RowQuantityInfo> rowQuantities();
[[nodiscard]] QString rowQuantityTitle(RowQuantity quantity);
/// By key, column or title, whatever the case; nothing when there is none of that name.
[[nodiscard]] std::optional<RowQuantity> rowQuantityNamed(const QString& name);

/// The data of a sample, made ready for charts: columns that charts share, and the pyramids that thin them. Made on a
/// pool thread, never changed afterwards.
class LoadedSample
{
public:
    explicit LoadedSample(services::SampleCurves curves);

    [[nodiscard]] const services::SampleCurves& curves() const noexcept { return *m_curves; }

    /// Unlike that of all samples and files it is drawn with: charts name, group and colour by it.
    [[nodiscard]] QString label() const { return m_label; }

    /// The same data by another name.
    [[nodiscard]] std::shared_ptr<const LoadedSample> labelled(const QString& label) const;

    [[nodiscard]] const PlotColumn& uts() const noexcept { return m_uts; }

    struct Curve
    {
        PlotColumn y;
        std::shared_ptr<const MinMaxPyramid> pyramid;  ///< nothing when the time goes back
    };

    /// In the unit of its title; nothing when the data has no such column, or no mass for a specific one.
    /// dV/dQ and all after it are made when they are asked for first, on the thread that asks: see isReady.
    /// When that fails (out of memory), the first who asked is told; afterwards there is none.
    /// @throws what computing it threw
    [[nodiscard]] std::optional<Curve> curve(RowQuantity quantity) const;

    /// Whether curve() answers at once.
    [[nodiscard]] bool isReady(RowQuantity quantity) const noexcept;

    /// First row of a cycle and number of rows; nothing without that cycle.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> rowsOfCycle(std::int32_t cycle) const;

    /// Active mass of the cathode, from the capacities of a cycle.
    [[nodiscard]] std::optional<double> mass_g() const noexcept { return m_mass_g; }

    /// When the first cycle, and the first cycle after formation, begins.
    [[nodiscard]] std::optional<double> formationStart_uts() const;
    [[nodiscard]] std::optional<double> cyclingStart_uts() const;

private:
    /// What few charts ask for and is made for the first that does.
    struct OnRequest
    {
        std::once_flag once;
        std::atomic<bool> made{false};
        Curve curve;
    };

    [[nodiscard]] Curve withPyramid(PlotColumn y) const;
    [[nodiscard]] const Curve& onRequest(RowQuantity quantity) const;
    [[nodiscard]] PlotColumn madeOf(RowQuantity quantity) const;

    std::shared_ptr<const services::SampleCurves> m_curves;
    QString m_label;
    PlotColumn m_uts;
    std::array<Curve, 4> m_measured;  ///< V, I, Q, dQ/dV as stored
    std::shared_ptr<std::array<OnRequest, 5>> m_onRequest = std::make_shared<std::array<OnRequest, 5>>();
    bool m_timeNeverFalls = false;
    std::vector<std::pair<std::size_t, std::size_t>> m_cycleRows;  ///< by cycle number
    std::optional<double> m_mass_g;
};

using LoadedSamples = std::vector<std::shared_ptr<const LoadedSample>>;

}  // namespace aurora::gui
