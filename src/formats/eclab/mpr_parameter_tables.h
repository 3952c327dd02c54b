#pragma once

#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_layout.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// The parameter tables as they are written down: one row a parameter, one cell a version of the technique's structure.
namespace aurora::formats::eclab {

/// Version, size of the record of one sequence, number of parameters as the file states it.
struct ParameterVersion
{
    std::uint8_t version;
    std::size_t recordSize;
    std::uint16_t count;
};

/// How a parameter is stored in each version (None: the version has it not), and how far that was checked, one letter a
/// version: v verified, z only zeros seen, l lowest byte verified, s sizes only, a by analogy, . absent. A record holds
/// its parameters one after the other, so that the places follow from the sizes. A second parameter of one name is
/// numbered: EC-Lab prints `vs.`.
struct ParameterRow
{
    std::string_view name;
    std::array<Stored, 6> stored;
    std::string_view marks;
};

struct ParameterTable
{
    Technique technique;
    std::span<const ParameterVersion> versions;
    std::span<const ParameterRow> rows;
    std::optional<Mark> mark = {};  ///< of all rows, where the table is that of another technique
};

/// Short names for the cells of the tables.
inline constexpr Stored no = Stored::None;
inline constexpr Stored u1 = Stored::U1;
inline constexpr Stored u2 = Stored::U2;
inline constexpr Stored u4 = Stored::U4;
inline constexpr Stored f4 = Stored::F4;

[[nodiscard]] std::span<const ParameterTable> gcplParameterTables();
[[nodiscard]] std::span<const ParameterTable> moduloBatParameterTables();
[[nodiscard]] std::span<const ParameterTable> impedanceParameterTables();
[[nodiscard]] std::span<const ParameterTable> voltammetryParameterTables();
[[nodiscard]] std::span<const ParameterTable> chronoParameterTables();
[[nodiscard]] std::span<const ParameterTable> constantParameterTables();

}  // namespace aurora::formats::eclab
