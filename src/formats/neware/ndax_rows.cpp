#include "formats/neware/ndax_rows.h"

#include "aurora/core/error.h"
#include "formats/neware/record_rows.h"

#include <algorithm>
#include <cmath>

namespace aurora::formats::neware {

namespace {

constexpr double secondsPerHour = 3600;
constexpr std::uint32_t rowsBetweenLooks = 1 << 16;

void lookForCancel(std::uint32_t index, Progress& progress)
{
    if (index % rowsBetweenLooks == 0) {
        progress.throwIfCancelled();
    }
}

/// A record of `data_runInfo.ndc`: where the row of that index really stands.
struct RunInfo
{
    std::uint32_t index = 0;
    std::int64_t stepNumber = 0;
    double interval_s = 0;
    Row row;
};

/// All run info in order of index; of two with the same index the first in the file.
std::vector<RunInfo> readRunInfo(const NdcFile& file)
{
    const NdcLayout& layout = file.layout();
    const CounterFields counters(layout.fields);
    const FieldReader stepTime(layout, Quantity::StepTime_s);
    const FieldReader interval(layout, Quantity::RecordInterval_s);
    const FieldReader unixTime(layout, Quantity::UnixTime_s);
    const FieldReader milliseconds(layout, Quantity::UnixMilliseconds_s);
    const FieldReader stepNumber(layout, Quantity::StepNumber);
    const FieldReader index(layout, Quantity::Index);

    std::vector<RunInfo> infos;
    infos.reserve(file.size());
    file.forEachRecord([&](std::uint32_t, const std::uint8_t* record) {
        RunInfo& info = infos.emplace_back();
        info.index = static_cast<std::uint32_t>(index.integer(record));
        info.stepNumber = stepNumber.integer(record);
        info.interval_s = interval.value(record);
        counters.read(record, 1, info.row);
        info.row.stepTime_s = stepTime.value(record);
        info.row.date_s = unixTime.value(record) + (milliseconds ? milliseconds.value(record) : 0);
    });
    const auto byIndex = [](const RunInfo& a, const RunInfo& b) { return a.index < b.index; };
    if (!std::is_sorted(infos.begin(), infos.end(), byIndex)) {
        std::stable_sort(infos.begin(), infos.end(), byIndex);
    }
    const auto sameIndex = [](const RunInfo& a, const RunInfo& b) { return a.index == b.index; };
    infos.erase(std::unique(infos.begin(), infos.end(), sameIndex), infos.end());
    return infos;
}

/// Moves a row on by one interval, with the voltage and current that it has now.
void advance(Row& row, double interval_s)
{
    const double current_mA = std::abs(row.current_mA);
    const double charge_mAh = current_mA * interval_s / secondsPerHour;
    row.stepTime_s += interval_s;
    row.date_s += interval_s;
    if (row.current_mA > 0) {
        row.chargeCapacity_mAh += charge_mAh;
        row.chargeEnergy_mWh += charge_mAh * row.voltage_V;
    }
    if (row.current_mA < 0) {
        row.dischargeCapacity_mAh += charge_mAh;
        row.dischargeEnergy_mWh += charge_mAh * row.voltage_V;
    }
}

/// Goes through the run info as the rows go by and tells each row's place.
class Clock
{
public:
    explicit Clock(std::vector<RunInfo> infos) : m_infos(std::move(infos)) {}

    /// Sets time, counters and step of the row, whose index, voltage and current are known. @return false: no time
    [[nodiscard]] bool place(Row& row)
    {
        while (m_next < m_infos.size() && m_infos[m_next].index < row.index) {
            ++m_next;
        }
        if (m_next == m_infos.size() || m_infos[m_next].index != row.index) {
            advance(row, m_interval_s);
            return m_started;
        }
        const RunInfo& info = m_infos[m_next];
        const std::int32_t step = !m_started ? 0 : row.step + (info.stepNumber != m_stepNumber ? 1 : 0);
        const Row known = row;
        row = info.row;
        row.index = known.index;
        row.voltage_V = known.voltage_V;
        row.current_mA = known.current_mA;
        row.step = step;
        m_started = true;
        m_stepNumber = info.stepNumber;
        m_interval_s = info.interval_s;
        return true;
    }

private:
    std::vector<RunInfo> m_infos;
    std::size_t m_next = 0;
    bool m_started = false;
    std::int64_t m_stepNumber = 0;
    double m_interval_s = 0;
};

std::vector<StepRun> readSteps(const NdcFile* file)
{
    std::vector<StepRun> steps;
    if (file == nullptr) {
        return steps;
    }
    const FieldReader cycle(file->layout(), Quantity::Cycle);
    const FieldReader stepIndex(file->layout(), Quantity::StepIndex);
    const FieldReader stepType(file->layout(), Quantity::StepType);
    steps.reserve(file->size());
    file->forEachRecord([&](std::uint32_t, const std::uint8_t* record) {
        StepRun& step = steps.emplace_back();
        step.cycle = static_cast<std::int32_t>(static_cast<std::uint32_t>(cycle.integer(record)) + 1U);
        step.stepIndex = static_cast<std::int32_t>(stepIndex.integer(record));
        step.type = static_cast<std::int16_t>(stepType.integer(record));
    });
    return steps;
}

/// As many steps as the rows have; those that the step file does not tell of are of no type.
void fitSteps(std::size_t needed, RowsRead& result)
{
    if (result.steps.size() < needed) {
        result.warnings.push_back("The file tells the type of " + std::to_string(result.steps.size()) + " steps, but " +
                                  std::to_string(needed) +
                                  " were run; the others have step type 0 and the cycle number before them.");
    }
    StepRun unknown;
    unknown.cycle = result.steps.empty() ? 1 : result.steps.back().cycle;
    result.steps.resize(needed, unknown);
}

/// Versions from 8 on: voltage and current of each record, the rest from the run info.
RowsRead readSparseRows(const RowSources& sources, RowReceiver& receiver, Progress& progress)
{
    RowsRead result;
    if (sources.main->size() == 0) {
        return result;
    }
    if (sources.runInfo == nullptr || sources.runInfo->size() == 0) {
        throw FormatError("data_runInfo.ndc is missing or empty, so the " + std::to_string(sources.main->size()) +
                          " records of data.ndc have no times. Nothing was read; copy the file again.");
    }
    const FieldReader voltage(sources.main->layout(), Quantity::Voltage_V);
    const FieldReader current(sources.main->layout(), Quantity::Current_mA);
    Clock clock(readRunInfo(*sources.runInfo));
    Row row;
    std::size_t timeless = 0;
    bool any = false;
    sources.main->forEachRecord([&](std::uint32_t index, const std::uint8_t* record) {
        lookForCancel(index, progress);
        row.index = index;
        row.voltage_V = voltage.value(record);
        row.current_mA = current.value(record);
        if (!clock.place(row)) {
            ++timeless;
            return;
        }
        any = true;
        receiver.add(row);
    });
    if (!any) {
        throw FormatError("data_runInfo.ndc tells the time of no record of data.ndc, which has " +
                          std::to_string(sources.main->size()) + ". Nothing was read; copy the file again.");
    }
    if (timeless > 0) {
        result.warnings.push_back("The first " + std::to_string(timeless) +
                                  " records have no time in data_runInfo.ndc and were left out.");
    }
    result.steps = readSteps(sources.steps);
    fitSteps(static_cast<std::size_t>(row.step) + 1, result);
    return result;
}

/// Versions up to 5: everything is in the record, the steps too.
RowsRead readCalendarRows(const RowSources& sources, RowReceiver& receiver, Progress& progress)
{
    constexpr std::int32_t cycleOffset = 1;
    RecordRows rows(sources.main->layout().fields, cycleOffset);
    sources.main->forEachRecord([&](std::uint32_t slot, const std::uint8_t* record) {
        lookForCancel(slot, progress);
        receiver.add(rows.next(record));
    });
    return {rows.takeSteps(), {}};
}

/// Version 6: times and counters are in the record, the steps in a file of their own.
RowsRead readCompleteRows(const RowSources& sources, RowReceiver& receiver, Progress& progress)
{
    const NdcLayout& layout = sources.main->layout();
    const CounterFields counters(layout.fields);
    const FieldReader stepTime(layout, Quantity::StepTime_s);
    const FieldReader unixTime(layout, Quantity::UnixTime_s);
    const FieldReader stepNumber(layout, Quantity::StepNumber);
    const FieldReader voltage(layout, Quantity::Voltage_V);
    const FieldReader current(layout, Quantity::Current_mA);

    RowsRead result;
    result.steps = readSteps(sources.steps);
    std::int64_t lastNumber = 0;
    Row row;
    row.step = -1;
    sources.main->forEachRecord([&](std::uint32_t index, const std::uint8_t* record) {
        lookForCancel(index, progress);
        const std::int64_t number = stepNumber.integer(record);
        if (row.step < 0 || number != lastNumber) {
            ++row.step;
        }
        lastNumber = number;
        counters.read(record, 1, row);
        row.stepTime_s = stepTime.value(record);
        row.index = index;
        row.date_s = unixTime.value(record);
        row.voltage_V = voltage.value(record);
        row.current_mA = current.value(record);
        receiver.add(row);
    });
    const std::int32_t stepsRun = row.step + 1;
    fitSteps(static_cast<std::size_t>(stepsRun), result);
    return result;
}

}  // namespace

DateKind dateKind(const NdcLayout& main)
{
    return main.find(Quantity::Year) != nullptr ? DateKind::LocalCalendar : DateKind::Unix;
}

RowsRead readRows(const RowSources& sources, RowReceiver& receiver, Progress& progress)
{
    const NdcLayout& layout = sources.main->layout();
    if (layout.find(Quantity::StepTime_s) == nullptr) {
        return readSparseRows(sources, receiver, progress);
    }
    if (dateKind(layout) == DateKind::LocalCalendar) {
        return readCalendarRows(sources, receiver, progress);
    }
    return readCompleteRows(sources, receiver, progress);
}

}  // namespace aurora::formats::neware
