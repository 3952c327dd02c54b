#pragma once

#include "aurora/formats/eclab/mpr_layout.h"
#include "aurora/simulation/writers.h"

#include "simulation/bytes.h"

#include <cstdint>
#include <string_view>

namespace aurora::simulation {

/// Puts a number into a field of an EC-Lab table, as that table stores it.
void putNumber(Bytes& bytes, formats::eclab::Stored stored, std::size_t offset, double value);

/// Puts text with its length before it; letters beyond ASCII become '?', bytes beyond room are left out.
void putText(Bytes& bytes, std::size_t offset, std::string_view text, std::size_t room);

/// Technique of the file: PEIS where the recording holds impedance, else GCPL.
[[nodiscard]] std::uint8_t techniqueOf(const Recording& recording);

/// The code that column `I Range` stores for the smallest range that holds every current of the recording.
[[nodiscard]] std::uint16_t currentRangeCode(const CyclingSeries& series);

/// Body of `VMP Set`: cell data, and the sequences that the program is in the technique's terms.
[[nodiscard]] Bytes settingsBody(const Recording& recording, const CellProgram& program, const FileIdentity& identity);

/// Body of `VMP data`.
[[nodiscard]] Bytes dataBody(const Recording& recording, const CellProgram& program);

/// Body of `VMP LOG`: start, device, channel, versions.
[[nodiscard]] Bytes logBody(const Recording& recording, const FileIdentity& identity, std::string_view fileName);

/// Body of `VMP loop`: the first row of each cycle.
[[nodiscard]] Bytes loopBody(const CyclingSeries& series);

/// The sequence of the GCPL settings that a row was recorded under.
[[nodiscard]] std::uint16_t sequenceOf(const CellProgram& program, std::int32_t cycle, bool cycling, bool discharging);

}  // namespace aurora::simulation
