#include "formats/eclab/mpr_series.h"

#include "aurora/core/error.h"
#include "formats/eclab/row_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace aurora::formats::eclab {

namespace {

constexpr double milliampsPerAmp = 1000.0;
constexpr double coulombsPerMilliampHour = 3.6;
constexpr double notThere = std::numeric_limits<double>::quiet_NaN();

/// The columns a series is made of, as stored.
struct Raw
{
    std::vector<double> current_mA;
    std::vector<double> charge;  ///< unit and meaning: see ChargeSource
    std::vector<double> cycleNumber;
    std::vector<std::uint32_t> halfCycle;
    std::vector<float> magnitude_ohm;
    std::vector<float> phase_deg;
};

/// Where charge steps come from.
struct ChargeSource
{
    const StoredColumn* column;
    double perMilliampHour;  ///< stored units in a mA·h
    enum class Kind
    {
        Step,
        Total
    } kind;
};

std::optional<ChargeSource> chargeSource(const DataTable& table)
{
    using Kind = ChargeSource::Kind;
    if (const StoredColumn* const dq = table.find(column::dq)) {
        return ChargeSource{dq, 1.0, Kind::Step};
    }
    if (const StoredColumn* const total = table.find(column::totalCharge)) {
        return ChargeSource{total, 1.0, Kind::Total};
    }
    if (const StoredColumn* const total = table.find(column::totalChargeCoulomb)) {
        return ChargeSource{total, coulombsPerMilliampHour, Kind::Total};
    }
    return std::nullopt;
}

/// Charge since the row before, in mA·h.
std::vector<double> chargeSteps(const ChargeSource& source, std::vector<double> stored, Progress& progress)
{
    const bool isTotal = source.kind == ChargeSource::Kind::Total;
    if (!isTotal && source.perMilliampHour == 1.0) {
        return stored;
    }
    double before = stored.empty() ? 0 : stored.front();
    changeRows(stored, progress, [&before, isTotal, unit = source.perMilliampHour](double value) {
        const double step = isTotal ? value - before : value;
        before = value;
        return step / unit;
    });
    return stored;
}

std::vector<float> currentFromCharge(const std::vector<double>& steps_mAh, const std::vector<double>& time_s,
                                     Progress& progress)
{
    return madeOfRows<float>(time_s.size(), progress, [&steps_mAh, &time_s](std::size_t i) {
        const double duration_s = i > 0 && i < steps_mAh.size() ? time_s[i] - time_s[i - 1] : 0;
        return duration_s > 0 ? static_cast<float>(steps_mAh[i] * coulombsPerMilliampHour / duration_s) : 0.0F;
    });
}

std::int32_t wholeNumber(double value)
{
    constexpr double limit = std::numeric_limits<std::int32_t>::max();
    return std::isfinite(value) ? static_cast<std::int32_t>(std::clamp(std::round(value), -limit, limit)) : 0;
}

std::vector<std::int32_t> cycleNumbers(const Raw& raw, std::size_t rows, Progress& progress)
{
    return madeOfRows<std::int32_t>(rows, progress, [&raw](std::size_t row) {
        if (!raw.cycleNumber.empty()) {
            return wholeNumber(raw.cycleNumber[row]);
        }
        return raw.halfCycle.empty() ? 0 : static_cast<std::int32_t>(raw.halfCycle[row] / 2);
    });
}

/// Asks for the column when the file has it.
template <typename T>
void addIfThere(ColumnGatherer& gatherer, const StoredColumn* column, std::vector<T>& out)
{
    if (column != nullptr) {
        gatherer.add(*column, out);
    }
}

/// The mode bits, which the flag byte holds even where no column asks for them.
std::optional<StoredColumn> modeColumn(const DataTable& table)
{
    if (!table.flagOffset) {
        if (const StoredColumn* const ownColumn = table.find(column::mode)) {
            return *ownColumn;  // text exports have it apart from the other flags
        }
        return std::nullopt;
    }
    const DataColumn& mode = *columnById(column::mode);
    return StoredColumn{mode.id, std::string(mode.name), "", Stored::Flag, *table.flagOffset, mode.flagMask};
}

void addImpedance(ColumnGatherer& gatherer, const DataTable& table, CyclingSeries& series, Raw& raw)
{
    const StoredColumn* const real = table.find(column::realZ);
    const StoredColumn* const imaginary = table.find(column::minusImaginaryZ);
    const StoredColumn* const magnitude = table.find(column::magnitude);
    const StoredColumn* const phase = table.find(column::phase);
    const bool cartesian = real != nullptr && imaginary != nullptr;
    const bool polar = magnitude != nullptr && phase != nullptr;
    if (table.find(column::frequency) == nullptr || (!cartesian && !polar)) {
        return;
    }
    gatherer.add(*table.find(column::frequency), series.frequency_Hz);
    if (cartesian) {
        gatherer.add(*real, series.reZ_ohm);
        gatherer.add(*imaginary, series.imZ_ohm);
        return;
    }
    gatherer.add(*magnitude, raw.magnitude_ohm);
    gatherer.add(*phase, raw.phase_deg);
}

/// Turns −Im(Z) into Im(Z), or |Z| and phase into real and imaginary part.
void finishImpedance(CyclingSeries& series, const Raw& raw, Progress& progress)
{
    if (raw.magnitude_ohm.empty()) {
        changeRows(series.imZ_ohm, progress, [](float value) { return 0.0F - value; });  // and not −0
        return;
    }
    constexpr double radiansPerDegree = std::numbers::pi / 180;
    const std::size_t rows = raw.magnitude_ohm.size();
    series.reZ_ohm = madeOfRows<float>(rows, progress, [&raw](std::size_t i) {
        return static_cast<float>(raw.magnitude_ohm[i] * std::cos(raw.phase_deg[i] * radiansPerDegree));
    });
    series.imZ_ohm = madeOfRows<float>(rows, progress, [&raw](std::size_t i) {
        return static_cast<float>(raw.magnitude_ohm[i] * std::sin(raw.phase_deg[i] * radiansPerDegree));
    });
}

/// Current and charge steps; the time is still the bare column.
void finishCharge(CyclingSeries& series, Raw& raw, const std::optional<ChargeSource>& source, Progress& progress)
{
    const std::size_t rows = series.uts.size();
    std::vector<double> steps_mAh;
    if (source) {
        steps_mAh = chargeSteps(*source, std::move(raw.charge), progress);
        series.chargeStep_mAh = madeOfRows<float>(
            rows, progress, [&steps_mAh](std::size_t row) { return static_cast<float>(steps_mAh[row]); });
    }
    if (raw.current_mA.empty()) {
        series.current_A = currentFromCharge(steps_mAh, series.uts, progress);
        return;
    }
    series.current_A = madeOfRows<float>(
        rows, progress, [&raw](std::size_t row) { return static_cast<float>(raw.current_mA[row] / milliampsPerAmp); });
}

}  // namespace

CyclingSeries seriesOf(const DataTable& table, double start_uts, std::vector<std::string>& warnings, Progress& progress)
{
    CyclingSeries series;
    Raw raw;
    ColumnGatherer gatherer(table);
    if (table.columns.empty() && table.rowCount > 0) {
        throw FormatError("has no column whose place is known. Nothing was read; please report the file.");
    }
    addIfThere(gatherer, table.find(column::time), series.uts);
    const StoredColumn* const voltage = table.findFirst({column::ewe, column::averageEwe, column::averageEweEis});
    addIfThere(gatherer, voltage, series.voltage_V);
    addIfThere(gatherer, table.findFirst({column::current, column::averageCurrent, column::averageCurrentEis}),
               raw.current_mA);
    const std::optional<ChargeSource> charge = chargeSource(table);
    addIfThere(gatherer, charge ? charge->column : nullptr, raw.charge);
    addIfThere(gatherer, table.find(column::cycleNumber), raw.cycleNumber);
    addIfThere(gatherer, table.find(column::halfCycle), raw.halfCycle);
    const std::optional<StoredColumn> mode = modeColumn(table);
    addIfThere(gatherer, mode ? &*mode : nullptr, series.technique);
    addImpedance(gatherer, table, series, raw);
    gatherer.run(progress);

    const std::size_t rows = table.rowCount;
    if (!table.hasTime()) {
        series.uts = madeOfRows<double>(rows, progress, [](std::size_t) { return notThere; });
        warnings.push_back("has no readable time column (ID " + std::to_string(column::time) +
                           "); all times are left unknown.");
    }
    if (voltage == nullptr) {
        series.voltage_V = madeOfRows<float>(rows, progress, [](std::size_t) { return static_cast<float>(notThere); });
        warnings.emplace_back("has no voltage column; the voltage is left unknown.");
    }
    finishCharge(series, raw, charge, progress);
    finishImpedance(series, raw, progress);
    series.cycleNumber = cycleNumbers(raw, rows, progress);
    series.technique.resize(rows);
    changeRows(series.uts, progress, [start_uts](double time_s) { return start_uts + time_s; });
    return series;
}

}  // namespace aurora::formats::eclab
