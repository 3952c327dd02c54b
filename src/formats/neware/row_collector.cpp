#include "formats/neware/row_collector.h"

#include "formats/neware/date_text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <type_traits>
#include <variant>

namespace aurora::formats::neware {

namespace {

constexpr std::size_t rowsBetweenLooks = 1 << 16;
constexpr double perThousand = 1000;
constexpr double secondsPerHour = 3600;
constexpr double leastTimeStep_s = 1e-6;
constexpr double earliestStart_uts = 978'307'200;    // 2001-01-01: anything before is a clock that was never set
constexpr double latestStart_uts = 253'402'300'799;  // the end of the year 9999: anything after is no date

void lookForCancel(std::size_t row, Progress& progress)
{
    if (row % rowsBetweenLooks == 0) {
        progress.throwIfCancelled();
    }
}

/// The column that a fact about steps makes.
template <class Value, class Fact>
std::vector<Value> perRow(const std::vector<std::int32_t>& stepOfRow, Fact&& factOfStep, Progress& progress)
{
    std::vector<Value> values;
    values.reserve(stepOfRow.size());
    for (const std::int32_t step : stepOfRow) {
        lookForCancel(values.size(), progress);
        values.push_back(factOfStep(static_cast<std::size_t>(step)));
    }
    return values;
}

/// No values of the same type.
ColumnValues withoutRows(const ColumnValues& values)
{
    return std::visit([](const auto& rows) { return ColumnValues(std::decay_t<decltype(rows)>()); }, values);
}

double laterThan(double uts)
{
    return std::max(uts + leastTimeStep_s, std::nextafter(uts, std::numeric_limits<double>::infinity()));
}

}  // namespace

RowCollector::RowCollector(const ReadOptions& options, DateKind dates, std::size_t expectedRows, DischargeSign sign)
    : m_options(options), m_dates(dates), m_sign(sign)
{
    m_series.uts.reserve(expectedRows);
    m_series.voltage_V.reserve(expectedRows);
    m_series.current_A.reserve(expectedRows);
    m_series.chargeStep_mAh.reserve(expectedRows);
    m_stepOfRow.reserve(expectedRows);
    if (m_options.allColumns == AllColumns::No) {
        return;
    }
    m_indices.reserve(expectedRows);
    for (std::vector<double>* column :
         {&m_details.stepTime_s, &m_details.totalTime_s, &m_details.date_s, &m_details.current_uA,
          &m_details.voltage_mV, &m_details.capacity_mAs, &m_details.energy_mWs})
    {
        column->reserve(expectedRows);
    }
}

/// The first row is at its own date; from there on the total time counts, because the date may jump.
void RowCollector::start(const Row& row, double totalTime_s)
{
    if (row.date_s >= earliestStart_uts && row.date_s <= latestStart_uts) {
        m_start_uts = m_dates == DateKind::Unix ? row.date_s : calendarToUts(row.date_s, m_options.timeZone);
    } else {
        m_start_uts = m_options.start_uts;
    }
    m_origin_s = m_start_uts ? *m_start_uts - totalTime_s : 0;
}

/// The time of the steps that have ended since the last row. Where rows are missing, its end is not known, and the
/// dates tell how long it was.
double RowCollector::stepsSince(const Row& row) const
{
    if (!row.afterMissingRows) {
        return m_last.stepTime_s;
    }
    const double passed_s = row.date_s - m_last.date_s - row.stepTime_s;
    return m_last.stepTime_s + (passed_s > 0 ? passed_s : 0);
}

void RowCollector::add(const Row& row)
{
    const bool first = m_series.uts.empty();
    const bool newStep = first || row.step != m_last.step;
    if (!first && newStep) {
        m_stepsBefore_s += stepsSince(row);
    }
    const double totalTime_s = std::isnan(row.totalTime_s) ? m_stepsBefore_s + row.stepTime_s : row.totalTime_s;
    if (first) {
        start(row, totalTime_s);
    }
    double uts = m_origin_s + totalTime_s;
    if (newStep && row.stepTime_s == 0) {
        uts += leastTimeStep_s;  // the total time stands still between two steps
    }
    if (!first && !(uts > m_series.uts.back())) {
        uts = laterThan(m_series.uts.back());
    }
    const double charge_mAh = row.chargeCapacity_mAh - row.dischargeCapacity_mAh;
    const double before_mAh = newStep ? 0 : m_last.chargeCapacity_mAh - m_last.dischargeCapacity_mAh;
    m_series.uts.push_back(uts);
    m_series.voltage_V.push_back(static_cast<float>(row.voltage_V));
    m_series.current_A.push_back(static_cast<float>(row.current_mA / perThousand));
    m_series.chargeStep_mAh.push_back(first ? 0.0F : static_cast<float>(charge_mAh - before_mAh));
    m_stepOfRow.push_back(row.step);
    if (m_options.allColumns == AllColumns::Yes) {
        addDetails(row, totalTime_s);
    }
    m_last = row;
}

void RowCollector::addDetails(const Row& row, double totalTime_s)
{
    m_indices.push_back(row.index);
    m_details.stepTime_s.push_back(row.stepTime_s);
    m_details.totalTime_s.push_back(totalTime_s);
    m_details.date_s.push_back(row.date_s);
    m_details.current_uA.push_back(row.current_mA * perThousand);
    m_details.voltage_mV.push_back(row.voltage_V * perThousand);
    const auto shown = [&](double net) { return m_sign == DischargeSign::Positive ? std::abs(net) : net; };
    m_details.capacity_mAs.push_back(shown(row.chargeCapacity_mAh - row.dischargeCapacity_mAh) * secondsPerHour);
    m_details.energy_mWs.push_back(shown(row.chargeEnergy_mWh - row.dischargeEnergy_mWh) * secondsPerHour);
}

void RowCollector::finish(const std::vector<StepRun>& steps, Recording& recording, AfterRest afterRest,
                          Progress& progress)
{
    const std::vector<std::int32_t> cycles = countCycles(steps, m_options.cycleMode, afterRest);
    m_series.cycleNumber = perRow<std::int32_t>(
        m_stepOfRow, [&](std::size_t step) { return cycles[step]; }, progress);
    m_series.technique = perRow<std::int16_t>(
        m_stepOfRow, [&](std::size_t step) { return steps[step].type; }, progress);
    if (m_start_uts && !m_series.uts.empty()) {
        recording.start_uts = m_series.uts.front();
        recording.end_uts = m_series.uts.back();
    } else if (!m_series.uts.empty()) {
        recording.warnings.emplace_back("The file does not say when the test began: times count from its beginning.");
    }
    recording.series = std::move(m_series);
    std::vector<Column> columns = takeColumns(steps, progress);
    for (const Column& column : columns) {
        recording.vendorColumnNames.push_back({column.name, column.unit, withoutRows(column.values)});
    }
    if (m_options.allColumns == AllColumns::Yes) {
        recording.vendorColumns = std::move(columns);
    }
}

/// BTSDA adds one offset to all dates of a file, that of its first row, also where summer time begins or ends in it.
std::vector<Column> RowCollector::takeColumns(const std::vector<StepRun>& steps, Progress& progress)
{
    const std::vector<std::int32_t> rows =
        m_options.allColumns == AllColumns::Yes ? std::move(m_stepOfRow) : std::vector<std::int32_t>{};
    const double zoneOffset_s =
        m_dates == DateKind::Unix && m_start_uts ? utsToCalendar(*m_start_uts, m_options.timeZone) - *m_start_uts : 0;
    std::vector<std::string> dates;
    dates.reserve(rows.size());
    for (const double date_s : m_details.date_s) {
        lookForCancel(dates.size(), progress);
        dates.push_back(dateText(date_s + zoneOffset_s));
    }
    const auto count = [](std::size_t step) { return static_cast<std::int32_t>(step) + 1; };
    const auto cycle = [&](std::size_t step) { return steps[step].cycle; };
    const auto stepIndex = [&](std::size_t step) { return steps[step].stepIndex; };
    const auto typeName = [&](std::size_t step) { return stepTypeName(steps[step].type); };

    std::vector<Column> columns;
    columns.push_back({"Cycle Index", "", perRow<std::int32_t>(rows, cycle, progress)});
    columns.push_back({"Step Index", "", perRow<std::int32_t>(rows, stepIndex, progress)});
    columns.push_back({"Step Count", "", perRow<std::int32_t>(rows, count, progress)});
    columns.push_back({"Step Type", "", perRow<std::string>(rows, typeName, progress)});
    columns.push_back({"Time", "s", std::move(m_details.stepTime_s)});
    columns.push_back({"Total Time", "s", std::move(m_details.totalTime_s)});
    columns.push_back({"Date", "", std::move(dates)});
    columns.push_back({"Current", "uA", std::move(m_details.current_uA)});
    columns.push_back({"Voltage", "mV", std::move(m_details.voltage_mV)});
    columns.push_back({"Capacity", "mAs", std::move(m_details.capacity_mAs)});
    columns.push_back({"Energy", "mWs", std::move(m_details.energy_mWs)});
    return columns;
}

}  // namespace aurora::formats::neware
