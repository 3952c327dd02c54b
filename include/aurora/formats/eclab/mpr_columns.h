#pragma once

#include "aurora/formats/eclab/mpr_layout.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace aurora::formats::eclab {

/// A column that `VMP data` can hold: its ID, and its name and unit as EC-Lab's text export has them.
struct DataColumn
{
    std::uint16_t id;
    std::string_view name;
    std::string_view unit;
    Stored stored;
    Mark mark = Mark::Verified;
    std::uint8_t flagMask = 0;  ///< bits of the shared flag byte, for Stored::Flag
};

[[nodiscard]] std::span<const DataColumn> dataColumns();

/// The column of that ID, or nullptr when nobody has told what it is.
[[nodiscard]] const DataColumn* columnById(std::uint16_t id);

/// The name that the exports of a technique have for a column: BCD prints `Ecell` where others print `Ewe`.
/// @param technique  ID of `VMP Set`
[[nodiscard]] std::string_view nameInTechnique(const DataColumn& column, std::uint8_t technique);

/// IDs that the reader looks for.
namespace column {
inline constexpr std::uint16_t mode = 1;
inline constexpr std::uint16_t time = 4;             ///< s
inline constexpr std::uint16_t control = 5;          ///< V where mode is 2, mA where mode is 1
inline constexpr std::uint16_t ewe = 6;              ///< V
inline constexpr std::uint16_t dq = 7;               ///< mA·h
inline constexpr std::uint16_t current = 8;          ///< mA
inline constexpr std::uint16_t ece = 9;              ///< V
inline constexpr std::uint16_t averageCurrent = 11;  ///< mA
inline constexpr std::uint16_t totalCharge = 13;     ///< (Q-Qo), mA·h
inline constexpr std::uint16_t controlVoltage = 19;  ///< V
inline constexpr std::uint16_t controlCurrent = 20;  ///< mA
inline constexpr std::uint16_t cycleNumber = 24;
inline constexpr std::uint16_t betweenElectrodes = 27;    ///< Ewe-Ece, V
inline constexpr std::uint16_t frequency = 32;            ///< Hz
inline constexpr std::uint16_t phase = 35;                ///< deg
inline constexpr std::uint16_t magnitude = 36;            ///< |Z|, Ω
inline constexpr std::uint16_t realZ = 37;                ///< Ω
inline constexpr std::uint16_t minusImaginaryZ = 38;      ///< Ω
inline constexpr std::uint16_t power = 70;                ///< W
inline constexpr std::uint16_t averageCurrentEis = 76;    ///< mA
inline constexpr std::uint16_t averageEweEis = 77;        ///< V
inline constexpr std::uint16_t averageEwe = 174;          ///< V
inline constexpr std::uint16_t totalChargeCoulomb = 434;  ///< (Q-Qo), C
inline constexpr std::uint16_t averageEce = 441;          ///< V
inline constexpr std::uint16_t chargeDischarge = 467;     ///< Q charge/discharge, mA·h
inline constexpr std::uint16_t halfCycle = 468;
inline constexpr std::uint16_t averageEceEis = 471;  ///< V
}  // namespace column

}  // namespace aurora::formats::eclab
