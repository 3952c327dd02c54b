#pragma once

#include "aurora/core/recording.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::formats::neware {

/// Which way the current of a step type flows. `Both`: simulated profiles, which count as either.
enum class Direction : std::uint8_t
{
    None,
    Charge,
    Discharge,
    Both
};

struct StepType
{
    std::int16_t code;
    std::string_view name;  ///< as BTSDA 8 prints it
    Direction direction;
};

/// All step types that are known; their codes are the `technique` of Neware recordings.
[[nodiscard]] std::span<const StepType> stepTypes();

/// The step type of a code, or nullptr.
[[nodiscard]] const StepType* findStepType(int code);

/// The step type of a name as BTSDA ("CC DChg") or BTS 9 ("CC_DChg", "Pulse Step") prints it, or nullptr.
[[nodiscard]] const StepType* findStepType(std::string_view name);

/// "CC Chg"; "Type 42" for codes that are not known.
[[nodiscard]] std::string stepTypeName(int code);

/// One step as it was run.
struct StepRun
{
    std::int32_t cycle = 1;      ///< as stored, counted from 1
    std::int32_t stepIndex = 0;  ///< of the step in the protocol, from 1
    std::int16_t type = 0;       ///< code of its step type
};

/// Whether a rest, too, ends what a cycle began with: exported tables are counted so (formats.md, Neware .xlsx).
enum class AfterRest : std::uint8_t
{
    SameCycle,
    NextCycle
};

/// The cycle number of each step in the chosen way of counting; the first is 1 except where Raw says otherwise.
[[nodiscard]] std::vector<std::int32_t> countCycles(std::span<const StepRun> steps, CycleMode mode,
                                                    AfterRest afterRest = AfterRest::SameCycle);

}  // namespace aurora::formats::neware
