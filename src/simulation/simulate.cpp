#include "aurora/simulation/cell.h"

#include "simulation/noise.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace aurora::simulation {

namespace {

using Milliseconds = std::int64_t;

constexpr double voltageNoise_V = 5e-5;
constexpr double currentNoise = 2e-5;     // relative
constexpr double impedanceNoise = 2e-3;   // relative
constexpr double voltagePerRow_V = 0.02;  // a row is recorded at the latest when the voltage has moved by this
constexpr Milliseconds leastStep_ms = 1000;
constexpr Milliseconds holdStep_ms = 10'000;
constexpr Milliseconds holdRow_ms = 60'000;
constexpr Milliseconds longestHold_ms = 14'400'000;

// The first rows of a step come early, so that the answer to the change of current can be seen.
constexpr std::int64_t firstRow_ms = 1000;
constexpr std::int64_t secondRow_ms = 9000;

constexpr double highestFrequency_Hz = 200'000;
constexpr int frequenciesPerDecade = 6;
constexpr int frequencyCount = 6 * 6 + 4;  // down to about 0.05 Hz

double seconds(Milliseconds time)
{
    return static_cast<double>(time) / 1000;
}

Milliseconds milliseconds(double seconds)
{
    return std::llround(seconds * 1000);
}

/// Runs steps on a cell and writes down what happens.
class Experiment
{
public:
    Experiment(const CellModel& model, const CellProgram& program)
        : m_program(program),
          m_cell(model),
          m_noise(model.seed),
          m_capacity_mAh(program.nominalCapacity_mAh > 0 ? program.nominalCapacity_mAh : model.capacity_mAh),
          m_row_ms(std::max(leastStep_ms, milliseconds(program.secondsPerRow)))
    {
    }

    Recording run();

private:
    void runCycle(double cRate);
    void cutLastDischarge();
    void rest(double duration_s);
    void constantCurrent(double current_A, double limit_V);
    void hold(double voltage_V, double cutOff_A);
    void sweepImpedance();
    [[nodiscard]] Milliseconds timeToNextRow(double current_A, Milliseconds atMost) const;
    [[nodiscard]] Milliseconds timeToLimit(double current_A, double limit_V, Milliseconds atMost) const;
    [[nodiscard]] static bool isPast(double voltage_V, double limit_V, double current_A);
    void addRow(ControlMode mode, double voltage_V, double charge_C, Milliseconds duration);

    CellProgram m_program;
    SimulatedCell m_cell;
    Noise m_noise;
    double m_capacity_mAh;
    Milliseconds m_row_ms;
    Milliseconds m_now_ms = 0;
    std::int32_t m_cycle = 0;
    CyclingSeries m_series;
};

Recording Experiment::run()
{
    addRow(ControlMode::Rest, m_cell.voltage_V(0), 0, 0);
    rest(m_program.firstRest_s);
    const std::int32_t cycles = m_program.formationCycles + m_program.cycles;
    for (m_cycle = 0; m_cycle < cycles; ++m_cycle) {
        const bool formation = m_cycle < m_program.formationCycles;
        runCycle(formation ? m_program.formationRate : m_program.cycleRate);
        m_cell.beginNextCycle();
        if (!formation) {
            m_cell.age();
        }
        if (m_program.impedanceEvery > 0 && (m_cycle + 1) % m_program.impedanceEvery == 0) {
            sweepImpedance();
        }
    }
    if (!m_program.finished) {
        cutLastDischarge();
    }
    Recording recording;
    recording.format = "simulated cell";
    recording.series = std::move(m_series);
    recording.start_uts = recording.series.uts.front();
    recording.end_uts = recording.series.uts.back();
    recording.finished = m_program.finished;
    recording.timeZone = "UTC";
    return recording;
}

void Experiment::runCycle(double cRate)
{
    const double current_A = cRate * m_capacity_mAh / 1000;
    constantCurrent(current_A, m_program.upperVoltage_V);
    hold(m_program.upperVoltage_V, m_program.cutOffRate * m_capacity_mAh / 1000);
    rest(m_program.rest_s);
    constantCurrent(-current_A, m_program.lowerVoltage_V);
    rest(m_program.rest_s);
}

/// Keeps the first half of the rows of the last discharge.
void Experiment::cutLastDischarge()
{
    const auto discharges = [](float current_A) { return current_A < 0; };
    const auto& current = m_series.current_A;
    const auto afterLast = std::find_if(current.rbegin(), current.rend(), discharges).base();
    const auto first = std::find_if_not(std::make_reverse_iterator(afterLast), current.rend(), discharges).base();
    const auto rows = static_cast<std::size_t>((first - current.begin()) + (afterLast - first) / 2);
    m_series.uts.resize(rows);
    m_series.voltage_V.resize(rows);
    m_series.current_A.resize(rows);
    m_series.chargeStep_mAh.resize(rows);
    m_series.cycleNumber.resize(rows);
    m_series.technique.resize(rows);
    if (m_series.hasImpedance()) {
        m_series.frequency_Hz.resize(rows);
        m_series.reZ_ohm.resize(rows);
        m_series.imZ_ohm.resize(rows);
    }
}

void Experiment::rest(double duration_s)
{
    for (Milliseconds left = milliseconds(duration_s); left > 0;) {
        const Milliseconds step = std::min(left, m_row_ms);
        m_cell.apply(0, seconds(step));
        addRow(ControlMode::Rest, m_cell.voltage_V(0), 0, step);
        left -= step;
    }
}

void Experiment::constantCurrent(double current_A, double limit_V)
{
    for (int row = 0;; ++row) {
        const double actual_A = current_A * (1 + m_noise(currentNoise));
        const Milliseconds planned = row == 0   ? firstRow_ms
                                     : row == 1 ? secondRow_ms
                                                : timeToNextRow(actual_A, m_row_ms);
        const Milliseconds step = timeToLimit(actual_A, limit_V, planned);
        m_cell.apply(actual_A, seconds(step));
        const double voltage_V = m_cell.voltage_V(actual_A);
        addRow(ControlMode::Galvanostatic, voltage_V, actual_A * seconds(step), step);
        if (isPast(voltage_V, limit_V, current_A)) {
            return;
        }
    }
}

void Experiment::hold(double voltage_V, double cutOff_A)
{
    const Milliseconds end_ms = m_now_ms + longestHold_ms;
    const Milliseconds row_ms = std::min(m_row_ms, holdRow_ms);
    double current_A = cutOff_A + 1;
    while (std::abs(current_A) > cutOff_A && m_now_ms < end_ms) {
        double charge_C = 0;
        Milliseconds duration = 0;
        while (duration < row_ms && std::abs(current_A) > cutOff_A) {
            current_A = m_cell.currentAtVoltage_A(voltage_V, seconds(holdStep_ms));
            m_cell.apply(current_A, seconds(holdStep_ms));
            charge_C += current_A * seconds(holdStep_ms);
            duration += holdStep_ms;
        }
        addRow(ControlMode::Potentiostatic, voltage_V, charge_C, duration);
    }
}

void Experiment::sweepImpedance()
{
    const std::size_t before = m_series.size();
    m_series.frequency_Hz.resize(before);
    m_series.reZ_ohm.resize(before);
    m_series.imZ_ohm.resize(before);
    for (int point = 0; point < frequencyCount; ++point) {
        const double decades = static_cast<double>(point) / frequenciesPerDecade;
        const double frequency_Hz = highestFrequency_Hz * std::pow(10, -decades);
        const Milliseconds duration = milliseconds(std::max(0.5, 3 / frequency_Hz));
        m_cell.apply(0, seconds(duration));
        const std::complex<double> impedance = m_cell.impedance_ohm(frequency_Hz) * (1 + m_noise(impedanceNoise));
        addRow(ControlMode::Potentiostatic, m_cell.voltage_V(0), 0, duration);
        m_series.frequency_Hz.back() = static_cast<float>(frequency_Hz);
        m_series.reZ_ohm.back() = static_cast<float>(impedance.real());
        m_series.imZ_ohm.back() = static_cast<float>(impedance.imag());
    }
}

/// Shorter than usual where the voltage moves fast.
Milliseconds Experiment::timeToNextRow(double current_A, Milliseconds atMost) const
{
    const double now_V = m_cell.voltage_V(current_A);
    for (Milliseconds step = atMost;; step /= 2) {
        SimulatedCell later = m_cell;
        later.apply(current_A, seconds(step));
        if (step / 2 < leastStep_ms || std::abs(later.voltage_V(current_A) - now_V) <= voltagePerRow_V) {
            return step;
        }
    }
}

/// The time until the limit is reached, to the millisecond, or atMost when it is not reached within.
Milliseconds Experiment::timeToLimit(double current_A, double limit_V, Milliseconds atMost) const
{
    const auto isPastAfter = [&](Milliseconds step) {
        SimulatedCell later = m_cell;
        later.apply(current_A, seconds(step));
        return isPast(later.voltage_V(current_A), limit_V, current_A);
    };
    if (!isPastAfter(atMost)) {
        return atMost;
    }
    Milliseconds before = 0;
    Milliseconds after = atMost;
    while (after - before > 1) {
        const Milliseconds middle = (before + after) / 2;
        (isPastAfter(middle) ? after : before) = middle;
    }
    return after;
}

bool Experiment::isPast(double voltage_V, double limit_V, double current_A)
{
    return current_A > 0 ? voltage_V >= limit_V : voltage_V <= limit_V;
}

void Experiment::addRow(ControlMode mode, double voltage_V, double charge_C, Milliseconds duration)
{
    m_now_ms += duration;
    const auto charge_mAh = static_cast<float>(charge_C / 3.6);
    const double current_A = duration > 0 ? static_cast<double>(charge_mAh) * 3.6 / seconds(duration) : 0;
    m_series.uts.push_back(m_program.start_uts + seconds(m_now_ms));
    m_series.voltage_V.push_back(static_cast<float>(voltage_V + m_noise(voltageNoise_V)));
    m_series.current_A.push_back(static_cast<float>(current_A));
    m_series.chargeStep_mAh.push_back(charge_mAh);
    m_series.cycleNumber.push_back(m_cycle);
    m_series.technique.push_back(static_cast<std::int16_t>(mode));
    if (m_series.hasImpedance()) {
        m_series.frequency_Hz.push_back(0);
        m_series.reZ_ohm.push_back(0);
        m_series.imZ_ohm.push_back(0);
    }
}

}  // namespace

Recording simulate(const CellModel& model, const CellProgram& program)
{
    return Experiment(model, program).run();
}

}  // namespace aurora::simulation
