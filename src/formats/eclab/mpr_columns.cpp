#include "aurora/formats/eclab/mpr_columns.h"

#include "aurora/formats/eclab/mpr_codes.h"

#include <algorithm>
#include <array>

namespace aurora::formats::eclab {

namespace {

using enum Stored;
constexpr Mark publicOnly = Mark::PublicSources;

// Column IDs of `VMP data`: which quantity, how stored. Checked value by value against EC-Lab's text exports; rows
// marked publicOnly are told by public sources and were in no file. The same name may stand for several IDs. EC-Lab
// prints name/unit, which would make one name of three kinds of control: those of one unit keep it in their names.
//
// IDs 498 to 503 are left out: one source has |Ece h2| to |Ece h7| in 32 bits, another charge counters in 64 bits. They
// count as unknown, and the row size decides.
constexpr auto table = std::to_array<DataColumn>({
    {1, "mode", "", Flag, Mark::Verified, 0x03},
    {2, "ox/red", "", Flag, Mark::Verified, 0x04},
    {3, "error", "", Flag, Mark::Verified, 0x08},
    {4, "time", "s", F8},
    {5, "control", "V/mA", F4},
    {6, "Ewe", "V", F4},
    {7, "dq", "mA.h", F8},
    {8, "I", "mA", F4},
    {9, "Ece", "V", F4},
    {11, "<I>", "mA", F8},
    {13, "(Q-Qo)", "mA.h", F8},
    {16, "Analog IN 1", "V", F4},
    {17, "Analog IN 2", "V", F4},
    {19, "control/V", "V", F4},
    {20, "control/mA", "mA", F4},
    {21, "control changes", "", Flag, Mark::Verified, 0x10},
    {23, "dQ", "mA.h", F8},
    {24, "cycle number", "", F8},
    {26, "Rapp", "Ohm", F4, publicOnly},
    {27, "Ewe-Ece", "V", F4, publicOnly},
    {31, "Ns changes", "", Flag, Mark::Verified, 0x20},
    {32, "freq", "Hz", F4},
    {33, "|Ewe|", "V", F4},
    {34, "|I|", "A", F4},
    {35, "Phase(Z)", "deg", F4},
    {36, "|Z|", "Ohm", F4},
    {37, "Re(Z)", "Ohm", F4},
    {38, "-Im(Z)", "Ohm", F4},
    {39, "I Range", "", U2},
    {65, "counter inc.", "", Flag, Mark::Verified, 0x80},
    {69, "R", "Ohm", F4, publicOnly},
    {70, "P", "W", F4},
    {74, "|Energy|", "W.h", F8},
    {75, "Analog OUT", "V", F4, publicOnly},
    {76, "<I>", "mA", F4},
    {77, "<Ewe>", "V", F4},
    {78, "Cs-2", "µF-2", F4, publicOnly},
    {96, "|Ece|", "V", F4},
    {98, "Phase(Zce)", "deg", F4},
    {99, "|Zce|", "Ohm", F4},
    {100, "Re(Zce)", "Ohm", F4},
    {101, "-Im(Zce)", "Ohm", F4},
    {123, "Energy charge", "W.h", F8},
    {124, "Energy discharge", "W.h", F8},
    {125, "Capacitance charge", "µF", F8},
    {126, "Capacitance discharge", "µF", F8},
    {131, "Ns", "", U2},
    {163, "|Estack|", "V", F4, publicOnly},
    {168, "Rcmp", "Ohm", F4},
    {169, "Cs", "µF", F4},
    {172, "Cp", "µF", F4},
    {173, "Cp-2", "µF-2", F4, publicOnly},
    {174, "<Ewe>", "V", F4},
    {178, "(Q-Qo)", "C", F4, publicOnly},
    {179, "dQ", "C", F4, publicOnly},
    {211, "Q charge/discharge", "mA.h", F8, publicOnly},
    {212, "half cycle", "", U4, publicOnly},
    {213, "z cycle", "", U4, publicOnly},
    {271, "Phase(Z1)", "deg", F4, publicOnly},
    {272, "Phase(Z2)", "deg", F4, publicOnly},
    {301, "|Z1|", "Ohm", F4, publicOnly},
    {302, "|Z2|", "Ohm", F4, publicOnly},
    {331, "Re(Z1)", "Ohm", F4, publicOnly},
    {332, "Re(Z2)", "Ohm", F4, publicOnly},
    {361, "-Im(Z1)", "Ohm", F4, publicOnly},
    {362, "-Im(Z2)", "Ohm", F4, publicOnly},
    {391, "<E1>", "V", F4, publicOnly},
    {392, "<E2>", "V", F4, publicOnly},
    {422, "Phase(Zstack)", "deg", F4, publicOnly},
    {423, "|Zstack|", "Ohm", F4, publicOnly},
    {424, "Re(Zstack)", "Ohm", F4, publicOnly},
    {425, "-Im(Zstack)", "Ohm", F4, publicOnly},
    {426, "<Estack>", "V", F4, publicOnly},
    {430, "Phase(Zwe-ce)", "deg", F4},
    {431, "|Zwe-ce|", "Ohm", F4},
    {432, "Re(Zwe-ce)", "Ohm", F4},
    {433, "-Im(Zwe-ce)", "Ohm", F4},
    {434, "(Q-Qo)", "C", F4},
    {435, "dQ", "C", F4},
    {438, "step time", "s", F8},
    {441, "<Ece>", "V", F4},
    {462, "Temperature", "°C", F4, publicOnly},
    {467, "Q charge/discharge", "mA.h", F8},
    {468, "half cycle", "", U4},
    {469, "z cycle", "", U4},
    {471, "<Ece>", "V", F4},
    {473, "THD Ewe", "%", F4},
    {474, "THD I", "%", F4},
    {475, "THD Ece", "%", F4, publicOnly},
    {476, "NSD Ewe", "%", F4},
    {477, "NSD I", "%", F4},
    {478, "NSD Ece", "%", F4, publicOnly},
    {479, "NSR Ewe", "%", F4},
    {480, "NSR I", "%", F4},
    {481, "NSR Ece", "%", F4, publicOnly},
    {486, "|Ewe h2|", "V", F4},
    {487, "|Ewe h3|", "V", F4},
    {488, "|Ewe h4|", "V", F4},
    {489, "|Ewe h5|", "V", F4},
    {490, "|Ewe h6|", "V", F4},
    {491, "|Ewe h7|", "V", F4},
    {492, "|I h2|", "A", F4},
    {493, "|I h3|", "A", F4},
    {494, "|I h4|", "A", F4},
    {495, "|I h5|", "A", F4},
    {496, "|I h6|", "A", F4},
    {497, "|I h7|", "A", F4},
    {504, "Rac", "Ohm", F4, publicOnly},
    {505, "Rdc", "Ohm", F4, publicOnly},
    {509, "Acir/Dcir Control", "", U1, publicOnly},
    {878, "Energy ce", "W.h", F8, publicOnly},
    {880, "Energy we", "W.h", F8},
    {883, "Energy ce charge", "W.h", F8, publicOnly},
    {884, "Energy ce discharge", "W.h", F8, publicOnly},
});

/// Columns that a technique names in its own way. Verified by exports.
struct OwnName
{
    Technique technique;
    std::uint16_t id;
    std::string_view name;
};

constexpr std::array ownNames{OwnName{Technique::Bcd, column::ewe, "Ecell"}};

}  // namespace

std::span<const DataColumn> dataColumns()
{
    return table;
}

const DataColumn* columnById(std::uint16_t id)
{
    const auto found = std::ranges::lower_bound(table, id, {}, &DataColumn::id);
    return found != table.end() && found->id == id ? &*found : nullptr;
}

std::string_view nameInTechnique(const DataColumn& column, std::uint8_t technique)
{
    const auto own = std::ranges::find_if(ownNames, [&column, technique](const OwnName& name) {
        return static_cast<std::uint8_t>(name.technique) == technique && name.id == column.id;
    });
    return own != ownNames.end() ? own->name : column.name;
}

}  // namespace aurora::formats::eclab
