#include "aurora/core/error.h"
#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_job_data.h"
#include "aurora/formats/eclab/mpr_parameters.h"

#include "simulation/mpr_modules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace aurora::simulation {

namespace {

namespace eclab = formats::eclab;

using Values = std::vector<std::pair<std::string_view, double>>;  // parameter → value; the others stay 0

constexpr std::uint8_t gcplVersion = 10;  // of the parameters: those of EC-Lab 11.50 and later
constexpr std::uint8_t peisVersion = 10;
constexpr double pass = std::numeric_limits<double>::quiet_NaN();  // EC-Lab's word for "no such limit"

// Codes of the choices below; their texts are in eclab::codes().
constexpr double milliampere = 1;
constexpr double milliampereHour = 1;
constexpr double hertz = 2;
constexpr double noReference = 2;
constexpr double capacityOverN = 1;
constexpr double capacityTimesN = 2;

constexpr double leastVoltage_V = 0;
constexpr double greatestVoltage_V = 5;
constexpr double longestHold_s = 14'400;

void append(Values& values, const Values& more)
{
    values.insert(values.end(), more.begin(), more.end());
}

/// What every GCPL sequence says.
Values commonGcpl(const CellProgram& program, std::uint16_t rangeCode)
{
    return {{"unit Is", milliampere},
            {"vs.", noReference},
            {"N", 1},
            {"I Range", rangeCode - 1.0},
            {"Bandwidth", 8},
            {"unit Im", milliampere},
            {"dunit dI/dt", 1},
            {"E range min (V)", leastVoltage_V},
            {"E range max (V)", greatestVoltage_V},
            {"unit dq", milliampereHour},
            {"unit dQM", milliampereHour},
            {"delta SoC (%)", pass},
            {"dtR (s)", program.secondsPerRow},
            {"EL (V)", pass}};
}

enum class Direction
{
    Charge,
    Discharge
};

Values galvanostaticSequence(const CellProgram& program, double cRate, Direction direction, double capacity_mAh)
{
    const bool charge = direction == Direction::Charge;
    const double current_mA = cRate * capacity_mAh;
    Values values{{"Set I/C", cRate > 1 ? capacityTimesN : capacityOverN},
                  {"Is", charge ? current_mA : -current_mA},
                  {"N", cRate > 1 ? cRate : 1 / cRate},
                  {"I sign", charge ? 0.0 : 1.0},
                  {"t1 (h:m:s)", 2 * 3600 / cRate},
                  {"dE1 (mV)", 20},
                  {"dt1 (s)", program.secondsPerRow},
                  {"EM (V)", charge ? program.upperVoltage_V : program.lowerVoltage_V},
                  {"tR (h:m:s)", program.rest_s}};
    if (charge) {
        append(values, {{"tM (h:m:s)", longestHold_s}, {"Im", program.cutOffRate * capacity_mAh}});
    }
    return values;
}

/// Charge and discharge, run `cycles` times; nothing when that is 0.
void appendCycles(std::vector<Values>& sequences, const Values& common, const CellProgram& program, double cRate,
                  std::int32_t cycles, double capacity_mAh)
{
    if (cycles == 0) {
        return;
    }
    const auto chargeSequence = static_cast<double>(sequences.size());
    for (const Direction direction : {Direction::Charge, Direction::Discharge}) {
        Values values = common;
        append(values, galvanostaticSequence(program, cRate, direction, capacity_mAh));
        sequences.push_back(std::move(values));
    }
    append(sequences.back(), {{"goto Ns'", chargeSequence}, {"nc cycles", cycles - 1.0}});
}

std::vector<Values> gcplSequences(const CellProgram& program, double capacity_mAh, std::uint16_t rangeCode)
{
    const Values common = commonGcpl(program, rangeCode);
    std::vector<Values> sequences;
    if (program.firstRest_s > 0) {
        sequences.push_back(common);
        append(sequences.back(), {{"tR (h:m:s)", program.firstRest_s}});
    }
    appendCycles(sequences, common, program, program.formationRate, program.formationCycles, capacity_mAh);
    appendCycles(sequences, common, program, program.cycleRate, program.cycles, capacity_mAh);
    return sequences;
}

std::vector<Values> peisSequences(const CyclingSeries& series, std::uint16_t rangeCode)
{
    const auto [least, greatest] = std::minmax_element(series.frequency_Hz.begin(), series.frequency_Hz.end());
    return {{{"fi", *greatest},
             {"unit fi", hertz},
             {"ff", *least},
             {"unit ff", hertz},
             {"Nd", 6},
             {"Points", 1},
             {"spacing", 1},
             {"Va (mV)", 10},
             {"pw", 0.1},
             {"Na", 3},
             {"unit dI", milliampere},
             {"E range min (V)", leastVoltage_V},
             {"E range max (V)", greatestVoltage_V},
             {"I Range", rangeCode - 1.0},
             {"Bandwidth", 8}}};
}

/// Writes the sequences at the end of the body and cuts it to its length.
void putParameters(Bytes& body, const eclab::ParameterLayout& layout, const std::vector<Values>& sequences)
{
    const std::size_t place = eclab::parameterPlaces.back();
    const std::size_t length = eclab::parametersOverhead + sequences.size() * layout.recordSize;
    body.resize(place + length + eclab::settingsTail);
    body.put(place - eclab::parametersVersionBefore, layout.version);
    body.put(place - eclab::parametersLengthBefore, static_cast<std::uint32_t>(length));
    body.put(place, static_cast<std::uint16_t>(sequences.size()));
    body.put(place + 2, layout.count);
    std::size_t record = place + eclab::parametersHead;
    for (const Values& values : sequences) {
        for (const auto& [name, value] : values) {
            const eclab::Parameter* parameter = layout.find(name);
            if (parameter == nullptr) {
                throw Error("There is no parameter \"" + std::string(name) + "\" in the layout of the technique.");
            }
            putNumber(body, parameter->stored, record + parameter->offset, value);
        }
        record += layout.recordSize;
    }
}

}  // namespace

std::uint16_t sequenceOf(const CellProgram& program, std::int32_t cycle, bool cycling, bool discharging)
{
    const int firstRest = program.firstRest_s > 0 ? 1 : 0;
    if (!cycling) {
        return 0;
    }
    const bool afterFormation = program.formationCycles > 0 && cycle >= program.formationCycles;
    return static_cast<std::uint16_t>(firstRest + (afterFormation ? 2 : 0) + (discharging ? 1 : 0));
}

Bytes settingsBody(const Recording& recording, const CellProgram& program, const FileIdentity& identity)
{
    const std::uint8_t technique = techniqueOf(recording);
    const bool impedance = recording.series.hasImpedance();
    const eclab::ParameterLayout* layout = eclab::findParameterLayout(technique, impedance ? peisVersion : gcplVersion);
    if (layout == nullptr) {
        throw Error("The parameters of technique " + std::to_string(technique) + " are in no table.");
    }
    Bytes body(eclab::parameterPlaces.back());
    const auto put = [&](std::string_view key, double value) {
        const eclab::ModuleField& field = eclab::setField(key);
        putNumber(body, field.stored, field.offset, value);
    };
    put(eclab::key::techniqueId, technique);
    putText(body, eclab::setField(eclab::key::comments).offset, identity.sampleId, eclab::setCommentsRoom);
    put(eclab::key::activeMass, identity.activeMass_mg);
    put(eclab::key::batteryCapacity, identity.capacity_mAh);
    put(eclab::key::batteryCapacityUnit, milliampereHour);

    const std::uint16_t rangeCode = currentRangeCode(recording.series);
    putParameters(body, *layout,
                  impedance ? peisSequences(recording.series, rangeCode)
                            : gcplSequences(program, identity.capacity_mAh, rangeCode));
    return body;
}

}  // namespace aurora::simulation
