#include "aurora/formats/eclab/mpr_layout.h"

#include "aurora/core/error.h"
#include "aurora/formats/eclab/mpr_job_data.h"

#include <array>
#include <string>

namespace aurora::formats::eclab {

namespace {

using enum Stored;

constexpr auto setTable = std::to_array<ModuleField>({
    {0x000, U1, key::techniqueId},
    {0x007, Text, key::comments},
    {0x107, F4, key::activeMass},
    {0x10B, F4, "at x"},
    {0x10F, F4, "Molecular weight of active material (g/mol)"},
    {0x113, F4, "Atomic weight of intercalated ion (g/mol)"},
    {0x117, F4, "xo"},
    {0x11B, U2, "Number of e- transfered per intercalated ion"},
    {0x11E, Text, "Electrode material"},
    {0x16F, Text, "Initial state", Mark::OnlyZeros},
    {0x1C0, Text, "Electrolyte"},
    {0x211, F4, key::surfaceArea},
    {0x215, Text, "Reference electrode"},
    {0x248, F4, "Reference electrode potential (V)"},
    {0x24C, F4, key::characteristicMass},
    {0x250, U1, key::surfaceAreaUnit},
    {0x251, U1, key::characteristicMassUnit},
    {0x25C, F4, key::batteryCapacity},
    {0x260, U1, key::batteryCapacityUnit},
});

constexpr auto logTable = std::to_array<ModuleField>({
    {0x000, U2, key::laterSections, Mark::SizeOnly},
    {0x002, U1, key::techniqueId},
    {0x009, U1, key::channel},
    {0x0AB, U4, key::channelSerial},
    {0x1F8, F4, "Ewe ctrl range min (V)"},
    {0x1FC, F4, "Ewe ctrl range max (V)"},
    {logStartOffset, F8, key::started},
    {0x251, Text, key::file},
    {0x351, Text, key::host},
    {0x384, Text, key::address},
    {0x3B7, Text, key::softwareVersion},
    {0x3BE, Text, key::serverVersion},
    {0x3C5, Text, key::interpreterVersion},
    {0x3CE, U1, key::device},
    {0x3CF, Text, key::deviceSerial},
    {0x922, U1, "Average data every n points"},
});

constexpr auto analogIn1Table = std::to_array<ModuleField>({
    {0x036, Text, "name", Mark::SizeOnly},
    {0x052, F4, "max (V)", Mark::SizeOnly},
    {0x056, F4, "min (V)", Mark::SizeOnly},
    {0x05A, F4, "value at max", Mark::SizeOnly},
    {0x05E, F4, "value at min", Mark::SizeOnly},
});

constexpr auto analogIn2Table = std::to_array<ModuleField>({
    {0x063, Text, "name", Mark::SizeOnly},
    {0x07F, F4, "max (V)", Mark::SizeOnly},
    {0x083, F4, "min (V)", Mark::SizeOnly},
    {0x087, F4, "value at max", Mark::SizeOnly},
    {0x08B, F4, "value at min", Mark::SizeOnly},
});

const ModuleField& fieldOf(std::span<const ModuleField> table, std::string_view key)
{
    for (const ModuleField& field : table) {
        if (field.key == key) {
            return field;
        }
    }
    throw Error("There is no field \"" + std::string(key) + "\" in the module.");
}

}  // namespace

std::span<const ModuleField> setFields()
{
    return setTable;
}

std::span<const ModuleField> logFields()
{
    return logTable;
}

std::span<const ModuleField> analogInFields(int input)
{
    return input == 1 ? std::span<const ModuleField>(analogIn1Table) : std::span<const ModuleField>(analogIn2Table);
}

const ModuleField& setField(std::string_view key)
{
    return fieldOf(setTable, key);
}

const ModuleField& logField(std::string_view key)
{
    return fieldOf(logTable, key);
}

}  // namespace aurora::formats::eclab
