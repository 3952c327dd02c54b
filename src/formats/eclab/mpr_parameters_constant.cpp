#include "formats/eclab/mpr_parameter_tables.h"

// Modular potentio, constant voltage and current, battery capacity determination. One row a parameter, one cell a
// version.

namespace aurora::formats::eclab {

namespace {

constexpr auto mpVersions = std::to_array<ParameterVersion>({
    {8, 113, 38},
});

constexpr auto mpRows = std::to_array<ParameterRow>({
    {"Mode", {u4}, "s"},
    {"tR (h:m:s)", {f4}, "s"},
    {"dER/dt (mV/h)", {f4}, "s"},
    {"dER (mV)", {f4}, "s"},
    {"dtR (s)", {f4}, "s"},
    {"Es (V)", {f4}, "s"},
    {"vs.", {u4}, "s"},
    {"ts (h:m:s)", {f4}, "s"},
    {"dE/dt", {f4}, "s"},
    {"dE/dt unit", {u1}, "s"},
    {"Ei (V)", {f4}, "s"},
    {"vs. 2", {u4}, "s"},
    {"Ef (V)", {f4}, "s"},
    {"vs. 3", {u4}, "s"},
    {"E range min (V)", {f4}, "s"},
    {"E range max (V)", {f4}, "s"},
    {"I Range", {u1}, "s"},
    {"I Range min", {u1}, "s"},
    {"I Range max", {u1}, "s"},
    {"I Range init", {u1}, "s"},
    {"Bandwidth", {u1}, "s"},
    {"record", {u1}, "s"},
    {"dIp", {f4}, "s"},
    {"unit dIp", {u1}, "s"},
    {"dQp", {f4}, "s"},
    {"unit dQp", {u1}, "s"},
    {"dtp (s)", {f4}, "s"},
    {"dts (s)", {f4}, "s"},
    {"step percent", {u1}, "s"},
    {"N", {u4}, "s"},
    {"dQM", {f4}, "s"},
    {"unit dQM", {u1}, "s"},
    {"Imax", {f4}, "s"},
    {"unit Imax", {u1}, "s"},
    {"Imin", {f4}, "s"},
    {"unit Imin", {u1}, "s"},
    {"goto Ns'", {u4}, "s"},
    {"nc cycles", {u4}, "s"},
});

constexpr auto covVersions = std::to_array<ParameterVersion>({
    {2, 83, 29},
});

constexpr auto covRows = std::to_array<ParameterRow>({
    {"tR (h:m:s)", {f4}, "v"},
    {"dER/dt (mV/h)", {f4}, "z"},
    {"dER (mV)", {f4}, "z"},
    {"dtR (s)", {f4}, "v"},
    {"Ei (V)", {f4}, "v"},
    {"vs.", {u4}, "z"},
    {"ti (h:m:s)", {f4}, "v"},
    {"Imax", {f4}, "v"},
    {"unit Imax", {u1}, "v"},
    {"Imin", {f4}, "v"},
    {"unit Imin", {u1}, "v"},
    {"dQM", {f4}, "z"},
    {"unit dQM", {u1}, "v"},
    {"record", {u1}, "v"},
    {"dI", {f4}, "z"},
    {"unit dI", {u1}, "v"},
    {"dQ", {f4}, "z"},
    {"unit dQ", {u1}, "v"},
    {"dt (s)", {f4}, "z"},
    {"dta (s)", {f4}, "v"},
    {"E range min (V)", {f4}, "v"},
    {"E range max (V)", {f4}, "v"},
    {"I Range", {u1}, "v"},
    {"I Range min", {u1}, "v"},
    {"I Range max", {u1}, "v"},
    {"I Range init", {u1}, "v"},
    {"Bandwidth", {u1}, "v"},
    {"goto Ns'", {u4}, "z"},
    {"nc cycles", {u4}, "z"},
});

constexpr auto cocVersions = std::to_array<ParameterVersion>({
    {1, 65, 20},
});

constexpr auto cocRows = std::to_array<ParameterRow>({
    {"tR (h:m:s)", {f4}, "v"},
    {"dER/dt (mV/h)", {f4}, "z"},
    {"dER (mV)", {f4}, "z"},
    {"dtR (s)", {f4}, "v"},
    {"Is", {f4}, "v"},
    {"unit Is", {u1}, "v"},
    {"vs.", {u4}, "v"},
    {"ts (h:m:s)", {f4}, "v"},
    {"EM (V)", {f4}, "v"},
    {"dQM", {f4}, "v"},
    {"unit dQM", {u1}, "v"},
    {"record", {u1}, "v"},
    {"dEs (mV)", {f4}, "z"},
    {"dts (s)", {f4}, "v"},
    {"E range min (V)", {f4}, "v"},
    {"E range max (V)", {f4}, "v"},
    {"I Range", {u1}, "v"},
    {"Bandwidth", {u1}, "v"},
    {"goto Ns'", {u4}, "z"},
    {"nc cycles", {u4}, "z"},
});

constexpr auto bcdVersions = std::to_array<ParameterVersion>({
    {4, 92, 35},
});

constexpr auto bcdRows = std::to_array<ParameterRow>({
    {"Set I/C", {u1}, "v"},
    {"Is1", {f4}, "s"},
    {"unit Is1", {u1}, "s"},
    {"N1", {f4}, "s"},
    {"I1 sign", {u1}, "s"},
    {"t1 (h:m:s)", {f4}, "s"},
    {"EM1 (V)", {f4}, "s"},
    {"EM1 vs.", {u1}, "s"},
    {"EM2 (V)", {f4}, "s"},
    {"EM2 vs.", {u1}, "s"},
    {"dE1 (mV)", {f4}, "s"},
    {"dt1 (s)", {f4}, "s"},
    {"Hold NONE/EM1/EM2", {u1}, "s"},
    {"tM (h:m:s)", {f4}, "s"},
    {"Set I limit", {u1}, "s"},
    {"Im", {f4}, "s"},
    {"unit Im", {u1}, "s"},
    {"Nl", {f4}, "s"},
    {"I Range", {u1}, "s"},
    {"Bandwidth", {u1}, "s"},
    {"E range min (V)", {f4}, "s"},
    {"E range max (V)", {f4}, "s"},
    {"tR (h:m:s)", {f4}, "s"},
    {"dER/dt (mV/h)", {f4}, "s"},
    {"dER (mV)", {f4}, "s"},
    {"dtR (s)", {f4}, "s"},
    {"Charge/Discharge", {u1}, "s"},
    {"Set I/C 2", {u1}, "v"},
    {"Is2", {f4}, "v"},
    {"unit Is2", {u1}, "v"},
    {"N2", {f4}, "v"},
    {"I2 sign", {u1}, "z"},
    {"t2 (h:m:s)", {f4}, "v"},
    {"Return Ei", {u1}, "z"},
    {"use C", {u1}, "v"},
});

}  // namespace

std::span<const ParameterTable> constantParameterTables()
{
    static constexpr auto tables = std::to_array<ParameterTable>({
        {Technique::Mp, mpVersions, mpRows},
        {Technique::Cov, covVersions, covRows},
        {Technique::Coc, cocVersions, cocRows},
        {Technique::Bcd, bcdVersions, bcdRows},
    });
    return tables;
}

}  // namespace aurora::formats::eclab
