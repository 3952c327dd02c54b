#include "aurora/formats/neware/steps.h"

#include <array>
#include <string>

namespace aurora::formats::neware {

namespace {

using enum Direction;

constexpr std::int16_t restCode = 4;

constexpr std::array stepTypeTable{
    StepType{1, "CC Chg", Charge},      StepType{2, "CC DChg", Discharge},
    StepType{3, "CV Chg", Charge},      StepType{4, "Rest", None},
    StepType{5, "Cycle", None},         StepType{6, "End", None},
    StepType{7, "CCCV Chg", Charge},    StepType{8, "CP DChg", Discharge},
    StepType{9, "CP Chg", Charge},      StepType{10, "CR DChg", Discharge},
    StepType{11, "CR Chg", Charge},     StepType{12, "IR", None},
    StepType{13, "Pause", None},        StepType{16, "Pulse", None},
    StepType{17, "SIM", Both},          StepType{18, "PCCCV Chg", Charge},
    StepType{19, "CV DChg", Discharge}, StepType{20, "CCCV DChg", Discharge},
    StepType{21, "Control", None},      StepType{22, "OCV", None},
    StepType{23, "SubStep", None},      StepType{24, "Follow", None},
    StepType{25, "Ramp", None},         StepType{26, "CPCV DChg", Discharge},
    StepType{27, "CPCV Chg", Charge},   StepType{28, "CRCV DChg", Discharge},
    StepType{29, "CRCV Chg", Charge},   StepType{30, "Cyclic voltammetry", None},
};

/// `CC_Chg` and `Pulse Step`, as BTS 9 writes them, in the spelling of BTS 8.
std::string inSpellingOfBts8(std::string_view name)
{
    std::string text(name);
    for (char& letter : text) {
        if (letter == '_') {
            letter = ' ';
        }
    }
    constexpr std::string_view ending = " Step";
    if (text.ends_with(ending)) {
        text.resize(text.size() - ending.size());
    }
    return text;
}

Direction directionOf(const StepRun& step)
{
    const StepType* type = findStepType(step.type);
    return type == nullptr ? None : type->direction;
}

/// The direction of the first step that charges or discharges; a simulated profile does not tell.
Direction firstDirection(std::span<const StepRun> steps)
{
    for (const StepRun& step : steps) {
        const Direction direction = directionOf(step);
        if (direction == Charge || direction == Discharge) {
            return direction;
        }
    }
    return Charge;
}

std::vector<std::int32_t> storedCycles(std::span<const StepRun> steps)
{
    std::vector<std::int32_t> cycles;
    cycles.reserve(steps.size());
    for (const StepRun& step : steps) {
        cycles.push_back(step.cycle);
    }
    return cycles;
}

}  // namespace

std::span<const StepType> stepTypes()
{
    return stepTypeTable;
}

const StepType* findStepType(int code)
{
    for (const StepType& type : stepTypeTable) {
        if (type.code == code) {
            return &type;
        }
    }
    return nullptr;
}

const StepType* findStepType(std::string_view name)
{
    const std::string wanted = inSpellingOfBts8(name);
    for (const StepType& type : stepTypeTable) {
        if (type.name == wanted) {
            return &type;
        }
    }
    return nullptr;
}

std::string stepTypeName(int code)
{
    const StepType* type = findStepType(code);
    return type == nullptr ? "Type " + std::to_string(code) : std::string(type->name);
}

std::vector<std::int32_t> countCycles(std::span<const StepRun> steps, CycleMode mode, AfterRest afterRest)
{
    if (mode == CycleMode::Raw) {
        return storedCycles(steps);
    }
    const bool startsWithDischarge =
        mode == CycleMode::DChg || (mode == CycleMode::Auto && firstDirection(steps) == Discharge);
    const Direction begins = startsWithDischarge ? Discharge : Charge;
    const Direction ends = startsWithDischarge ? Charge : Discharge;

    std::vector<std::int32_t> cycles;
    cycles.reserve(steps.size());
    std::int32_t cycle = 1;
    bool cycleIsFull = false;
    for (const StepRun& step : steps) {
        const Direction direction = directionOf(step);
        if (direction == begins && cycleIsFull) {
            ++cycle;
            cycleIsFull = false;
        }
        const bool isRest = step.type == restCode;
        if (direction == ends || direction == Both || (isRest && afterRest == AfterRest::NextCycle)) {
            cycleIsFull = true;
        }
        cycles.push_back(cycle);
    }
    return cycles;
}

}  // namespace aurora::formats::neware
