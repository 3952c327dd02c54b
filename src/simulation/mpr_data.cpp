#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_columns.h"

#include "simulation/mpr_modules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>
#include <span>

namespace aurora::simulation {

namespace {

namespace eclab = formats::eclab;

constexpr std::uint32_t dataVersion = 11;
constexpr std::uint16_t firstCheckedRange = 9;  // several codes have the same text: these were seen in real files
constexpr std::uint16_t lastCheckedRange = 14;
constexpr double excitation_V = 0.01;  // amplitude of the impedance measurement

// The columns of a GCPL and of a PEIS file of EC-Lab 11.5 and later, in their order. Files of v11 have the flags first.
constexpr std::array<std::uint16_t, 16> gcplColumns{1, 2, 3, 21, 31, 65, 131, 4, 7, 13, 5, 6, 39, 467, 468, 70};
constexpr std::array<std::uint16_t, 16> peisColumns{32, 37, 38, 36, 35, 4, 77, 76, 169, 172, 24, 39, 33, 34, 131, 13};

/// What EC-Lab counts along with the rows.
struct Counters
{
    std::vector<double> charge_mAh;       ///< since the row before
    std::vector<double> totalCharge_mAh;  ///< (Q-Qo)
    std::vector<double> halfCycleCharge_mAh;
    std::vector<std::uint32_t> halfCycle;
    std::vector<std::uint16_t> sequence;
};

double chargeStep_mAh(const CyclingSeries& series, std::size_t row)
{
    if (!series.chargeStep_mAh.empty()) {
        return series.chargeStep_mAh[row];
    }
    return row == 0 ? 0 : series.current_A[row] * (series.uts[row] - series.uts[row - 1]) / 3.6;
}

Counters count(const CyclingSeries& series, const CellProgram& program)
{
    Counters counters;
    double total = 0;
    double inHalfCycle = 0;
    bool cycling = false;
    bool discharging = false;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (row > 0 && series.cycleNumber[row] != series.cycleNumber[row - 1]) {
            discharging = false;
        }
        cycling = cycling || series.current_A[row] != 0;
        discharging = discharging || series.current_A[row] < 0;
        const auto halfCycle = static_cast<std::uint32_t>(2 * series.cycleNumber[row] + (discharging ? 1 : 0));
        if (row > 0 && halfCycle != counters.halfCycle.back()) {
            inHalfCycle = 0;
        }
        const double charge = chargeStep_mAh(series, row);
        total += charge;
        inHalfCycle += charge;
        counters.charge_mAh.push_back(charge);
        counters.totalCharge_mAh.push_back(total);
        counters.halfCycleCharge_mAh.push_back(inHalfCycle);
        counters.halfCycle.push_back(halfCycle);
        counters.sequence.push_back(sequenceOf(program, series.cycleNumber[row], cycling, discharging));
    }
    return counters;
}

/// The bits of a column in the flag byte.
std::uint8_t flag(std::uint16_t columnId)
{
    return eclab::columnById(columnId)->flagMask;
}

/// The flag byte of every row.
std::vector<std::uint8_t> flagBytes(const Recording& recording, const Counters& counters)
{
    const std::uint8_t mode = flag(eclab::column::mode);
    const std::uint8_t oxidation = flag(2);
    const std::uint8_t controlChanges = flag(21);
    const std::uint8_t sequenceChanges = flag(31);
    const std::uint8_t counterIncremented = flag(65);
    const CyclingSeries& series = recording.series;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(series.size());
    for (std::size_t row = 0; row < series.size(); ++row) {
        const bool first = row == 0;
        int bits = series.technique[row] & mode;
        bits |= series.current_A[row] > 0 ? oxidation : 0;
        bits |= first || series.technique[row] != series.technique[row - 1] ? controlChanges : 0;
        bits |= !first && counters.sequence[row] != counters.sequence[row - 1] ? sequenceChanges : 0;
        bits |= !first && counters.halfCycle[row] != counters.halfCycle[row - 1] ? counterIncremented : 0;
        bytes.push_back(static_cast<std::uint8_t>(bits));
    }
    if (!bytes.empty() && recording.finished.value_or(true)) {
        bytes.back() = static_cast<std::uint8_t>(bytes.back() | eclab::lastRowFlag);
    }
    return bytes;
}

double control(const CyclingSeries& series, std::size_t row)
{
    switch (static_cast<ControlMode>(series.technique[row])) {
    case ControlMode::Galvanostatic:
        return 1000.0 * series.current_A[row];
    case ControlMode::Potentiostatic:
        return series.voltage_V[row];
    case ControlMode::Rest:
        break;
    }
    return 0;
}

struct Impedance
{
    double re_ohm;
    double minusIm_ohm;
    double frequency_Hz;

    [[nodiscard]] double magnitude() const { return std::hypot(re_ohm, minusIm_ohm); }

    [[nodiscard]] double omega() const { return 2 * std::numbers::pi * frequency_Hz; }
};

Impedance impedanceAt(const CyclingSeries& series, std::size_t row)
{
    return {series.reZ_ohm[row], -static_cast<double>(series.imZ_ohm[row]), series.frequency_Hz[row]};
}

/// 0 in rows without impedance, as EC-Lab has it.
double orZero(double value)
{
    return std::isfinite(value) ? value : 0;
}

using ValueOfRow = std::function<double(std::size_t)>;

/// The values of a column that only impedance files have.
ValueOfRow impedanceValues(std::uint16_t id, const CyclingSeries& series)
{
    const auto from = [&series](auto compute) {
        return [&series, compute](std::size_t row) { return orZero(compute(impedanceAt(series, row))); };
    };
    switch (id) {
    case eclab::column::frequency:
        return [&](std::size_t row) { return series.frequency_Hz[row]; };
    case eclab::column::realZ:
        return [&](std::size_t row) { return series.reZ_ohm[row]; };
    case eclab::column::minusImaginaryZ:
        return [&](std::size_t row) { return -series.imZ_ohm[row]; };
    case eclab::column::magnitude:
        return from([](const Impedance& z) { return z.magnitude(); });
    case eclab::column::phase:
        return from([](const Impedance& z) { return -std::atan2(z.minusIm_ohm, z.re_ohm) * 180 / std::numbers::pi; });
    case 169:
        return from([](const Impedance& z) { return 1e6 / (z.omega() * z.minusIm_ohm); });  // Cs, µF
    case 172:                                                                               // Cp, µF
        return from([](const Impedance& z) { return 1e6 * z.minusIm_ohm / (z.omega() * std::pow(z.magnitude(), 2)); });
    case 33:
        return from([](const Impedance& z) { return z.frequency_Hz > 0 ? excitation_V : 0; });  // |Ewe|, V
    case 34:
        return from([](const Impedance& z) { return excitation_V / z.magnitude(); });  // |I|, A
    default:
        return [](std::size_t) { return 0.0; };
    }
}

ValueOfRow valuesOf(std::uint16_t id, const Recording& recording, const Counters& counters)
{
    const CyclingSeries& series = recording.series;
    switch (id) {
    case eclab::column::time:
        return [&](std::size_t row) { return series.uts[row] - series.uts.front(); };
    case eclab::column::ewe:
    case eclab::column::averageEweEis:
        return [&](std::size_t row) { return series.voltage_V[row]; };
    case eclab::column::averageCurrentEis:
        return [&](std::size_t row) { return 1000.0 * series.current_A[row]; };
    case eclab::column::dq:
        return [&](std::size_t row) { return counters.charge_mAh[row]; };
    case eclab::column::totalCharge:
        return [&](std::size_t row) { return counters.totalCharge_mAh[row]; };
    case eclab::column::chargeDischarge:
        return [&](std::size_t row) { return counters.halfCycleCharge_mAh[row]; };
    case eclab::column::halfCycle:
        return [&](std::size_t row) { return counters.halfCycle[row]; };
    case eclab::column::cycleNumber:
        return [&](std::size_t row) { return series.cycleNumber[row]; };
    case eclab::column::control:
        return [&](std::size_t row) { return control(series, row); };
    case eclab::column::power:
        return [&](std::size_t row) { return static_cast<double>(series.voltage_V[row]) * series.current_A[row]; };
    case 39:
        return [code = currentRangeCode(series)](std::size_t) { return code; };  // I Range
    case 131:
        return [&](std::size_t row) { return counters.sequence[row]; };  // Ns
    default:
        return impedanceValues(id, series);
    }
}

void putHead(Bytes& body, const eclab::DataLayout& layout, std::size_t rows, std::span<const std::uint16_t> columns)
{
    body.put(eclab::rowCountOffset, static_cast<std::uint32_t>(rows));
    body.put(eclab::columnCountOffset, static_cast<std::uint8_t>(columns.size()));
    for (std::size_t i = 0; i < columns.size(); ++i) {
        body.put(layout.columnIds + 2 * i, columns[i]);
    }
    if (layout.one) {
        body[*layout.one] = 1;
    }
}

}  // namespace

std::uint16_t currentRangeCode(const CyclingSeries& series)
{
    double greatest_A = 0;
    for (const float current_A : series.current_A) {
        greatest_A = std::max(greatest_A, static_cast<double>(std::abs(current_A)));
    }

    struct Range
    {
        double greatest_A;
        std::string_view text;
    };

    constexpr std::array ranges{Range{1e-5, "10 µA"}, Range{1e-4, "100 µA"}, Range{1e-3, "1 mA"},
                                Range{1e-2, "10 mA"}, Range{1e-1, "100 mA"}, Range{1.0, "1 A"}};
    const auto fits = std::find_if(ranges.begin(), ranges.end() - 1,
                                   [&](const auto& range) { return range.greatest_A >= greatest_A; });
    for (std::uint16_t code = firstCheckedRange; code <= lastCheckedRange; ++code) {
        if (eclab::currentRangeText(code) == fits->text) {
            return code;
        }
    }
    return 0;
}

std::uint8_t techniqueOf(const Recording& recording)
{
    const bool impedance = recording.series.hasImpedance();
    return static_cast<std::uint8_t>(impedance ? eclab::Technique::Peis : eclab::Technique::Gcpl);
}

Bytes dataBody(const Recording& recording, const CellProgram& program)
{
    const CyclingSeries& series = recording.series;
    const Counters counters = count(series, program);
    const eclab::DataLayout& layout = *eclab::findDataLayout(dataVersion);
    const std::span<const std::uint16_t> columns = series.hasImpedance() ? std::span<const std::uint16_t>(peisColumns)
                                                                         : std::span<const std::uint16_t>(gcplColumns);
    std::size_t rowSize = series.hasImpedance() ? 0 : 1;  // the flag byte
    for (const std::uint16_t id : columns) {
        rowSize += eclab::widthOf(eclab::columnById(id)->stored);
    }

    Bytes body(layout.rows + series.size() * rowSize);
    putHead(body, layout, series.size(), columns);
    std::size_t offset = layout.rows;
    if (!series.hasImpedance()) {
        const std::vector<std::uint8_t> flags = flagBytes(recording, counters);
        for (std::size_t row = 0; row < flags.size(); ++row) {
            body[offset + row * rowSize] = flags[row];
        }
        ++offset;
    }
    for (const std::uint16_t id : columns) {
        const eclab::DataColumn& column = *eclab::columnById(id);
        if (column.stored == eclab::Stored::Flag) {
            continue;
        }
        const ValueOfRow value = valuesOf(id, recording, counters);
        for (std::size_t row = 0; row < series.size(); ++row) {
            putNumber(body, column.stored, offset + row * rowSize, value(row));
        }
        offset += eclab::widthOf(column.stored);
    }
    return body;
}

}  // namespace aurora::simulation
