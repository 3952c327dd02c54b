#include "formats/neware/ndax_rows.h"

#include "aurora/core/error.h"
#include "formats/neware/record_rows.h"

#include <utility>

namespace aurora::formats::neware {

namespace {

constexpr std::uint32_t rowsBetweenLooks = 1 << 16;

void lookForCancel(std::uint32_t index, Progress& progress)
{
    if (index % rowsBetweenLooks == 0) {
        progress.throwIfCancelled();
    }
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

void tellMissing(std::size_t first, std::size_t lost, RowsRead& result)
{
    if (first > 0) {
        result.warnings.push_back("The first " + std::to_string(first) +
                                  " records have no time in data_runInfo.ndc and were left out.");
    }
    if (lost > 0) {
        result.warnings.push_back(std::to_string(lost) +
                                  " records of data.ndc were left out: what would tell their time is missing.");
    }
}

/// Versions from 8 on: voltage and current of each record, the rest from the run info.
RowsRead readSparseRows(RowSources sources, RowReceiver& receiver, Progress& progress)
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
    Clock clock(*sources.runInfo);
    Row row;
    std::size_t first = 0;
    std::size_t lost = 0;
    const auto readRecord = [&](std::uint32_t index, const std::uint8_t* record) {
        lookForCancel(index, progress);
        row.index = index;
        row.voltage_V = voltage.value(record);
        row.current_mA = current.value(record);
        if (clock.place(row)) {
            receiver.add(row);
            return;
        }
        ++(clock.started() ? lost : first);
    };
    sources.main->forEachRecord(readRecord, [&](std::size_t) { clock.rowsAreMissing(); });
    if (!clock.started()) {
        throw FormatError("data_runInfo.ndc tells the time of no record of data.ndc, which has " +
                          std::to_string(sources.main->size()) + ". Nothing was read; copy the file again.");
    }
    tellMissing(first, lost, result);
    result.steps = std::move(sources.steps);
    fitSteps(static_cast<std::size_t>(row.step) + 1, result);
    return result;
}

/// Versions up to 5, 7 and 15: everything is in the record, the steps too.
RowsRead readRecordRows(const RowSources& sources, RowReceiver& receiver, Progress& progress)
{
    constexpr std::int32_t cycleOffset = 1;
    RecordRows rows(sources.main->layout().fields, cycleOffset);
    bool missing = false;
    const auto readRecord = [&](std::uint32_t slot, const std::uint8_t* record) {
        lookForCancel(slot, progress);
        Row row = rows.next(record, slot);
        row.afterMissingRows = std::exchange(missing, false);
        receiver.add(row);
    };
    sources.main->forEachRecord(readRecord, [&](std::size_t) { missing = true; });
    return {rows.takeSteps(), {}};
}

/// Version 6: times and counters are in the record, the steps in a file of their own.
RowsRead readCompleteRows(RowSources sources, RowReceiver& receiver, Progress& progress)
{
    const NdcLayout& layout = sources.main->layout();
    const CounterFields counters(layout.fields);
    const FieldReader stepTime(layout, Quantity::StepTime_s);
    const FieldReader unixTime(layout, Quantity::UnixTime_s);
    const FieldReader stepNumber(layout, Quantity::StepNumber);
    const FieldReader voltage(layout, Quantity::Voltage_V);
    const FieldReader current(layout, Quantity::Current_mA);

    RowsRead result;
    result.steps = std::move(sources.steps);
    std::int64_t lastNumber = 0;
    bool missing = false;
    Row row;
    row.step = -1;
    const auto readRecord = [&](std::uint32_t index, const std::uint8_t* record) {
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
        row.afterMissingRows = std::exchange(missing, false);
        receiver.add(row);
    };
    sources.main->forEachRecord(readRecord, [&](std::size_t) { missing = true; });
    const std::int32_t stepsRun = row.step + 1;
    fitSteps(static_cast<std::size_t>(stepsRun), result);
    return result;
}

}  // namespace

std::vector<StepRun> readSteps(const NdcFile& file)
{
    std::vector<StepRun> steps;
    const FieldReader cycle(file.layout(), Quantity::Cycle);
    const FieldReader stepIndex(file.layout(), Quantity::StepIndex);
    const FieldReader stepType(file.layout(), Quantity::StepType);
    steps.reserve(file.size());
    const auto readRecord = [&](std::uint32_t, const std::uint8_t* record) {
        StepRun& step = steps.emplace_back();
        step.cycle = static_cast<std::int32_t>(static_cast<std::uint32_t>(cycle.integer(record)) + 1U);
        step.stepIndex = static_cast<std::int32_t>(stepIndex.integer(record));
        step.type = static_cast<std::int16_t>(stepType.integer(record));
    };
    // The n-th record is the n-th step as run: those of a damaged page, which were all used, keep their places.
    file.forEachRecord(readRecord, [&](std::size_t slots) {
        const StepRun unknown{.cycle = steps.empty() ? 1 : steps.back().cycle};
        steps.insert(steps.end(), slots, unknown);
    });
    return steps;
}

bool hasEverythingInItsRecords(const NdcLayout& main)
{
    return main.find(Quantity::StepIndex) != nullptr;
}

bool needsRunInfo(const NdcLayout& main)
{
    return !hasEverythingInItsRecords(main) && main.find(Quantity::StepTime_s) == nullptr;
}

DateKind dateKind(const NdcLayout& main)
{
    return main.find(Quantity::Year) != nullptr ? DateKind::LocalCalendar : DateKind::Unix;
}

RowsRead readRows(RowSources sources, RowReceiver& receiver, Progress& progress)
{
    const NdcLayout& layout = sources.main->layout();
    if (hasEverythingInItsRecords(layout)) {
        return readRecordRows(sources, receiver, progress);
    }
    if (needsRunInfo(layout)) {
        return readSparseRows(std::move(sources), receiver, progress);
    }
    return readCompleteRows(std::move(sources), receiver, progress);
}

}  // namespace aurora::formats::neware
