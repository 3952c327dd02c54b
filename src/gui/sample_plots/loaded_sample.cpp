#include "gui/sample_plots/loaded_sample.h"

#include "gui/charts/level_of_detail.h"

#include "aurora/core/json.h"

#include <QCoreApplication>

#include <algorithm>

namespace aurora::gui {

namespace {

constexpr double milli = 1000.0;

constexpr std::array quantityTable{
    RowQuantityInfo{RowQuantity::Voltage, "V", "V (V)", QT_TRANSLATE_NOOP("RowQuantity", "Voltage (V)")},
    RowQuantityInfo{RowQuantity::Current, "I", "I (mA)", QT_TRANSLATE_NOOP("RowQuantity", "Current (mA)")},
    RowQuantityInfo{RowQuantity::Charge, "Q", "Q (mAh)", QT_TRANSLATE_NOOP("RowQuantity", "Capacity (mAh)")},
    RowQuantityInfo{RowQuantity::SpecificCharge, "Q/m", "Q (mAh/g)",
                    QT_TRANSLATE_NOOP("RowQuantity", "Specific capacity (mAh/g)")},
    RowQuantityInfo{RowQuantity::DifferentialCapacity, "dQ/dV", "dQ/dV (mAh/V)",
                    QT_TRANSLATE_NOOP("RowQuantity", "dQ/dV (mAh/V)")},
    RowQuantityInfo{RowQuantity::SpecificDifferentialCapacity, "dQ/dV/m", "dQ/dV (mAh/V/g)",
                    QT_TRANSLATE_NOOP("RowQuantity", "dQ/dV (mAh/V/g)")},
    RowQuantityInfo{RowQuantity::DifferentialVoltage, "dV/dQ", "dV/dQ (V/mAh)",
                    QT_TRANSLATE_NOOP("RowQuantity", "dV/dQ (V/mAh)")},
    RowQuantityInfo{RowQuantity::Cycle, "cycle", "Cycle", QT_TRANSLATE_NOOP("RowQuantity", "Cycle")},
    RowQuantityInfo{RowQuantity::ChargeOfRow, "dQ", "dQ (mAh)",
                    QT_TRANSLATE_NOOP("RowQuantity", "Charge of a row (mAh)")},
    RowQuantityInfo{RowQuantity::Technique, "technique", "technique", QT_TRANSLATE_NOOP("RowQuantity", "Technique")},
    RowQuantityInfo{RowQuantity::Step, "step", "Step", QT_TRANSLATE_NOOP("RowQuantity", "Step")},
};

/// Which measured column a quantity is made of.
constexpr std::size_t storedColumn(RowQuantity quantity)
{
    switch (quantity) {
    case RowQuantity::Voltage:
        return 0;
    case RowQuantity::Current:
        return 1;
    case RowQuantity::Charge:
    case RowQuantity::SpecificCharge:
        return 2;
    case RowQuantity::DifferentialCapacity:
    case RowQuantity::SpecificDifferentialCapacity:
        return 3;
    case RowQuantity::DifferentialVoltage:
    case RowQuantity::Cycle:
    case RowQuantity::ChargeOfRow:
    case RowQuantity::Technique:
    case RowQuantity::Step:
        break;  // of none: see LoadedSample::onRequest
    }
    return 0;
}

bool isOnRequest(RowQuantity quantity)
{
    return quantity >= RowQuantity::DifferentialVoltage;
}

/// Its place among those made on request.
std::size_t placeOnRequest(RowQuantity quantity)
{
    return static_cast<std::size_t>(quantity) - static_cast<std::size_t>(RowQuantity::DifferentialVoltage);
}

/// Whole numbers as a column; floats hold them exactly up to 16 million.
template <class Number>
PlotColumn wholeNumbers(const std::vector<Number>& numbers)
{
    auto column = std::make_shared<std::vector<float>>(numbers.size());
    std::transform(numbers.begin(), numbers.end(), column->begin(),
                   [](Number number) { return static_cast<float>(number); });
    const std::span<const float> values(*column);
    return {std::shared_ptr<const std::vector<float>>(std::move(column)), values};
}

bool isSpecific(RowQuantity quantity)
{
    return quantity == RowQuantity::SpecificCharge || quantity == RowQuantity::SpecificDifferentialCapacity;
}

std::optional<double> massOf(const CycleTable& cycles)
{
    for (const CycleRow& row : cycles) {
        if (row.chargeCapacity_mAh && row.specificChargeCapacity_mAhPerG && *row.specificChargeCapacity_mAhPerG > 0) {
            return *row.chargeCapacity_mAh / *row.specificChargeCapacity_mAhPerG;
        }
    }
    return std::nullopt;
}

std::vector<std::pair<std::size_t, std::size_t>> rowsByCycle(const std::vector<std::int32_t>& cycle)
{
    std::vector<std::pair<std::size_t, std::size_t>> rows;
    for (std::size_t row = 0; row < cycle.size(); ++row) {
        if (cycle[row] <= 0) {
            continue;
        }
        const auto number = static_cast<std::size_t>(cycle[row]);
        if (number >= rows.size()) {
            rows.resize(number + 1, {0, 0});
        }
        auto& [first, count] = rows[number];
        first = count == 0 ? row : first;
        count = row - first + 1;
    }
    return rows;
}

}  // namespace

std::span<const RowQuantityInfo> rowQuantities()
{
    return quantityTable;
}

QString rowQuantityTitle(RowQuantity quantity)
{
    return QCoreApplication::translate("RowQuantity", quantityTable.at(static_cast<std::size_t>(quantity)).title);
}

std::optional<RowQuantity> rowQuantityNamed(const QString& name)
{
    for (const RowQuantityInfo& info : quantityTable) {
        if (name.compare(QLatin1String(info.key), Qt::CaseInsensitive) == 0 ||
            name.compare(QLatin1String(info.column), Qt::CaseInsensitive) == 0 ||
            name.compare(QLatin1String(info.title), Qt::CaseInsensitive) == 0)
        {
            return info.quantity;
        }
    }
    return std::nullopt;
}

LoadedSample::LoadedSample(services::SampleCurves curves)
    : m_curves(std::make_shared<const services::SampleCurves>(std::move(curves))),
      m_label(QString::fromStdString(m_curves->label)),
      m_uts(m_curves, std::span<const double>(m_curves->uts)),
      m_timeNeverFalls(neverFalls(m_uts)),
      m_cycleRows(rowsByCycle(m_curves->cycle)),
      m_mass_g(massOf(m_curves->cycles))
{
    const services::SampleCurves& all = *m_curves;
    m_measured = {withPyramid(PlotColumn(m_curves, std::span<const float>(all.voltage_V))),
                  withPyramid(PlotColumn(m_curves, std::span<const float>(all.current_A)).transformed(0.0, milli)),
                  withPyramid(PlotColumn(m_curves, std::span<const double>(all.chargeInCycle_mAh))),
                  withPyramid(PlotColumn(m_curves, std::span<const double>(all.differentialCapacity_mAhPerV)))};
}

std::shared_ptr<const LoadedSample> LoadedSample::labelled(const QString& label) const
{
    auto same = std::make_shared<LoadedSample>(*this);  // columns and pyramids are shared
    same->m_label = label;
    return same;
}

LoadedSample::Curve LoadedSample::withPyramid(PlotColumn y) const
{
    const bool wanted = m_timeNeverFalls && !y.empty();
    auto pyramid = wanted ? std::make_shared<const MinMaxPyramid>(y) : nullptr;
    return {std::move(y), std::move(pyramid)};
}

PlotColumn LoadedSample::madeOf(RowQuantity quantity) const
{
    switch (quantity) {
    case RowQuantity::DifferentialVoltage:
        return PlotColumn(services::differentialVoltage(*m_curves));
    case RowQuantity::ChargeOfRow:
        return {m_curves, std::span<const float>(m_curves->charge_mAh)};
    case RowQuantity::Technique:
        return wholeNumbers(m_curves->technique);
    case RowQuantity::Step:
        return wholeNumbers(m_curves->step);
    default:
        return wholeNumbers(m_curves->cycle);  // 0 in rows of no cycle
    }
}

const LoadedSample::Curve& LoadedSample::onRequest(RowQuantity quantity) const
{
    OnRequest& made = m_onRequest->at(placeOnRequest(quantity));
    std::exception_ptr failure;
    std::call_once(made.once, [&] {
        try {
            made.curve = withPyramid(madeOf(quantity));
        } catch (...) {
            failure = std::current_exception();
        }
        made.made = true;
    });
    if (failure) {
        std::rethrow_exception(failure);
    }
    return made.curve;
}

bool LoadedSample::isReady(RowQuantity quantity) const noexcept
{
    return !isOnRequest(quantity) || m_onRequest->at(placeOnRequest(quantity)).made;
}

std::optional<LoadedSample::Curve> LoadedSample::curve(RowQuantity quantity) const
{
    Curve curve = isOnRequest(quantity) ? onRequest(quantity) : m_measured[storedColumn(quantity)];
    if (curve.y.empty() || (isSpecific(quantity) && !m_mass_g)) {
        return std::nullopt;
    }
    if (isSpecific(quantity)) {
        curve.y = curve.y.transformed(0.0, 1.0 / *m_mass_g);
    }
    return curve;
}

std::optional<std::pair<std::size_t, std::size_t>> LoadedSample::rowsOfCycle(std::int32_t cycle) const
{
    const auto number = static_cast<std::size_t>(std::max(cycle, 0));
    if (number >= m_cycleRows.size() || m_cycleRows[number].second == 0) {
        return std::nullopt;
    }
    return m_cycleRows[number];
}

std::optional<double> LoadedSample::formationStart_uts() const
{
    return m_curves->cycles.empty() ? std::nullopt : m_curves->cycles.front().start_uts;
}

std::optional<double> LoadedSample::cyclingStart_uts() const
{
    const auto formationCycles = numberAt(m_curves->summary, "Formation cycles");
    if (!formationCycles || *formationCycles < 0 ||
        static_cast<std::size_t>(*formationCycles) >= m_curves->cycles.size()) {
        return std::nullopt;
    }
    return m_curves->cycles[static_cast<std::size_t>(*formationCycles)].start_uts;
}

}  // namespace aurora::gui
