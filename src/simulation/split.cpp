#include "aurora/simulation/writers.h"

#include <algorithm>

namespace aurora::simulation {

namespace {

template <typename T>
std::vector<T> slice(const std::vector<T>& column, std::size_t first, std::size_t last)
{
    if (column.empty()) {
        return {};
    }
    return {column.begin() + static_cast<std::ptrdiff_t>(first), column.begin() + static_cast<std::ptrdiff_t>(last)};
}

CyclingSeries slice(const CyclingSeries& all, std::size_t first, std::size_t last)
{
    CyclingSeries part;
    part.uts = slice(all.uts, first, last);
    part.voltage_V = slice(all.voltage_V, first, last);
    part.current_A = slice(all.current_A, first, last);
    part.chargeStep_mAh = slice(all.chargeStep_mAh, first, last);
    part.cycleNumber = slice(all.cycleNumber, first, last);
    part.technique = slice(all.technique, first, last);
    if (all.frequency_Hz[first] > 0) {
        part.frequency_Hz = slice(all.frequency_Hz, first, last);
        part.reZ_ohm = slice(all.reZ_ohm, first, last);
        part.imZ_ohm = slice(all.imZ_ohm, first, last);
    }
    return part;
}

Segment segment(const Recording& recording, const CellProgram& program, std::size_t first, std::size_t last)
{
    Segment result{recording, program};
    CyclingSeries& series = result.recording.series;
    series = slice(recording.series, first, last);
    const bool isLast = last == recording.series.size();
    result.recording.start_uts = series.uts.front();
    result.recording.end_uts = series.uts.back();
    result.recording.finished = !isLast || recording.finished.value_or(true);

    const std::int32_t firstCycle = series.cycleNumber.front();
    const std::int32_t cycles = series.cycleNumber.back() - firstCycle + 1;
    result.program.start_uts = series.uts.front();
    result.program.formationCycles = std::clamp(program.formationCycles - firstCycle, 0, cycles);
    result.program.cycles = cycles - result.program.formationCycles;
    result.program.finished = *result.recording.finished;
    if (first > 0) {
        result.program.firstRest_s = 0;
    }
    for (std::int32_t& cycle : series.cycleNumber) {
        cycle -= firstCycle;
    }
    return result;
}

}  // namespace

std::vector<Segment> splitAtImpedance(const Recording& recording, const CellProgram& program)
{
    const CyclingSeries& series = recording.series;
    if (!series.hasImpedance()) {
        return {Segment{recording, program}};
    }
    std::vector<Segment> segments;
    const auto isImpedance = [&](std::size_t row) { return series.frequency_Hz[row] > 0; };
    for (std::size_t first = 0; first < series.size();) {
        std::size_t last = first + 1;
        while (last < series.size() && isImpedance(last) == isImpedance(first)) {
            ++last;
        }
        segments.push_back(segment(recording, program, first, last));
        first = last;
    }
    return segments;
}

}  // namespace aurora::simulation
