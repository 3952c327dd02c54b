#include "series_windows.h"

#include "aurora/analysis/curves.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"

#include <utility>

namespace aurora::services {

namespace {

constexpr std::size_t rowsOfWindow = std::size_t{1} << 18U;

/// Where windows of whole steps end: at the first end of a step after so many rows, and at the last row.
std::vector<std::size_t> endsOfWindows(const ColumnValues& steps)
{
    return std::visit(
        [](const auto& numbers) {
            std::vector<std::size_t> ends;
            std::size_t begin = 0;
            for (std::size_t row = 1; row <= numbers.size(); ++row) {
                const bool last = row == numbers.size();
                if (last || (row - begin >= rowsOfWindow && numbers[row] != numbers[row - 1])) {
                    ends.push_back(row);
                    begin = row;
                }
            }
            return ends;
        },
        steps);
}

std::vector<float> rounded(const std::vector<double>& values)
{
    return {values.begin(), values.end()};
}

}  // namespace

SeriesWindows::SeriesWindows(std::filesystem::path full, const Progress& progress) : m_file(std::move(full))
{
    static const std::vector<std::string> step{"Step"};
    static const std::vector<std::string> charge{"dQ (mAh)"};
    const storage::Frame steps = storage::readFrame(m_file, step, progress);
    if (const Column* const column = steps.find(step.front())) {
        m_ends = endsOfWindows(column->values);
    } else if (const std::size_t all = storage::rowCount(m_file); all > 0) {
        m_ends = {all};
    }
    m_knowsCharge = storage::readFrame(m_file, charge, storage::RowRange{0, 1}).find(charge.front()) != nullptr;
}

std::optional<MergedSeries> SeriesWindows::next(const Progress& progress)
{
    progress.throwIfCancelled();
    if (m_window == m_ends.size()) {
        return std::nullopt;
    }
    const std::size_t end = m_ends[m_window++];
    const std::size_t begin = std::exchange(m_begin, end);
    return storage::readFull(m_file, storage::RowRange{begin, end});
}

std::vector<Column> exportedColumns(MergedSeries series, const Progress& progress)
{
    std::vector<double> charge_mAh = analysis::chargeInCycle(series, progress);
    std::vector<double> slope_mAhPerV = analysis::differentialCapacity(series, progress);
    std::vector<Column> columns;
    columns.push_back({"uts", "", std::move(series.uts)});
    columns.push_back({"V", "V", std::move(series.voltage_V)});
    columns.push_back({"I", "A", std::move(series.current_A)});
    columns.push_back({"dQ", "mAh", rounded(series.charge_mAh)});  // float32, as the file has it
    columns.push_back({"technique", "", std::move(series.technique)});
    columns.push_back({"Step", "", std::move(series.step)});
    columns.push_back({"Cycle", "", std::move(series.cycle)});
    columns.push_back({"Q", "mAh", std::move(charge_mAh)});
    columns.push_back({"dQ/dV", "mAh/V", std::move(slope_mAhPerV)});
    return columns;
}

}  // namespace aurora::services
