#include "formats/eclab/mpr_parameter_tables.h"

// Voltammetry: CV, CVA, LSV. One row a parameter, one cell a version.

namespace aurora::formats::eclab {

namespace {

constexpr auto cvVersions = std::to_array<ParameterVersion>({
    {6, 48, 21},
    {7, 63, 21},
});

constexpr auto cvRows = std::to_array<ParameterRow>({
    {"Ei (V)", {f4, f4}, "zv"},          {"vs.", {u1, u4}, "vv"},
    {"dE/dt", {f4, f4}, "vv"},           {"dE/dt unit", {u1, u1}, "vv"},
    {"E1 (V)", {f4, f4}, "vv"},          {"vs. 2", {u1, u4}, "vv"},
    {"Step percent", {u1, u1}, "vv"},    {"N", {u4, u4}, "vv"},
    {"E range min (V)", {f4, f4}, "zv"}, {"E range max (V)", {f4, f4}, "vv"},
    {"I Range", {u1, u1}, "vv"},         {"I Range min", {u1, u1}, "vv"},
    {"I Range max", {u1, u1}, "vv"},     {"I Range init", {u1, u1}, "vv"},
    {"Bandwidth", {u1, u1}, "vv"},       {"E2 (V)", {f4, f4}, "vv"},
    {"vs. 3", {u1, u4}, "vv"},           {"nc cycles", {u4, u4}, "vv"},
    {"Reverse Scan", {u1, u4}, "vv"},    {"Ef (V)", {f4, f4}, "zv"},
    {"vs. 4", {u1, u4}, "vv"},
});

constexpr auto cvaVersions = std::to_array<ParameterVersion>({
    {3, 84, 30},
    {4, 99, 30},
});

constexpr auto cvaRows = std::to_array<ParameterRow>({
    {"Ei (V)", {f4, f4}, "sz"},
    {"vs.", {u1, u4}, "sv"},
    {"ti (h:m:s)", {f4, f4}, "sz"},
    {"dti (s)", {f4, f4}, "sv"},
    {"dE/dt", {f4, f4}, "sv"},
    {"dE/dt unit", {u1, u1}, "sv"},
    {"E1 (V)", {f4, f4}, "sv"},
    {"vs. 2", {u1, u4}, "sv"},
    {"t1 (h:m:s)", {f4, f4}, "sz"},
    {"dt1 (s)", {f4, f4}, "sv"},
    {"Step percent", {u1, u1}, "sv"},
    {"N", {u4, u4}, "sv"},
    {"E range min (V)", {f4, f4}, "sv"},
    {"E range max (V)", {f4, f4}, "sv"},
    {"I Range", {u1, u1}, "sv"},
    {"I Range min", {u1, u1}, "sv"},
    {"I Range max", {u1, u1}, "sv"},
    {"I Range init", {u1, u1}, "sv"},
    {"Bandwidth", {u1, u1}, "sv"},
    {"E2 (V)", {f4, f4}, "sv"},
    {"vs. 3", {u1, u4}, "sv"},
    {"t2 (h:m:s)", {f4, f4}, "sz"},
    {"dt2 (s)", {f4, f4}, "sv"},
    {"nc cycles", {u4, u4}, "sz"},
    {"nr", {u4, u4}, "sv"},
    {"Reverse Scan", {u1, u4}, "sz"},
    {"Ef (V)", {f4, f4}, "sz"},
    {"vs. 4", {u1, u4}, "sv"},
    {"tf (h:m:s)", {f4, f4}, "sz"},
    {"dtf (s)", {f4, f4}, "sv"},
});

constexpr auto lsvVersions = std::to_array<ParameterVersion>({
    {5, 59, 23},
    {6, 65, 23},
});

constexpr auto lsvRows = std::to_array<ParameterRow>({
    {"tR (h:m:s)", {f4, f4}, "zv"},      {"dER/dt (mV/h)", {f4, f4}, "zz"},
    {"dER (mV)", {f4, f4}, "zz"},        {"dtR (s)", {f4, f4}, "zz"},
    {"dE/dt", {f4, f4}, "vv"},           {"dE/dt unit", {u1, u1}, "vv"},
    {"Ei (V)", {f4, f4}, "vz"},          {"vs.", {u1, u4}, "vv"},
    {"EL (V)", {f4, f4}, "vv"},          {"vs. 2", {u1, u4}, "vv"},
    {"record", {u1, u1}, "vv"},          {"dI", {f4, f4}, "zz"},
    {"unit dI", {u1, u1}, "vv"},         {"tI (s)", {f4, f4}, "zz"},
    {"step percent", {u1, u1}, "vv"},    {"N", {u4, u4}, "vv"},
    {"E range min (V)", {f4, f4}, "vv"}, {"E range max (V)", {f4, f4}, "vv"},
    {"I Range", {u1, u1}, "vv"},         {"I Range min", {u1, u1}, "vv"},
    {"I Range max", {u1, u1}, "vv"},     {"I Range init", {u1, u1}, "vv"},
    {"Bandwidth", {u1, u1}, "vv"},
});

}  // namespace

std::span<const ParameterTable> voltammetryParameterTables()
{
    static constexpr auto tables = std::to_array<ParameterTable>({
        {Technique::Cv, cvVersions, cvRows},
        {Technique::CvVariant, cvVersions, cvRows, Mark::PublicSources},
        {Technique::Cva, cvaVersions, cvaRows},
        {Technique::Lsv, lsvVersions, lsvRows},
    });
    return tables;
}

}  // namespace aurora::formats::eclab
