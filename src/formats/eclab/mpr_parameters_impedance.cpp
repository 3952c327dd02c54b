#include "formats/eclab/mpr_parameter_tables.h"

// Impedance: PEIS, GEIS, ZIR. One row a parameter, one cell a version.

namespace aurora::formats::eclab {

namespace {

constexpr auto peisVersions = std::to_array<ParameterVersion>({
    {9, 115, 52},
    {10, 118, 52},
});

constexpr auto peisRows = std::to_array<ParameterRow>({
    {"Mode", {u1, u1}, "zv"},
    {"E (V)", {f4, f4}, "zz"},
    {"vs.", {u1, u4}, "vz"},
    {"tE (h:m:s)", {f4, f4}, "zz"},
    {"record", {u1, u1}, "zz"},
    {"dI", {f4, f4}, "zz"},
    {"unit dI", {u1, u1}, "vv"},
    {"dt (s)", {f4, f4}, "zz"},
    {"fi", {f4, f4}, "vv"},
    {"unit fi", {u1, u1}, "vv"},
    {"ff", {f4, f4}, "vv"},
    {"unit ff", {u1, u1}, "vv"},
    {"Nd", {u4, u4}, "vv"},
    {"Points", {u1, u1}, "vv"},
    {"spacing", {u1, u1}, "vv"},
    {"Va (mV)", {f4, f4}, "vv"},
    {"pw", {f4, f4}, "vv"},
    {"Na", {u4, u4}, "vv"},
    {"corr", {u1, u1}, "zz"},
    {"lim_nb", {u1, u1}, "ss"},
    {"limit_type1", {u1, u1}, "ss"},
    {"limit_comp1", {u1, u1}, "ss"},
    {"limit_value1", {f4, f4}, "ss"},
    {"limit_unit1", {u1, u1}, "ss"},
    {"limit_type2", {u1, u1}, "ss"},
    {"limit_comp2", {u1, u1}, "ss"},
    {"limit_value2", {f4, f4}, "ss"},
    {"limit_unit2", {u1, u1}, "ss"},
    {"limit_type3", {u1, u1}, "ss"},
    {"limit_comp3", {u1, u1}, "ss"},
    {"limit_value3", {f4, f4}, "ss"},
    {"limit_unit3", {u1, u1}, "ss"},
    {"limit_type4", {u1, u1}, "ss"},
    {"limit_comp4", {u1, u1}, "ss"},
    {"limit_value4", {f4, f4}, "ss"},
    {"limit_unit4", {u1, u1}, "ss"},
    {"limit_type5", {u1, u1}, "ss"},
    {"limit_comp5", {u1, u1}, "ss"},
    {"limit_value5", {f4, f4}, "ss"},
    {"limit_unit5", {u1, u1}, "ss"},
    {"limit_type6", {u1, u1}, "ss"},
    {"limit_comp6", {u1, u1}, "ss"},
    {"limit_value6", {f4, f4}, "ss"},
    {"limit_unit6", {u1, u1}, "ss"},
    {"E range min (V)", {f4, f4}, "vv"},
    {"E range max (V)", {f4, f4}, "vv"},
    {"I Range", {u1, u1}, "vv"},
    {"Bandwidth", {u1, u1}, "vv"},
    {"nc cycles", {u4, u4}, "zz"},
    {"goto Ns'", {u4, u4}, "zz"},
    {"nr cycles", {u4, u4}, "zz"},
    {"inc. cycle", {u1, u1}, "zz"},
});

constexpr auto geisVersions = std::to_array<ParameterVersion>({
    {10, 121, 55},
    {11, 124, 55},
});

constexpr auto geisRows = std::to_array<ParameterRow>({
    {"Mode", {u1, u1}, "zz"},
    {"Is", {f4, f4}, "vz"},
    {"unit Is", {u1, u1}, "vv"},
    {"vs.", {u1, u4}, "vv"},
    {"tIs (h:m:s)", {f4, f4}, "vz"},
    {"record", {u1, u1}, "vz"},
    {"dE (mV)", {f4, f4}, "zz"},
    {"dt (s)", {f4, f4}, "vz"},
    {"fi", {f4, f4}, "vv"},
    {"unit fi", {u1, u1}, "zv"},
    {"ff", {f4, f4}, "vv"},
    {"unit ff", {u1, u1}, "vv"},
    {"Nd", {u4, u4}, "vv"},
    {"Points", {u1, u1}, "vv"},
    {"spacing", {u1, u1}, "vv"},
    {"Ia/Va", {u1, u1}, "zz"},
    {"Ia", {f4, f4}, "vv"},
    {"unit  Ia", {u1, u1}, "vv"},
    {"va pourcent", {f4, f4}, "vv"},
    {"pw", {f4, f4}, "vv"},
    {"Na", {u4, u4}, "vv"},
    {"corr", {u1, u1}, "zz"},
    {"lim_nb", {u1, u1}, "ss"},
    {"limit_type1", {u1, u1}, "ss"},
    {"limit_comp1", {u1, u1}, "ss"},
    {"limit_value1", {f4, f4}, "ss"},
    {"limit_unit1", {u1, u1}, "ss"},
    {"limit_type2", {u1, u1}, "ss"},
    {"limit_comp2", {u1, u1}, "ss"},
    {"limit_value2", {f4, f4}, "ss"},
    {"limit_unit2", {u1, u1}, "ss"},
    {"limit_type3", {u1, u1}, "ss"},
    {"limit_comp3", {u1, u1}, "ss"},
    {"limit_value3", {f4, f4}, "ss"},
    {"limit_unit3", {u1, u1}, "ss"},
    {"limit_type4", {u1, u1}, "ss"},
    {"limit_comp4", {u1, u1}, "ss"},
    {"limit_value4", {f4, f4}, "ss"},
    {"limit_unit4", {u1, u1}, "ss"},
    {"limit_type5", {u1, u1}, "ss"},
    {"limit_comp5", {u1, u1}, "ss"},
    {"limit_value5", {f4, f4}, "ss"},
    {"limit_unit5", {u1, u1}, "ss"},
    {"limit_type6", {u1, u1}, "ss"},
    {"limit_comp6", {u1, u1}, "ss"},
    {"limit_value6", {f4, f4}, "ss"},
    {"limit_unit6", {u1, u1}, "ss"},
    {"E range min (V)", {f4, f4}, "vv"},
    {"E range max (V)", {f4, f4}, "vv"},
    {"I Range", {u1, u1}, "vv"},
    {"Bandwidth", {u1, u1}, "vv"},
    {"nc cycles", {u4, u4}, "vz"},
    {"goto Ns'", {u4, u4}, "zz"},
    {"nr cycles", {u4, u4}, "zz"},
    {"inc. cycle", {u1, u1}, "zz"},
});

constexpr auto zirVersions = std::to_array<ParameterVersion>({
    {4, 35, 14},
});

constexpr auto zirRows = std::to_array<ParameterRow>({
    {"E (V)", {f4}, "z"},
    {"vs.", {u1}, "z"},
    {"f", {f4}, "v"},
    {"unit f", {u1}, "v"},
    {"Va (mV)", {f4}, "v"},
    {"pw", {f4}, "v"},
    {"Na", {u4}, "v"},
    {"E range min (V)", {f4}, "z"},
    {"E range max (V)", {f4}, "v"},
    {"I Range", {u1}, "v"},
    {"Bandwidth", {u1}, "v"},
    {"comp. level (%)", {u1}, "v"},
    {"use results", {u1}, "v"},
    {"comp. mode", {u1}, "z"},
});

}  // namespace

std::span<const ParameterTable> impedanceParameterTables()
{
    static constexpr auto tables = std::to_array<ParameterTable>({
        {Technique::Peis, peisVersions, peisRows},
        {Technique::Geis, geisVersions, geisRows},
        {Technique::Zir, zirVersions, zirRows},
    });
    return tables;
}

}  // namespace aurora::formats::eclab
