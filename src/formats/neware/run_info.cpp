#include "formats/neware/run_info.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace aurora::formats::neware {

namespace {

constexpr double secondsPerHour = 3600;
constexpr std::size_t recordsBetweenLooks = 1 << 16;

/// What rows take from run info.
constexpr std::array neededQuantities{
    Quantity::StepTime_s,         Quantity::RecordInterval_s,
    Quantity::UnixTime_s,         Quantity::UnixMilliseconds_s,
    Quantity::StepNumber,         Quantity::Index,
    Quantity::ChargeCapacity_mAh, Quantity::DischargeCapacity_mAh,
    Quantity::ChargeEnergy_mWh,   Quantity::DischargeEnergy_mWh,
};

/// Bytes of a record up to the end of the last field that is needed.
std::size_t neededBytes(const NdcLayout& layout)
{
    std::size_t bytes = 0;
    for (const NdcField& field : layout.fields) {
        if (std::find(neededQuantities.begin(), neededQuantities.end(), field.quantity) != neededQuantities.end()) {
            bytes = std::max<std::size_t>(bytes, field.offset + sizeOf(field.stored));
        }
    }
    return bytes;
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

}  // namespace

RunInfos::RunInfos(const NdcFile& file, Progress& progress)
    : m_header(file.header()), m_recordSize(neededBytes(m_header.layout))
{
    const FieldReader index(layout(), Quantity::Index);
    m_bytes.reserve(file.size() * m_recordSize);
    bool afterDamage = false;
    bool inOrder = true;
    std::int64_t last = 0;
    const auto keep = [&](std::uint32_t, const std::uint8_t* record) {
        if (m_size % recordsBetweenLooks == 0) {
            progress.throwIfCancelled();
        }
        m_bytes.insert(m_bytes.end(), record, record + m_recordSize);
        if (afterDamage) {
            m_afterDamage.resize(m_size + 1);
            m_afterDamage.back() = true;
            afterDamage = false;
        }
        inOrder = inOrder && index.integer(record) >= last;
        last = index.integer(record);
        ++m_size;
    };
    file.forEachRecord(keep, [&](std::size_t slots) {
        afterDamage = true;
        m_missing += slots;
    });
    m_endIsMissing = afterDamage || file.cutOff();
    if (!inOrder) {
        sortByIndex(progress);
    }
}

void RunInfos::sortByIndex(Progress& progress)
{
    const FieldReader index(layout(), Quantity::Index);
    std::vector<std::uint32_t> order(m_size);
    std::iota(order.begin(), order.end(), 0U);
    std::size_t compared = 0;
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (++compared % recordsBetweenLooks == 0) {
            progress.throwIfCancelled();
        }
        return index.integer(m_bytes.data() + a * m_recordSize) < index.integer(m_bytes.data() + b * m_recordSize);
    });
    m_order = std::move(order);
}

Clock::Clock(const RunInfos& infos)
    : m_infos(infos),
      m_counters(infos.layout().fields),
      m_stepTime(infos.layout(), Quantity::StepTime_s),
      m_interval(infos.layout(), Quantity::RecordInterval_s),
      m_unixTime(infos.layout(), Quantity::UnixTime_s),
      m_milliseconds(infos.layout(), Quantity::UnixMilliseconds_s),
      m_stepNumber(infos.layout(), Quantity::StepNumber),
      m_index(infos.layout(), Quantity::Index),
      m_missingRecords(infos.missing())
{
    if (!atEnd()) {
        readNext();
    }
}

void Clock::readNext()
{
    const std::uint8_t* record = m_infos.record(m_next);
    m_nextIndex = static_cast<std::uint32_t>(m_index.integer(record));
    m_nextNumber = m_stepNumber.integer(record);
}

/// Goes to the run info of another row; of several of one row the first counts.
void Clock::goToNext()
{
    const std::uint32_t index = m_nextIndex;
    const std::int64_t number = m_nextNumber;
    do {
        ++m_next;
        if (atEnd()) {
            return;
        }
        readNext();
    } while (m_nextIndex == index);
    if (m_nextNumber != number) {
        countSteps(m_nextNumber - number);
    }
}

/// Steps are counted where their number changes. Where run info is missing, numbers tell how many steps it was, but
/// never more than records are missing.
void Clock::countSteps(std::int64_t steps)
{
    const bool credible =
        m_infos.isAfterDamage(m_next) && steps > 1 && static_cast<std::size_t>(steps) <= m_missingRecords + 1;
    m_step += credible ? static_cast<std::int32_t>(steps) : 1;
    m_missingRecords -= credible ? static_cast<std::size_t>(steps) - 1 : 0;
}

bool Clock::place(Row& row)
{
    while (!atEnd() && m_nextIndex < row.index) {
        goToNext();
    }
    if (atEnd() || m_nextIndex != row.index) {
        if (!m_onTrack || infoIsMissingBeforeNext()) {
            m_onTrack = false;
            return false;
        }
        row.afterMissingRows = false;
        advance(row, m_interval_s);
        return true;
    }
    const std::uint8_t* record = m_infos.record(m_next);
    m_counters.read(record, 1, row);
    row.stepTime_s = m_stepTime.value(record);
    row.date_s = m_unixTime.value(record) + m_milliseconds.valueOr(record, 0);
    row.step = m_step;
    row.afterMissingRows = m_started && !m_onTrack;
    m_started = true;
    m_onTrack = true;
    m_interval_s = m_interval.value(record);
    return true;
}

/// Between the run info before and the next one some may have stood that was lost.
bool Clock::infoIsMissingBeforeNext() const
{
    return atEnd() ? m_infos.endIsMissing() : m_infos.isAfterDamage(m_next);
}

}  // namespace aurora::formats::neware
