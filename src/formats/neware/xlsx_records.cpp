#include "formats/neware/xlsx_records.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "formats/neware/xlsx_cells.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aurora::formats::neware {

namespace {

using xlsx::Cell;
using xlsx::CellType;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t mostColumns = 512;
constexpr double secondsPerDay = 86'400;
constexpr double excelDayOf1970 = 25'569;

/// A date on the clock of the lab as if it were UTC: text, or Excel's days.
double calendarSeconds(const Cell& cell)
{
    if (cell.type == CellType::Number) {
        return (parseNumber(cell.text).value_or(missing) - excelDayOf1970) * secondsPerDay;
    }
    return parseTimestamp(cell.text, "UTC").value_or(missing);
}

ReadOptions withoutAllColumns(ReadOptions options)
{
    options.allColumns = AllColumns::No;  // the vendor's columns are those of the sheet
    return options;
}

std::optional<std::int64_t> wholeNumber(double value)
{
    constexpr double largest = 1e15;
    return value == std::floor(value) && std::abs(value) < largest ? std::optional(static_cast<std::int64_t>(value))
                                                                   : std::nullopt;
}

std::int32_t index(double value, std::int32_t otherwise)
{
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    const std::optional<std::int64_t> whole = wholeNumber(value);
    return whole && *whole >= 0 && *whole <= largest ? static_cast<std::int32_t>(*whole) : otherwise;
}

}  // namespace

struct RecordSheet::Record
{
    double dataPoint = missing;
    double cycle = missing;
    double stepIndex = missing;
    double stepTime_s = missing;
    double totalTime_s = missing;
    double voltage_V = missing;
    double current_mA = missing;
    double capacity_mAh = missing;
    double chargeCapacity_mAh = missing;
    double dischargeCapacity_mAh = missing;
    std::string_view stepType;
    const Cell* date = nullptr;
};

RecordSheet::RecordSheet(const ReadOptions& options, std::optional<double> start_calendar, TableSource source)
    : m_options(options),
      m_start_calendar(start_calendar),
      m_rows(withoutAllColumns(options), DateKind::LocalCalendar, 0),
      m_vendorColumns(source)
{
}

void RecordSheet::beginContinuation()
{
    m_expectsHeader = true;
    m_isContinuation = true;
    m_rowInSheet = 0;
    m_wrongBeginning.reset();
}

xlsx::GoOn RecordSheet::row(std::span<const Cell> cells)
{
    ++m_rowInSheet;
    if (std::all_of(cells.begin(), cells.end(), isBlank)) {
        return xlsx::GoOn::Yes;
    }
    if (m_expectsHeader) {
        readHeader(cells);
        m_expectsHeader = false;
        return xlsx::GoOn::Yes;
    }
    Record record;
    for (const Cell& cell : cells) {
        if (cell.column < m_columns.size() && m_columns[cell.column].role != ColumnRole::None) {
            readCell(m_columns[cell.column], cell, record);
        }
    }
    if (m_isContinuation && !continues(record)) {
        return xlsx::GoOn::No;
    }
    addRecord(record);
    if (m_options.allColumns == AllColumns::Yes) {
        m_vendorColumns.addRow(m_columns, cells, m_rowInSheet);
    }
    return xlsx::GoOn::Yes;
}

void RecordSheet::readHeader(std::span<const Cell> cells)
{
    std::vector<SheetColumn> columns;
    for (const Cell& cell : cells) {
        if (cell.column >= mostColumns) {
            throw FormatError("The table of records has more than " + std::to_string(mostColumns) +
                              " columns; that is no export of BTS. Nothing was read.");
        }
        columns.resize(std::max<std::size_t>(columns.size(), cell.column + std::size_t{1}));
        columns[cell.column] = parseSheetColumn(cell.text);
    }
    if (!m_isContinuation) {
        m_columns = std::move(columns);
        requireColumns();
        m_vendorColumns.begin(m_columns);
        return;
    }
    const auto same = [](const SheetColumn& a, const SheetColumn& b) {
        return a.name == b.name && a.unit == b.unit && a.multiply == b.multiply;
    };
    if (!std::equal(columns.begin(), columns.end(), m_columns.begin(), m_columns.end(), same)) {
        throw FormatError(
            "The table of records has other columns than the one that it continues. Export all parts together.");
    }
}

bool RecordSheet::has(ColumnRole role) const
{
    return std::any_of(m_columns.begin(), m_columns.end(), [&](const SheetColumn& c) { return c.role == role; });
}

void RecordSheet::requireColumns() const
{
    if (has(ColumnRole::Voltage_V) && has(ColumnRole::Current_mA) && has(ColumnRole::StepTime)) {
        return;
    }
    std::string found;
    constexpr std::size_t mostNamed = 40;
    for (std::size_t i = 0; i < m_columns.size() && i < mostNamed; ++i) {
        found += (found.empty() ? "" : ", ") + m_columns[i].name;
    }
    throw FormatError(
        "The table of records begins with the columns " + found +
        "; Voltage, Current and Time were expected among them. Nothing was read: it is no export of BTS, or "
        "not one in English.");
}

void RecordSheet::readCell(const SheetColumn& column, const Cell& cell, Record& record) const
{
    switch (column.role) {
    case ColumnRole::DataPoint:
        record.dataPoint = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::CycleIndex:
        record.cycle = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::StepIndex:
        record.stepIndex = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::StepType:
        record.stepType = trimmed(cell.text);
        return;
    case ColumnRole::StepTime:
        record.stepTime_s = cellSeconds(column, cell, m_rowInSheet);
        return;
    case ColumnRole::TotalTime:
        record.totalTime_s = cellSeconds(column, cell, m_rowInSheet);
        return;
    case ColumnRole::Date:
        record.date = &cell;
        return;
    case ColumnRole::Voltage_V:
        record.voltage_V = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::Current_mA:
        record.current_mA = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::Capacity_mAh:
        record.capacity_mAh = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::ChargeCapacity_mAh:
        record.chargeCapacity_mAh = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::DischargeCapacity_mAh:
        record.dischargeCapacity_mAh = cellNumber(column, cell, m_rowInSheet);
        return;
    case ColumnRole::None:
        return;
    }
}

bool RecordSheet::continues(const Record& record)
{
    m_isContinuation = false;
    const std::optional<std::int64_t> here = wholeNumber(record.dataPoint);
    if (here && m_lastDataPoint && *here == *m_lastDataPoint + 1) {
        return true;
    }
    m_wrongBeginning = here.value_or(0);
    return false;
}

std::int16_t RecordSheet::stepType(std::string_view name)
{
    if (name == m_lastTypeName) {
        return m_lastType;
    }
    const StepType* const type = findStepType(name);
    constexpr std::size_t mostNamed = 16;
    if (type == nullptr && !name.empty() && m_unknownTypes.size() < mostNamed) {
        m_unknownTypes.emplace(name.substr(0, 64));
    }
    m_lastTypeName = name;
    m_lastType = type == nullptr ? std::int16_t{0} : type->code;
    return m_lastType;
}

/// Without counters of either direction the one that there is counts as its step flows.
void RecordSheet::setCapacities(const Record& record, std::int16_t type, Row& row) const
{
    const auto counted = [](double capacity_mAh) { return std::isnan(capacity_mAh) ? 0 : std::abs(capacity_mAh); };
    if (has(ColumnRole::ChargeCapacity_mAh) || has(ColumnRole::DischargeCapacity_mAh)) {
        row.chargeCapacity_mAh = counted(record.chargeCapacity_mAh);
        row.dischargeCapacity_mAh = counted(record.dischargeCapacity_mAh);
        return;
    }
    const StepType* const known = findStepType(type);
    const Direction direction = known == nullptr ? Direction::None : known->direction;
    const bool discharges =
        direction == Direction::Discharge || (direction != Direction::Charge && record.current_mA < 0);
    (discharges ? row.dischargeCapacity_mAh : row.chargeCapacity_mAh) = counted(record.capacity_mAh);
}

void RecordSheet::addRecord(const Record& record)
{
    if (std::isnan(record.stepTime_s)) {
        throw FormatError("The table of records has no time in row " + std::to_string(m_rowInSheet) +
                          ". Nothing was read; export the file again.");
    }
    const StepRun* const last = m_steps.empty() ? nullptr : &m_steps.back();
    const StepRun step{.cycle = index(record.cycle, last == nullptr ? 1 : last->cycle),
                       .stepIndex = index(record.stepIndex, last == nullptr ? 0 : last->stepIndex),
                       .type = stepType(record.stepType)};
    const bool isFirst = last == nullptr;
    if (isFirst || step.cycle != last->cycle || step.stepIndex != last->stepIndex || step.type != last->type ||
        record.stepTime_s < m_lastStepTime_s)
    {
        m_steps.push_back(step);
    }
    m_lastStepTime_s = record.stepTime_s;
    const std::optional<std::int64_t> dataPoint = wholeNumber(record.dataPoint);
    if (isFirst) {
        m_firstDataPoint = dataPoint;
    }
    m_lastDataPoint = dataPoint;

    Row row;
    row.step = static_cast<std::int32_t>(m_steps.size() - 1);
    row.stepTime_s = record.stepTime_s;
    row.totalTime_s = record.totalTime_s;
    row.voltage_V = record.voltage_V;
    row.current_mA = record.current_mA;
    if (isFirst) {
        const double date_s = record.date == nullptr ? missing : calendarSeconds(*record.date);
        row.date_s = std::isnan(date_s) ? m_start_calendar.value_or(missing) : date_s;
    }
    setCapacities(record, step.type, row);
    m_rows.add(row);
}

void RecordSheet::finish(Recording& recording, AfterRest afterRest)
{
    if (m_columns.empty()) {
        throw FormatError(
            "The table of records is empty: not even the names of its columns are there. Nothing was read.");
    }
    m_rows.finish(m_steps, recording, afterRest);
    const bool isCounted =
        has(ColumnRole::ChargeCapacity_mAh) || has(ColumnRole::DischargeCapacity_mAh) || has(ColumnRole::Capacity_mAh);
    if (!isCounted) {
        recording.series.chargeStep_mAh.clear();
    }
    for (const std::string& name : m_unknownTypes) {
        recording.warnings.push_back("The step type \"" + name + "\" is not known; its rows have the technique 0.");
    }
    m_vendorColumns.finish(m_options.allColumns, recording);
}

}  // namespace aurora::formats::neware
