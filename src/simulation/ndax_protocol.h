#pragma once

#include "aurora/simulation/writers.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::simulation {

/// Of the server that is said to have written the files.
inline constexpr std::string_view serverVersion = "BTSServer(R3)-8.0.0.390 (2024.06.24)";

/// One line of a Neware protocol. Numbers that are 0 are left out of the file.
struct NewareStep
{
    std::int16_t type = 0;  ///< Neware's step type
    double rate = 0;        ///< C-rate of the current
    double voltage_V = 0;   ///< held
    double stopVoltage_V = 0;
    double stopRate = 0;  ///< C-rate at which a hold ends
    double time_s = 0;
    int firstStep = 0;  ///< of a Cycle step: where it jumps to, from 1
    int cycles = 0;     ///< of a Cycle step: passes in all
};

/// Neware's codes of the steps that a program consists of.
namespace steptype {
inline constexpr std::int16_t chargeCc = 1;
inline constexpr std::int16_t dischargeCc = 2;
inline constexpr std::int16_t chargeCv = 3;
inline constexpr std::int16_t rest = 4;
inline constexpr std::int16_t cycle = 5;
inline constexpr std::int16_t end = 6;
}  // namespace steptype

/// The lines of the program; each cycle is charge, hold, rest, discharge, rest.
[[nodiscard]] std::vector<NewareStep> newareSteps(const CellProgram& program);

/// The line, from 1, that a step as run belongs to.
/// @param cycle           from 0
/// @param afterDischarge  whether the cycle's discharge is over, for rests
/// @param cycling         whether the first charge has begun
[[nodiscard]] int newareStepIndex(const CellProgram& program, std::int16_t type, std::int32_t cycle, bool cycling,
                                  bool afterDischarge);

[[nodiscard]] std::string stepXml(const CellProgram& program, const FileIdentity& identity);
[[nodiscard]] std::string testInfoXml(const Recording& recording, const FileIdentity& identity);
[[nodiscard]] std::string versionInfoXml();

}  // namespace aurora::simulation
