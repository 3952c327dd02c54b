#pragma once

#include "aurora/formats/eclab/mpr_columns.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aurora::formats::eclab {

/// Real exports have up to a hundred.
inline constexpr std::size_t mostMptColumns = 1000;

/// A column of a text export: what its name says.
struct MptColumn
{
    std::uint16_t id = 0;  ///< of the column in a binary that the export prints; 0 where it is none of those
    std::string name;      ///< as the binary's reader names it: "Ewe", "control/V"
    std::string unit;
    Stored stored = Stored::F8;
    double factor = 1;  ///< from the printed unit to that of the binary, for columns that the series is made of
};

/// `Ewe/V` → {"Ewe", "V"}, `control/V/mA` → {"control", "V/mA"}. Newer versions of EC-Lab write `<Ewe/V>` for
/// `<Ewe>/V`.
/// @param name  UTF-8
[[nodiscard]] MptColumn parseMptColumn(std::string_view name);

/// True when a line is the one of the names: at least two of them are EC-Lab's.
[[nodiscard]] bool isLineOfNames(std::string_view line);

}  // namespace aurora::formats::eclab
