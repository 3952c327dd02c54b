#include "simulation/xlsx_sheets.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/steps.h"

#include "simulation/ndax_protocol.h"

#include <array>
#include <cmath>
#include <span>

namespace aurora::simulation {

namespace {

constexpr std::int32_t channelsPerUnit = 8;

/// BTS prints four decimals.
double rounded(double value)
{
    return std::round(value * 1e4) / 1e4;
}

void appendDigits(std::string& text, std::int64_t number, int digits)
{
    const std::string all = std::to_string(number);
    text.append(all.size() < static_cast<std::size_t>(digits) ? static_cast<std::size_t>(digits) - all.size() : 0, '0');
    text += all;
}

/// `288:21:32.500`
std::string durationText(std::int64_t milliseconds)
{
    std::string text;
    appendDigits(text, milliseconds / 3'600'000, 2);
    text += ':';
    appendDigits(text, milliseconds / 60'000 % 60, 2);
    text += ':';
    appendDigits(text, milliseconds / 1000 % 60, 2);
    text += '.';
    appendDigits(text, milliseconds % 1000, 3);
    return text;
}

std::string dateText(std::int64_t milliseconds, const FileIdentity& identity)
{
    return formatTimestamp(std::floor(static_cast<double>(milliseconds) / 1000), identity.timeZone);
}

void writeTexts(BookSheet& sheet, std::size_t row, std::span<const char* const> texts)
{
    for (std::size_t column = 0; column < texts.size(); ++column) {
        if (*texts[column] != '\0') {
            sheet.text(row, column, texts[column]);
        }
    }
}

std::string typeName(std::int16_t type)
{
    return formats::neware::stepTypeName(type);
}

std::string firstDate(const CyclingSeries& series, const FileIdentity& identity)
{
    return formatTimestamp(std::floor(series.uts.empty() ? 0 : series.uts.front()), identity.timeZone);
}

std::string lastDate(const CyclingSeries& series, const FileIdentity& identity)
{
    return formatTimestamp(std::floor(series.uts.empty() ? 0 : series.uts.back()), identity.timeZone);
}

constexpr std::array recordColumns{"DataPoint",
                                   "Cycle Index",
                                   "Step Index",
                                   "Step Type",
                                   "Time",
                                   "Total Time",
                                   "Current(mA)",
                                   "Voltage(V)",
                                   "Capacity(mAh)",
                                   "Chg. Cap.(mAh)",
                                   "DChg. Cap.(mAh)",
                                   "Energy(mWh)",
                                   "Chg. Energy(mWh)",
                                   "DChg. Energy(mWh)",
                                   "Date",
                                   "Power(mW)",
                                   "dQ/dV(mAh/V)",
                                   "T1(℃)"};

constexpr std::array planColumns{"Step Index",         "Step Name",         "Step Time(hh:mm:ss.ms)",
                                 "Voltage(V)",         "C-rate(C)",         "Current(mA)",
                                 "Cutoff voltage (V)", "Cut-off C-rate(C)", "Cut-off curr.(mA)"};

/// A number of the protocol; 0 is an empty cell.
void writePlanned(BookSheet& sheet, std::size_t row, std::size_t column, double value)
{
    if (value != 0) {
        sheet.text(row, column, formatNumber(std::round(value * 1e6) / 1e6));
    }
}

void writeStep(BookSheet& sheet, std::size_t row, int index, const NewareStep& step, double capacity_mAh)
{
    sheet.text(row, 0, std::to_string(index));
    sheet.text(row, 1, typeName(step.type));
    if (step.type == steptype::cycle) {
        sheet.text(row, 2, "Start step ID:" + std::to_string(step.firstStep));
        sheet.text(row, 3, "Cycle count:" + std::to_string(step.cycles));
        return;
    }
    if (step.time_s > 0) {
        sheet.text(row, 2, durationText(std::llround(step.time_s * 1000)));
    }
    const std::array numbers{step.voltage_V,     step.rate,     step.rate * capacity_mAh,
                             step.stopVoltage_V, step.stopRate, step.stopRate * capacity_mAh};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        writePlanned(sheet, row, 3 + i, numbers[i]);
    }
}

}  // namespace

RecordWriter::RecordWriter(BookSheet sheet, const FileIdentity& identity) : m_sheet(sheet), m_identity(identity)
{
    writeTexts(m_sheet, m_row++, recordColumns);
}

void RecordWriter::add(const NewareRow& row)
{
    const double capacity_mAh = row.charge_mAh + row.discharge_mAh;
    const double voltageStep_V = row.voltage_V - m_voltageBefore_V;
    const bool hasSlope = !row.beginsStep && voltageStep_V != 0;
    const double slope_mAhPerV = hasSlope ? (capacity_mAh - m_capacityBefore_mAh) / voltageStep_V : 0;
    const double temperature_degC = 25 + std::sin(static_cast<double>(row.number) / 500);
    const std::size_t at = m_row++;
    const auto number = [&](std::size_t column, double value) { m_sheet.number(at, column, rounded(value)); };
    number(0, static_cast<double>(row.number + 1));
    number(1, row.cycle + 1);
    number(2, row.stepIndex);
    m_sheet.text(at, 3, typeName(row.type));
    m_sheet.text(at, 4, durationText(row.stepTime_ms()));
    m_sheet.text(at, 5, durationText(row.totalTime_ms));
    number(6, row.current_mA);
    number(7, row.voltage_V);
    number(8, capacity_mAh);
    number(9, row.charge_mAh);
    number(10, row.discharge_mAh);
    number(11, row.chargeEnergy_mWh + row.dischargeEnergy_mWh);
    number(12, row.chargeEnergy_mWh);
    number(13, row.dischargeEnergy_mWh);
    m_sheet.text(at, 14, dateText(row.date_ms, m_identity));
    number(15, row.current_mA * row.voltage_V);
    number(16, slope_mAhPerV);
    number(17, std::round(temperature_degC * 10) / 10);
    m_capacityBefore_mAh = capacity_mAh;
    m_voltageBefore_V = row.voltage_V;
}

StepWriter::StepWriter(BookSheet steps, BookSheet cycles) : m_steps(steps), m_cycles(cycles)
{
    constexpr std::array stepColumns{"Cycle Index", "Step Index",     "Step Number",    "Step Type",
                                     "Step Time",   "Chg. Cap.(mAh)", "DChg. Cap.(mAh)"};
    constexpr std::array cycleColumns{"Cycle Index", "Chg. Cap.(mAh)", "DChg. Cap.(mAh)"};
    writeTexts(m_steps, m_stepRow++, stepColumns);
    writeTexts(m_cycles, m_cycleRow++, cycleColumns);
}

void StepWriter::add(const NewareRow& row)
{
    if (!row.endsStep) {
        return;
    }
    if (row.cycle != m_cycle) {
        finish();
    }
    m_cycle = row.cycle;
    m_charge_mAh += row.charge_mAh;
    m_discharge_mAh += row.discharge_mAh;
    const std::size_t at = m_stepRow++;
    m_steps.number(at, 0, row.cycle + 1);
    m_steps.number(at, 1, row.stepIndex);
    m_steps.number(at, 2, row.stepNumber);
    m_steps.text(at, 3, typeName(row.type));
    m_steps.text(at, 4, durationText(row.stepTime_ms()));
    m_steps.number(at, 5, rounded(row.charge_mAh));
    m_steps.number(at, 6, rounded(row.discharge_mAh));
}

void StepWriter::finish()
{
    const std::size_t at = m_cycleRow++;
    m_cycles.number(at, 0, m_cycle + 1);
    m_cycles.number(at, 1, rounded(m_charge_mAh));
    m_cycles.number(at, 2, rounded(m_discharge_mAh));
    m_charge_mAh = 0;
    m_discharge_mAh = 0;
}

void writeUnitSheet(BookSheet sheet, const CyclingSeries& series, const FileIdentity& identity)
{
    const std::int32_t unit = (identity.channel - 1) / channelsPerUnit + 1;
    const std::int32_t channel = (identity.channel - 1) % channelsPerUnit + 1;
    const std::string numbers = identity.device + "_" + std::to_string(unit) + "_" + std::to_string(channel);
    sheet.text(0, 0, identity.sampleId + "_" + numbers + "_" + std::to_string(identity.testId) + ".xlsx");
    sheet.text(1, 0, "device");
    sheet.text(1, 1, identity.device);
    sheet.number(1, 2, unit);
    sheet.number(1, 3, channel);
    sheet.text(2, 0, "Start time");
    sheet.text(2, 2, firstDate(series, identity));
    sheet.text(2, 4, "End time");
    sheet.text(2, 6, lastDate(series, identity));
    constexpr std::array quantities{"Time", "Current", "Voltage", "Capacity", "Energy", "Power", "Temperature"};
    constexpr std::array units{"hh:mm:ss.ms", "mA", "V", "mAh", "mWh", "mW", "℃"};
    writeTexts(sheet, 5, quantities);
    writeTexts(sheet, 6, units);
}

void writeTestSheet(BookSheet sheet, const CyclingSeries& series, const CellProgram& program,
                    const FileIdentity& identity)
{
    sheet.text(0, 0, "Test information");
    constexpr std::array firstRow{"Start step ID", "", "1", "Volt. upper", "", "-", "Builder", "", "demo"};
    writeTexts(sheet, 1, firstRow);
    sheet.text(2, 0, "Cycle count");
    sheet.text(2, 2, "1");
    sheet.text(2, 3, "Start time");
    sheet.text(2, 5, firstDate(series, identity));
    sheet.text(2, 6, "Barcode");
    sheet.text(2, 8, identity.sampleId);
    sheet.text(3, 0, "Active material");
    sheet.text(3, 2, formatNumber(identity.activeMass_mg) + "mg");
    sheet.text(3, 3, "Nominal capacity");
    sheet.text(3, 5, formatNumber(identity.capacity_mAh) + "mAh");

    constexpr std::size_t planTitle = 9;
    sheet.text(planTitle, 0, "Step plan");
    writeTexts(sheet, planTitle + 1, planColumns);
    int index = 0;
    for (const NewareStep& step : newareSteps(program)) {
        ++index;
        writeStep(sheet, planTitle + 1 + static_cast<std::size_t>(index), index, step, identity.capacity_mAh);
    }
}

void writeLogSheet(BookSheet sheet, const Recording& recording, const FileIdentity& identity)
{
    constexpr std::array columns{"No.", "DataPoint", "Time", "Class", "Event"};
    writeTexts(sheet, 0, columns);
    const auto event = [&](std::size_t row, double dataPoint, const std::string& date, const char* what) {
        sheet.number(row, 0, static_cast<double>(row));
        sheet.number(row, 1, dataPoint);
        sheet.text(row, 2, date);
        sheet.text(row, 3, "Prompt");
        sheet.text(row, 4, what);
    };
    event(1, 1, firstDate(recording.series, identity), "Start");
    if (recording.finished.value_or(true)) {
        event(2, static_cast<double>(recording.series.size()), lastDate(recording.series, identity), "Finished test");
    }
}

}  // namespace aurora::simulation
