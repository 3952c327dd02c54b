#include "formats/eclab/mpr_parameter_tables.h"

// Galvanostatic cycling with potential limitation. One row a parameter, one cell a version.
// `Set I/C` 1: the current is capacity / N, 2: capacity × N, 0: `Is`; the sign of the former is `I sign`. `EM` limits
// the voltage, above for positive current, below for negative. After the sequence the run jumps back to `goto Ns'`, `nc
// cycles` times. Version 10 came with EC-Lab 11.50, where choices grew from u1 to u4.

namespace aurora::formats::eclab {

namespace {

constexpr auto gcplVersions = std::to_array<ParameterVersion>({
    {8, 98, 32},
    {9, 102, 33},
    {10, 108, 33},
});

constexpr auto gcplRows = std::to_array<ParameterRow>({
    {"Set I/C", {u1, u1, u1}, "svv"},
    {"Is", {f4, f4, f4}, "svv"},
    {"unit Is", {u1, u1, u1}, "svv"},
    {"vs.", {u1, u1, u4}, "svv"},
    {"N", {f4, f4, f4}, "svv"},
    {"I sign", {u1, u1, u4}, "svv"},
    {"t1 (h:m:s)", {f4, f4, f4}, "svv"},
    {"I Range", {u1, u1, u1}, "svv"},
    {"Bandwidth", {u1, u1, u1}, "svv"},
    {"dE1 (mV)", {f4, f4, f4}, "svv"},
    {"dt1 (s)", {f4, f4, f4}, "svv"},
    {"EM (V)", {f4, f4, f4}, "svv"},
    {"tM (h:m:s)", {f4, f4, f4}, "svz"},
    {"Im", {f4, f4, f4}, "svz"},
    {"unit Im", {u1, u1, u1}, "svv"},
    {"dI/dt", {f4, f4, f4}, "szz"},
    {"dunit dI/dt", {u1, u1, u1}, "svv"},
    {"E range min (V)", {f4, f4, f4}, "szv"},
    {"E range max (V)", {f4, f4, f4}, "svv"},
    {"dq", {f4, f4, f4}, "svv"},
    {"unit dq", {u1, u1, u1}, "szv"},
    {"dtq (s)", {f4, f4, f4}, "svv"},
    {"dQM", {f4, f4, f4}, "szz"},
    {"unit dQM", {u1, u1, u1}, "svv"},
    {"dxM", {f4, f4, f4}, "szz"},
    {"delta SoC (%)", {no, f4, f4}, ".vv"},
    {"tR (h:m:s)", {f4, f4, f4}, "svv"},
    {"dER/dt (mV/h)", {f4, f4, f4}, "szv"},
    {"dER (mV)", {f4, f4, f4}, "szz"},
    {"dtR (s)", {f4, f4, f4}, "svv"},
    {"EL (V)", {f4, f4, f4}, "svv"},
    {"goto Ns'", {u4, u4, u4}, "svv"},
    {"nc cycles", {u4, u4, u4}, "svv"},
});

}  // namespace

std::span<const ParameterTable> gcplParameterTables()
{
    static constexpr auto tables = std::to_array<ParameterTable>({
        {Technique::Gcpl, gcplVersions, gcplRows},
        {Technique::GcplVariant, gcplVersions, gcplRows, Mark::SizeOnly},
    });
    return tables;
}

}  // namespace aurora::formats::eclab
