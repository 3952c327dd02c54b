#include "formats/neware/run_info.h"

#include "formats/neware/record_rows.h"

#include <algorithm>
#include <cmath>

namespace aurora::formats::neware {

namespace {

constexpr double secondsPerHour = 3600;

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

/// Steps are counted where their number changes. Where run info is missing, numbers tell how many steps it was, but
/// never more than records are missing.
void countSteps(std::vector<RunInfo>& infos, std::size_t missingRecords)
{
    std::int32_t step = 0;
    for (std::size_t i = 0; i < infos.size(); ++i) {
        const std::int64_t steps = i == 0 ? 0 : infos[i].stepNumber - infos[i - 1].stepNumber;
        if (steps != 0) {
            const bool credible =
                infos[i].afterDamage && steps > 1 && static_cast<std::size_t>(steps) <= missingRecords + 1;
            step += credible ? static_cast<std::int32_t>(steps) : 1;
            missingRecords -= credible ? static_cast<std::size_t>(steps) - 1 : 0;
        }
        infos[i].row.step = step;
    }
}

}  // namespace

RunInfos readRunInfo(const NdcFile& file)
{
    const NdcLayout& layout = file.layout();
    const CounterFields counters(layout.fields);
    const FieldReader stepTime(layout, Quantity::StepTime_s);
    const FieldReader interval(layout, Quantity::RecordInterval_s);
    const FieldReader unixTime(layout, Quantity::UnixTime_s);
    const FieldReader milliseconds(layout, Quantity::UnixMilliseconds_s);
    const FieldReader stepNumber(layout, Quantity::StepNumber);
    const FieldReader index(layout, Quantity::Index);

    RunInfos infos;
    infos.list.reserve(file.size());
    bool afterDamage = false;
    std::size_t missingRecords = 0;
    const auto readRecord = [&](std::uint32_t, const std::uint8_t* record) {
        RunInfo& info = infos.list.emplace_back();
        info.stepNumber = stepNumber.integer(record);
        info.interval_s = interval.value(record);
        info.afterDamage = afterDamage;
        info.row.index = static_cast<std::uint32_t>(index.integer(record));
        counters.read(record, 1, info.row);
        info.row.stepTime_s = stepTime.value(record);
        info.row.date_s = unixTime.value(record) + milliseconds.valueOr(record, 0);
        afterDamage = false;
    };
    file.forEachRecord(readRecord, [&](std::size_t slots) {
        afterDamage = true;
        missingRecords += slots;
    });
    infos.endIsMissing = afterDamage || file.cutOff();

    const auto byIndex = [](const RunInfo& a, const RunInfo& b) { return a.row.index < b.row.index; };
    if (!std::is_sorted(infos.list.begin(), infos.list.end(), byIndex)) {
        std::stable_sort(infos.list.begin(), infos.list.end(), byIndex);
    }
    const auto sameIndex = [](const RunInfo& a, const RunInfo& b) { return a.row.index == b.row.index; };
    infos.list.erase(std::unique(infos.list.begin(), infos.list.end(), sameIndex), infos.list.end());
    countSteps(infos.list, missingRecords);
    return infos;
}

bool Clock::place(Row& row)
{
    const std::vector<RunInfo>& infos = m_infos.list;
    while (m_next < infos.size() && infos[m_next].row.index < row.index) {
        ++m_next;
    }
    if (m_next == infos.size() || infos[m_next].row.index != row.index) {
        if (!m_onTrack || infoIsMissingBeforeNext()) {
            m_onTrack = false;
            return false;
        }
        row.afterMissingRows = false;
        advance(row, m_interval_s);
        return true;
    }
    const RunInfo& info = infos[m_next];
    const double voltage_V = row.voltage_V;
    const double current_mA = row.current_mA;
    row = info.row;
    row.voltage_V = voltage_V;
    row.current_mA = current_mA;
    row.afterMissingRows = m_started && !m_onTrack;
    m_started = true;
    m_onTrack = true;
    m_interval_s = info.interval_s;
    return true;
}

/// Between the run info before and the next one some may have stood that was lost.
bool Clock::infoIsMissingBeforeNext() const
{
    return m_next == m_infos.list.size() ? m_infos.endIsMissing : m_infos.list[m_next].afterDamage;
}

}  // namespace aurora::formats::neware
