#include "formats/eclab/mpr_parameter_tables.h"

// Modulo Bat. One row a parameter, one cell a version.
// In versions 8 and 9 the places of Apply I/C, current/potential, and of everything from the upper bytes of
// charge/discharge to ctrl_tM follow the pattern of the other techniques: these bytes were 0 in every file. A file that
// has something there is read, and the recording says so.

namespace aurora::formats::eclab {

namespace {

constexpr auto mbVersions = std::to_array<ParameterVersion>({
    {4, 121, 61},
    {5, 132, 66},
    {6, 133, 67},
    {7, 139, 70},
    {8, 166, 70},
    {9, 172, 73},
});

constexpr auto mbRows = std::to_array<ParameterRow>({
    {"ctrl_type", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"Apply I/C", {u1, u1, u1, u1, u1, u1}, "szvsaa"},
    {"current/potential", {no, no, u1, u1, u4, u4}, "..zsaa"},
    {"ctrl1_val", {f4, f4, f4, f4, f4, f4}, "svvsvv"},
    {"ctrl1_val_unit", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"ctrl1_val_vs", {u1, u1, u1, u1, u4, u4}, "svvsvz"},
    {"ctrl2_val", {f4, f4, f4, f4, f4, f4}, "svssvv"},
    {"ctrl2_val_unit", {u1, u1, u1, u1, u1, u1}, "szzsvv"},
    {"ctrl2_val_vs", {u1, u1, u1, u1, u4, u4}, "szzszz"},
    {"ctrl3_val", {f4, f4, f4, f4, f4, f4}, "svssvv"},
    {"ctrl3_val_unit", {u1, u1, u1, u1, u1, u1}, "svzsvv"},
    {"ctrl3_val_vs", {u1, u1, u1, u1, u4, u4}, "szzszz"},
    {"N", {f4, f4, f4, f4, f4, f4}, "svvszz"},
    {"charge/discharge", {u1, u1, u1, u1, u4, u4}, "svvsll"},
    {"charge/discharge_1", {no, u1, u1, u1, u4, u4}, ".zzsaa"},
    {"Apply I/C_1", {no, u1, u1, u1, u1, u1}, ".zzsaa"},
    {"N1", {no, f4, f4, f4, f4, f4}, ".zzsaa"},
    {"ctrl4_val", {no, f4, f4, f4, f4, f4}, ".sssaa"},
    {"ctrl4_val_unit", {no, u1, u1, u1, u1, u1}, ".zzsaa"},
    {"ctrl5_val", {no, no, no, f4, f4, f4}, "...saa"},
    {"ctrl5_val_unit", {no, no, no, u1, u1, u1}, "...saa"},
    {"ctrl_tM", {no, no, no, u1, u4, u4}, "...saa"},
    {"ctrl_seq", {u4, u4, u4, u4, u4, u4}, "szzszz"},
    {"ctrl_repeat", {u4, u4, u4, u4, u4, u4}, "svzsvz"},
    {"ctrl_trigger", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"ctrl_TO_t", {f4, f4, f4, f4, f4, f4}, "szzszz"},
    {"ctrl_TO_t_unit", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"ctrl_Nd", {u4, u4, u4, u4, u4, u4}, "svvsvv"},
    {"ctrl_Na", {u4, u4, u4, u4, u4, u4}, "svvsvv"},
    {"ctrl_corr", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"lim_nb", {u1, u1, u1, u1, u4, u4}, "svvsvv"},
    {"lim1_type", {u1, u1, u1, u1, u1, u1}, "szzsvz"},
    {"lim1_comp", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"lim1_Qprev_pct", {no, no, no, no, no, u2}, ".....v"},
    {"lim1_Q", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"lim1_value", {f4, f4, f4, f4, f4, f4}, "svvsvv"},
    {"lim1_value_unit", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"lim1_action", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"lim1_seq", {u4, u4, u4, u4, u4, u4}, "svvsvv"},
    {"lim2_type", {u1, u1, u1, u1, u1, u1}, "svssss"},
    {"lim2_comp", {u1, u1, u1, u1, u1, u1}, "svssss"},
    {"lim2_Qprev_pct", {no, no, no, no, no, u2}, ".....s"},
    {"lim2_Q", {u1, u1, u1, u1, u1, u1}, "szssss"},
    {"lim2_value", {f4, f4, f4, f4, f4, f4}, "svssss"},
    {"lim2_value_unit", {u1, u1, u1, u1, u1, u1}, "svssss"},
    {"lim2_action", {u1, u1, u1, u1, u1, u1}, "szssss"},
    {"lim2_seq", {u4, u4, u4, u4, u4, u4}, "svssss"},
    {"lim3_type", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"lim3_comp", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"lim3_Qprev_pct", {no, no, no, no, no, u2}, ".....s"},
    {"lim3_Q", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"lim3_value", {f4, f4, f4, f4, f4, f4}, "ssssss"},
    {"lim3_value_unit", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"lim3_action", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"lim3_seq", {u4, u4, u4, u4, u4, u4}, "ssssss"},
    {"rec_nb", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"rec1_type", {u1, u1, u1, u1, u1, u1}, "szzszz"},
    {"rec1_value", {f4, f4, f4, f4, f4, f4}, "svvsvv"},
    {"rec1_value_unit", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"rec2_type", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"rec2_value", {f4, f4, f4, f4, f4, f4}, "ssssss"},
    {"rec2_value_unit", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"rec3_type", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"rec3_value", {f4, f4, f4, f4, f4, f4}, "ssssss"},
    {"rec3_value_unit", {u1, u1, u1, u1, u1, u1}, "ssssss"},
    {"E range min (V)", {f4, f4, f4, f4, f4, f4}, "svzsvv"},
    {"E range max (V)", {f4, f4, f4, f4, f4, f4}, "svvsvv"},
    {"I Range", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"I Range min", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"I Range max", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"I Range init", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
    {"auto rest", {u1, u1, u1, u1, u4, u4}, "svzszv"},
    {"Bandwidth", {u1, u1, u1, u1, u1, u1}, "svvsvv"},
});

}  // namespace

std::span<const ParameterTable> moduloBatParameterTables()
{
    static constexpr auto tables = std::to_array<ParameterTable>({
        {Technique::Mb, mbVersions, mbRows},
    });
    return tables;
}

}  // namespace aurora::formats::eclab
