#include "formats/eclab/mpr_parameter_tables.h"

// Rest, wait and constant values: OCV, CA, CP, WAIT. One row a parameter, one cell a version.

namespace aurora::formats::eclab {

namespace {

constexpr auto ocvVersions = std::to_array<ParameterVersion>({
    {1, 24, 6},
    {2, 25, 7},
});

constexpr auto ocvRows = std::to_array<ParameterRow>({
    {"tR (h:m:s)", {f4, f4}, "vv"},
    {"dER/dt (mV/h)", {f4, f4}, "zz"},
    {"record", {no, u1}, ".v"},
    {"dER (mV)", {f4, f4}, "zz"},
    {"dtR (s)", {f4, f4}, "vv"},
    {"E range min (V)", {f4, f4}, "vv"},
    {"E range max (V)", {f4, f4}, "vv"},
});

constexpr auto caVersions = std::to_array<ParameterVersion>({
    {7, 64, 25},
    {8, 67, 25},
});

constexpr auto caRows = std::to_array<ParameterRow>({
    {"Ei (V)", {f4, f4}, "vz"},
    {"vs.", {u1, u4}, "vv"},
    {"ti (h:m:s)", {f4, f4}, "vv"},
    {"Imax", {f4, f4}, "vv"},
    {"unit Imax", {u1, u1}, "vv"},
    {"Imin", {f4, f4}, "vv"},
    {"unit Imin", {u1, u1}, "vv"},
    {"dQM", {f4, f4}, "zz"},
    {"unit dQM", {u1, u1}, "vv"},
    {"record", {u1, u1}, "zv"},
    {"dI", {f4, f4}, "vv"},
    {"unit dI", {u1, u1}, "vv"},
    {"dQ", {f4, f4}, "zz"},
    {"unit dQ", {u1, u1}, "vv"},
    {"dt (s)", {f4, f4}, "vv"},
    {"dta (s)", {f4, f4}, "vv"},
    {"E range min (V)", {f4, f4}, "vv"},
    {"E range max (V)", {f4, f4}, "vv"},
    {"I Range", {u1, u1}, "vv"},
    {"I Range min", {u1, u1}, "vv"},
    {"I Range max", {u1, u1}, "vv"},
    {"I Range init", {u1, u1}, "vv"},
    {"Bandwidth", {u1, u1}, "vv"},
    {"goto Ns'", {u4, u4}, "zz"},
    {"nc cycles", {u4, u4}, "zz"},
});

constexpr auto cpVersions = std::to_array<ParameterVersion>({
    {6, 46, 16},
    {7, 49, 16},
});

constexpr auto cpRows = std::to_array<ParameterRow>({
    {"Is", {f4, f4}, "vv"},
    {"unit Is", {u1, u1}, "vv"},
    {"vs.", {u1, u4}, "vv"},
    {"ts (h:m:s)", {f4, f4}, "vv"},
    {"EM (V)", {f4, f4}, "vv"},
    {"dQM", {f4, f4}, "vv"},
    {"unit dQM", {u1, u1}, "vv"},
    {"record", {u1, u1}, "vv"},
    {"dEs (mV)", {f4, f4}, "zz"},
    {"dts (s)", {f4, f4}, "vv"},
    {"E range min (V)", {f4, f4}, "vv"},
    {"E range max (V)", {f4, f4}, "vv"},
    {"I Range", {u1, u1}, "vv"},
    {"Bandwidth", {u1, u1}, "vv"},
    {"goto Ns'", {u4, u4}, "zz"},
    {"nc cycles", {u4, u4}, "zz"},
});

constexpr auto waitVersions = std::to_array<ParameterVersion>({
    {2, 29, 11},
});

constexpr auto waitRows = std::to_array<ParameterRow>({
    {"select", {u1}, "v"},
    {"td (h:m:s)", {f4}, "v"},
    {"from", {u1}, "z"},
    {"tech. num.", {u1}, "v"},
    {"date (m/d/y)", {f4}, "s"},
    {"date (h:m:s)", {f4}, "v"},
    {"record", {u1}, "z"},
    {"dE (mV)", {f4}, "z"},
    {"dI", {f4}, "z"},
    {"unit dI", {u1}, "v"},
    {"dt (s)", {f4}, "z"},
});

}  // namespace

std::span<const ParameterTable> chronoParameterTables()
{
    static constexpr auto tables = std::to_array<ParameterTable>({
        {Technique::Ocv, ocvVersions, ocvRows},
        {Technique::Ca, caVersions, caRows},
        {Technique::Cp, cpVersions, cpRows},
        {Technique::Wait, waitVersions, waitRows},
    });
    return tables;
}

}  // namespace aurora::formats::eclab
