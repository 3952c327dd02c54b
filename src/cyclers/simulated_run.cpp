#include "cyclers/simulated_run.h"

#include "aurora/core/units.h"
#include "aurora/protocols/payload.h"
#include "aurora/simulation/cell.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <random>

namespace aurora::cyclers {

namespace {

using protocols::PayloadStep;
using simulation::ControlMode;
using simulation::SimulatedCell;

constexpr double year_s = 365.0 * 24 * 3600;
constexpr double shortestRow_s = 10;
constexpr double usualRow_s = 60;
constexpr double finestStep_s = 1e-3;
constexpr int mostSteps = 50'000;  // steps that end at once would otherwise loop for ever within no time
constexpr double defaultCapacity_mAh = 3.4;
constexpr double mAPerA = 1000;
constexpr int formationCycles = 3;
constexpr double voltageNoise_V = 5e-5;

constexpr std::array<std::string_view, 4> techniques{"open_circuit_voltage", "constant_current", "constant_voltage",
                                                     "loop"};

std::uint64_t seedOf(const std::string& sampleId)
{
    std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a: the same on every computer
    for (const char c : sampleId) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    }
    return hash;
}

double capacityOf_mAh(const Json& payload)
{
    const auto sample = payload.find("sample");
    const auto capacity_Ah = sample == payload.end() ? std::nullopt : numberAt(*sample, "capacity");
    return capacity_Ah && *capacity_Ah > 0 ? *capacity_Ah * mAhPerAh : defaultCapacity_mAh;
}

/// A cell close to what its maker says of it: capacity and resistance spread by a few per cent.
simulation::CellModel modelOf(const std::string& sampleId, double capacity_mAh)
{
    const std::uint64_t seed = seedOf(sampleId);
    const auto share = [&](unsigned shift) { return static_cast<double>((seed >> shift) & 0xFFU) / 255.0; };
    simulation::CellModel model;
    model.capacity_mAh = capacity_mAh * (0.94 + 0.05 * share(8));
    model.resistance_ohm = 25.0 * defaultCapacity_mAh / capacity_mAh * (0.8 + 0.4 * share(24));
    model.seed = seed;
    return model;
}

double rowTime_s(const Json& method)
{
    const double said = numberAt(method, "record_every_dt").value_or(usualRow_s);
    return std::clamp(said, shortestRow_s, usualRow_s);
}

/// Runs the jobs of one cell, one after the other, and records the last.
class Bench
{
public:
    Bench(const std::string& sampleId, double capacity_mAh)
        : m_cell(modelOf(sampleId, capacity_mAh)), m_random(seedOf(sampleId))
    {
    }

    void run(const SimulatedJob& job, bool record);

    [[nodiscard]] double elapsed_s() const { return m_elapsed_s; }

    CyclingSeries takeSeries() { return std::move(m_series); }

private:
    void runStep(const PayloadStep& step, double row_s);
    void constantCurrent(double current_A, const PayloadStep& step, double row_s);
    void constantVoltage(const PayloadStep& step, double row_s);
    [[nodiscard]] double timeToLimit_s(double current_A, const PayloadStep& step, double atMost_s) const;
    [[nodiscard]] double nextStep_s(double end_s, double row_s) const;
    void countCycle(double current_A);
    void addRow(ControlMode mode, double current_A, double voltage_V, double duration_s);

    SimulatedCell m_cell;
    std::mt19937_64 m_random;
    CyclingSeries m_series;
    double m_start_uts = 0;
    double m_elapsed_s = 0;
    double m_end_s = 0;
    bool m_record = false;
    bool m_hasDischarged = false;
    int m_cyclesDone = 0;
    std::int32_t m_loop = 0;
    std::int16_t m_index = 0;
};

bool isPast(double voltage_V, const PayloadStep& step)
{
    return (step.maxVoltage_V && voltage_V >= *step.maxVoltage_V) ||
           (step.minVoltage_V && voltage_V <= *step.minVoltage_V);
}

void Bench::run(const SimulatedJob& job, bool record)
{
    m_start_uts = job.start_uts;
    m_elapsed_s = 0;
    m_end_s = std::min(job.lasted_s, year_s);
    m_record = record;
    m_loop = 0;
    const std::vector<PayloadStep> steps = protocols::payloadSteps(job.payload, capacityOf_mAh(job.payload));
    const Json& method = job.payload.at("method");
    std::vector<std::int64_t> jumps(steps.size(), 0);
    addRow(ControlMode::Rest, 0, m_cell.voltage_V(0), 0);
    int stepsLeft = mostSteps;
    for (std::size_t index = 0; index < steps.size() && m_elapsed_s < m_end_s && stepsLeft > 0;) {
        const PayloadStep& step = steps[index];
        m_index = static_cast<std::int16_t>(index);
        if (!step.loopTo) {
            runStep(step, rowTime_s(method[index]));
            --stepsLeft;
            ++index;
            continue;
        }
        --stepsLeft;
        const bool again = !step.loopCycles || ++jumps[index] < *step.loopCycles;
        m_loop += again ? 1 : 0;
        jumps[index] = again ? jumps[index] : 0;
        index = again ? *step.loopTo : index + 1;
    }
}

void Bench::runStep(const PayloadStep& step, double row_s)
{
    if (step.technique == "constant_voltage") {
        constantVoltage(step, row_s);
        return;
    }
    if (step.technique == "constant_current") {
        for (const double current_mA : step.current_mA) {
            constantCurrent(current_mA / mAPerA, step, row_s);
        }
        return;
    }
    const double end_s = m_elapsed_s + step.time_s.value_or(0);
    for (double part_s = 0; (part_s = nextStep_s(end_s, row_s)) > 0;) {
        m_cell.apply(0, part_s);
        addRow(ControlMode::Rest, 0, m_cell.voltage_V(0), part_s);
    }
}

/// Until the end of the step or of the job, at most a row; 0 when there is nothing left.
double Bench::nextStep_s(double end_s, double row_s) const
{
    const double left_s = std::min(end_s, m_end_s) - m_elapsed_s;
    return left_s < finestStep_s ? 0 : std::min(left_s, row_s);
}

void Bench::constantCurrent(double current_A, const PayloadStep& step, double row_s)
{
    countCycle(current_A);
    const double end_s = m_elapsed_s + step.time_s.value_or(year_s);
    for (double part_s = 0; (part_s = nextStep_s(end_s, row_s)) > 0;) {
        const double here_s = timeToLimit_s(current_A, step, part_s);
        m_cell.apply(current_A, here_s);
        const double voltage_V = m_cell.voltage_V(current_A);
        addRow(ControlMode::Galvanostatic, current_A, voltage_V, here_s);
        if (isPast(voltage_V, step)) {
            return;
        }
    }
}

double Bench::timeToLimit_s(double current_A, const PayloadStep& step, double atMost_s) const
{
    const auto isPastAfter = [&](double seconds) {
        SimulatedCell later = m_cell;
        later.apply(current_A, seconds);
        return isPast(later.voltage_V(current_A), step);
    };
    if (!isPastAfter(atMost_s)) {
        return atMost_s;
    }
    double before_s = 0;
    double after_s = atMost_s;
    while (after_s - before_s > finestStep_s) {
        const double middle_s = (before_s + after_s) / 2;
        (isPastAfter(middle_s) ? after_s : before_s) = middle_s;
    }
    return after_s;
}

void Bench::constantVoltage(const PayloadStep& step, double row_s)
{
    const double held_V = step.voltage_V.value_or(m_cell.voltage_V(0));
    const double end_s = m_elapsed_s + step.time_s.value_or(year_s);
    const double cutOff_mA = step.minCurrent_mA.empty() ? 0 : std::abs(step.minCurrent_mA.front());
    const double answer_s = std::min(row_s, shortestRow_s);
    for (double part_s = 0; (part_s = nextStep_s(end_s, answer_s)) > 0;) {
        const double current_A = m_cell.currentAtVoltage_A(held_V, part_s);
        m_cell.apply(current_A, part_s);
        addRow(ControlMode::Potentiostatic, current_A, held_V, part_s);
        if (std::abs(current_A) * mAPerA <= cutOff_mA) {
            return;
        }
    }
}

/// A charge after a discharge begins another cycle; the first few are formation and do not age the cell.
void Bench::countCycle(double current_A)
{
    if (current_A < 0) {
        m_hasDischarged = true;
        return;
    }
    if (current_A > 0 && m_hasDischarged) {
        m_hasDischarged = false;
        m_cell.beginNextCycle();
        if (++m_cyclesDone > formationCycles) {
            m_cell.age();
        }
    }
}

void Bench::addRow(ControlMode mode, double current_A, double voltage_V, double duration_s)
{
    m_elapsed_s += duration_s;
    if (!m_record) {
        return;
    }
    const double share = static_cast<double>(m_random() >> 11U) * 0x1p-53;  // [0, 1), the same everywhere
    m_series.uts.push_back(m_start_uts + std::round(m_elapsed_s * 1000) / 1000);
    m_series.voltage_V.push_back(static_cast<float>(voltage_V + (2 * share - 1) * voltageNoise_V));
    m_series.current_A.push_back(static_cast<float>(current_A));
    m_series.cycleNumber.push_back(m_loop);
    m_series.technique.push_back(static_cast<std::int16_t>(mode));
    m_series.index.push_back(m_index);
}

Bench runAll(const std::string& sampleId, const std::vector<SimulatedJob>& jobs, bool record)
{
    Bench bench(sampleId, capacityOf_mAh(jobs.front().payload));
    for (const SimulatedJob& job : jobs) {
        bench.run(job, record && &job == &jobs.back());
    }
    return bench;
}

}  // namespace

bool canSimulate(const Json& payload)
{
    const auto method = payload.find("method");
    return method != payload.end() && std::all_of(method->begin(), method->end(), [](const Json& step) {
               const auto technique = textAt(step, "technique");
               return technique && std::find(techniques.begin(), techniques.end(), *technique) != techniques.end();
           });
}

double durationOf_s(const std::string& sampleId, const std::vector<SimulatedJob>& jobs)
{
    return runAll(sampleId, jobs, false).elapsed_s();
}

Recording recordingOf(const std::string& sampleId, const std::vector<SimulatedJob>& jobs)
{
    Bench bench = runAll(sampleId, jobs, true);
    Recording recording;
    recording.format = "simulated cell";
    recording.series = bench.takeSeries();
    recording.start_uts = recording.series.uts.front();
    recording.end_uts = recording.series.uts.back();
    recording.timeZone = "UTC";
    return recording;
}

}  // namespace aurora::cyclers
