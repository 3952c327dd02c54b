#include "aurora/analysis/merge.h"

#include "analysis/row_looks.h"
#include "aurora/analysis/cycles.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace aurora::analysis {

namespace {

constexpr double forever = std::numeric_limits<double>::infinity();

struct Entry
{
    std::size_t input = 0;
    RecordingExtent extent;
};

/// Recordings with rows, by their first time; of those that begin together the longer first.
std::vector<Entry> inOrderOfTime(std::span<const RecordingExtent> extents)
{
    std::vector<Entry> entries;
    for (std::size_t input = 0; input < extents.size(); ++input) {
        if (extents[input].begin_uts <= extents[input].end_uts) {
            entries.push_back({input, extents[input]});
        }
    }
    std::stable_sort(entries.begin(), entries.end(), [](const Entry& one, const Entry& other) {
        const RecordingExtent& a = one.extent;
        const RecordingExtent& b = other.extent;
        if (a.begin_uts != b.begin_uts) {
            return a.begin_uts < b.begin_uts;
        }
        return a.end_uts != b.end_uts ? a.end_uts > b.end_uts : a.rows > b.rows;
    });
    return entries;
}

/// The charge that flowed since the row before, in the order of the file; 0 in the first row.
double chargeStep_mAh(const CyclingSeries& recording, std::size_t row)
{
    if (row == 0) {
        return 0;
    }
    if (!recording.chargeStep_mAh.empty()) {
        const double counted = recording.chargeStep_mAh[row];
        return std::isfinite(counted) ? counted : 0;
    }
    constexpr double longestStep_s = 600;  // beyond it nobody knows what flowed
    constexpr double mAhPerAmpereSecond = 1000.0 / 3600.0;
    const double step_s = recording.uts[row] - recording.uts[row - 1];
    if (!(step_s > 0) || step_s > longestStep_s) {
        return 0;
    }
    const double sum_A = double{recording.current_A[row]} + double{recording.current_A[row - 1]};
    return std::isfinite(sum_A) ? mAhPerAmpereSecond * sum_A / 2 * step_s : 0;
}

bool isImpedance(const CyclingSeries& recording, std::size_t row)
{
    return recording.hasImpedance() && std::isfinite(recording.frequency_Hz[row]) && recording.frequency_Hz[row] != 0;
}

template <typename T>
T valueOr(const std::vector<T>& column, std::size_t row, T missing)
{
    return column.empty() ? missing : column[row];
}

/// Appends recordings, each beginning where the last one ended, and counts steps on the way.
class Concatenation
{
public:
    Concatenation(std::size_t rows, const Progress& progress) : m_progress(progress)
    {
        m_merged.series.uts.reserve(rows);
        m_merged.series.voltage_V.reserve(rows);
        m_merged.series.current_A.reserve(rows);
        m_merged.series.charge_mAh.reserve(rows);
        m_merged.series.technique.reserve(rows);
        m_merged.series.step.reserve(rows);
        m_merged.control.reserve(rows);
    }

    /// Whether the recording has rows later than what was appended before.
    [[nodiscard]] bool wants(const RecordingExtent& extent) const
    {
        const bool overlaps = extent.begin_uts < m_end_uts;
        return !overlaps || extent.end_uts > m_end_uts;
    }

    /// Appends the rows of the recording that are later than what was cut off before it.
    void append(const MergeInput& input, const Entry& entry)
    {
        const bool overlaps = entry.extent.begin_uts < m_end_uts;
        m_merged.used.push_back(entry.input);
        m_merged.lastFinished = input.finished;
        m_merged.firstRowOfLastRecording = m_merged.series.size();
        m_newRecording = true;
        m_control = controlOfRows(*input.series, input.techniqueCodes);
        appendRows(*input.series, entry.extent.inOrder, overlaps ? m_end_uts : -forever);
        m_end_uts = std::max(m_end_uts, entry.extent.end_uts);
    }

    [[nodiscard]] Merged take() { return std::move(m_merged); }

private:
    void appendRows(const CyclingSeries& recording, bool inOrder, double after_uts)
    {
        if (inOrder) {
            const auto first = std::upper_bound(recording.uts.begin(), recording.uts.end(), after_uts);
            for (auto row = static_cast<std::size_t>(first - recording.uts.begin()); row < recording.size(); ++row) {
                appendRow(recording, row);
            }
            return;
        }
        for (const std::size_t row : sortedRows(recording, after_uts)) {
            appendRow(recording, row);
        }
    }

    /// Where two techniques ran at once, or a clock was set back, rows are not in order of time.
    static std::vector<std::size_t> sortedRows(const CyclingSeries& recording, double after_uts)
    {
        std::vector<std::size_t> rows;
        rows.reserve(recording.size());
        for (std::size_t row = 0; row < recording.size(); ++row) {
            if (std::isfinite(recording.uts[row]) && recording.uts[row] > after_uts) {
                rows.push_back(row);
            }
        }
        std::stable_sort(rows.begin(), rows.end(),
                         [&](std::size_t a, std::size_t b) { return recording.uts[a] < recording.uts[b]; });
        return rows;
    }

    void appendRow(const CyclingSeries& recording, std::size_t row)
    {
        if (row % rowsBetweenLooks == 0) {
            m_progress.throwIfCancelled();
        }
        countStep(valueOr(recording.cycleNumber, row, 0), valueOr(recording.loopNumber, row, 0));
        if (isImpedance(recording, row)) {
            ImpedanceSeries& impedance = m_merged.impedance;
            impedance.uts.push_back(recording.uts[row]);
            impedance.cycle.push_back(0);
            impedance.frequency_Hz.push_back(recording.frequency_Hz[row]);
            impedance.reZ_ohm.push_back(recording.reZ_ohm[row]);
            impedance.imZ_ohm.push_back(recording.imZ_ohm[row]);
            return;
        }
        MergedSeries& series = m_merged.series;
        series.uts.push_back(recording.uts[row]);
        series.voltage_V.push_back(recording.voltage_V[row]);
        series.current_A.push_back(recording.current_A[row]);
        series.charge_mAh.push_back(chargeStep_mAh(recording, row));
        series.technique.push_back(valueOr<std::int16_t>(recording.technique, row, -1));
        series.step.push_back(m_step);
        m_merged.control.push_back(m_control[row]);
    }

    void countStep(std::int32_t cycleNumber, std::int32_t loopNumber)
    {
        if (m_newRecording || cycleNumber != m_cycleNumber || loopNumber != m_loopNumber) {
            ++m_step;
        }
        m_newRecording = false;
        m_cycleNumber = cycleNumber;
        m_loopNumber = loopNumber;
    }

    const Progress& m_progress;
    Merged m_merged;
    std::vector<Control> m_control;  ///< of the rows of the recording that is being appended
    double m_end_uts = -forever;
    bool m_newRecording = true;
    std::int32_t m_cycleNumber = 0;
    std::int32_t m_loopNumber = 0;
    std::int32_t m_step = 0;
};

/// The cycle of the last counted row before each point.
void assignCycles(ImpedanceSeries& impedance, const MergedSeries& series)
{
    std::size_t row = 0;
    std::int32_t cycle = 0;
    for (std::size_t point = 0; point < impedance.size(); ++point) {
        for (; row < series.size() && series.uts[row] <= impedance.uts[point]; ++row) {
            cycle = series.cycle[row] > 0 ? series.cycle[row] : cycle;
        }
        impedance.cycle[point] = cycle;
    }
}

}  // namespace

RecordingExtent extentOf(std::span<const double> uts)
{
    RecordingExtent extent;
    extent.rows = uts.size();
    double before = -forever;
    for (const double time : uts) {
        extent.inOrder = extent.inOrder && time >= before;
        before = time;
        if (std::isfinite(time)) {
            extent.begin_uts = std::min(extent.begin_uts, time);
            extent.end_uts = std::max(extent.end_uts, time);
        }
    }
    return extent;
}

Merged merge(std::span<const RecordingExtent> extents, const LoadRecording& load, const Progress& progress)
{
    const std::vector<Entry> entries = inOrderOfTime(extents);
    Concatenation concatenation(std::accumulate(entries.begin(), entries.end(), std::size_t{0},
                                                [](std::size_t sum, const Entry& e) { return sum + e.extent.rows; }),
                                progress);
    for (const Entry& entry : entries) {
        if (concatenation.wants(entry.extent)) {
            concatenation.append(load(entry.input), entry);
        }
    }
    Merged merged = concatenation.take();
    merged.series.cycle = numberCycles(merged.series, progress);
    assignCycles(merged.impedance, merged.series);
    return merged;
}

Merged merge(std::span<const MergeInput> inputs)
{
    std::vector<RecordingExtent> extents;
    for (const MergeInput& input : inputs) {
        extents.push_back(input.series == nullptr ? RecordingExtent{} : extentOf(input.series->uts));
    }
    return merge(
        extents, [&](std::size_t input) { return inputs[input]; }, Progress::none());
}

}  // namespace aurora::analysis
