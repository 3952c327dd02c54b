#include "aurora/formats/eclab/mpr_codes.h"

#include <algorithm>
#include <array>

namespace aurora::formats::eclab {

namespace {

constexpr Mark publicOnly = Mark::PublicSources;
constexpr Mark analogy = Mark::ByAnalogy;

struct TechniqueName
{
    Technique id;
    std::string_view name;
    std::string_view title;  ///< as the exports have it in their third or fourth line
};

// The ID of LOOP is in no file and in no public source; it counts as unknown.
constexpr auto techniqueTable = std::to_array<TechniqueName>({
    {Technique::Gcpl, "GCPL", "Galvanostatic Cycling with Potential Limitation"},
    {Technique::Cv, "CV", "Cyclic Voltammetry"},
    {Technique::Ocv, "OCV", "Open Circuit Voltage"},
    {Technique::Mp, "MP", "Modular Potentio"},
    {Technique::Ca, "CA", "Chronoamperometry / Chronocoulometry"},
    {Technique::Cp, "CP", "Chronopotentiometry"},
    {Technique::Wait, "WAIT", "Wait"},
    {Technique::Peis, "PEIS", "Potentio Electrochemical Impedance Spectroscopy"},
    {Technique::Geis, "GEIS", "Galvano Electrochemical Impedance Spectroscopy"},
    {Technique::CvVariant, "CV", "Cyclic Voltammetry"},
    {Technique::Zir, "ZIR", "IR compensation (PEIS)"},
    {Technique::Cva, "CVA", "Cyclic Voltammetry Advanced"},
    {Technique::Lsv, "LSV", "Linear Sweep Voltammetry"},
    {Technique::Cov, "CoV", "Constant Voltage"},
    {Technique::Coc, "CoC", "Constant Current"},
    {Technique::GcplVariant, "GCPL", "Galvanostatic Cycling with Potential Limitation"},
    {Technique::Mb, "MB", "Modulo Bat"},
    {Technique::Bcd, "BCD", "Battery Capacity Determination"},
});

// Codes whose text EC-Lab's exports print beside them; SizeOnly: the code is in files, but no export tells its text.
constexpr auto codeTable = std::to_array<Code>({
    {CodeGroup::SetIOverC, 0, "I"},
    {CodeGroup::SetIOverC, 1, "C / N"},
    {CodeGroup::SetIOverC, 2, "C x N"},
    {CodeGroup::ApplyIOverC, 0, "I"},
    {CodeGroup::ApplyIOverC, 1, "C / N"},
    {CodeGroup::ApplyIOverC, 2, "C x N", analogy},
    {CodeGroup::ISign, 0, "> 0"},
    {CodeGroup::ISign, 1, "< 0"},
    {CodeGroup::ChargeDischarge, 0, "Charge"},
    {CodeGroup::ChargeDischarge, 1, "Discharge"},
    {CodeGroup::CurrentUnit, 0, "A"},
    {CodeGroup::CurrentUnit, 1, "mA"},
    {CodeGroup::CurrentUnit, 2, "µA"},
    {CodeGroup::CurrentUnit, 3, "nA", publicOnly},
    {CodeGroup::CurrentUnit, 4, "pA", publicOnly},
    {CodeGroup::ChargeUnit, 0, "A.h"},
    {CodeGroup::ChargeUnit, 1, "mA.h"},
    {CodeGroup::ChargeUnit, 2, "µA.h", publicOnly},
    {CodeGroup::ChargeUnit, 3, "nA.h"},
    {CodeGroup::ChargeUnit, 4, "pA.h", publicOnly},
    {CodeGroup::FrequencyUnit, 0, "MHz"},
    {CodeGroup::FrequencyUnit, 1, "kHz"},
    {CodeGroup::FrequencyUnit, 2, "Hz"},
    {CodeGroup::FrequencyUnit, 3, "mHz"},
    {CodeGroup::Versus, 0, "Eoc"},
    {CodeGroup::Versus, 1, "Ectrl", publicOnly},
    {CodeGroup::Versus, 2, "Emeas or <None>"},
    {CodeGroup::Versus, 3, "Ei", publicOnly},
    {CodeGroup::Versus, 4, "Ref"},
    {CodeGroup::SweepUnit, 1, "mV/s"},
    {CodeGroup::SweepUnit, 2, "V/s"},
    {CodeGroup::CurrentSlopeUnit, 0, "A/s", analogy},
    {CodeGroup::CurrentSlopeUnit, 1, "mA/s"},
    {CodeGroup::CurrentSlopeUnit, 2, "µA/s", analogy},
    {CodeGroup::ControlType, 0, "CC"},
    {CodeGroup::ControlType, 1, "CV"},
    {CodeGroup::ControlType, 4, "Rest"},
    {CodeGroup::ControlType, 5, "Loop"},
    {CodeGroup::ControlType, 8, "PEIS"},
    {CodeGroup::ControlType, 9, "GEIS"},
    {CodeGroup::ControlType, 17, "CCCV"},
    {CodeGroup::LimitType, 0, "Time"},
    {CodeGroup::LimitType, 1, "Ewe"},
    {CodeGroup::LimitType, 5, "|Q|"},
    {CodeGroup::LimitComparison, 0, ">"},
    {CodeGroup::LimitComparison, 1, "<"},
    {CodeGroup::LimitAction, 0, "Next sequence"},
    {CodeGroup::LimitAction, 1, "go to lim seq", Mark::SizeOnly},
    {CodeGroup::TimeUnit, 1, "h"},
    {CodeGroup::TimeUnit, 2, "mn"},
    {CodeGroup::TimeUnit, 3, "s"},
    {CodeGroup::TimeUnit, 4, "ms", Mark::SizeOnly},
    {CodeGroup::TimeUnit, 0, "d", analogy},
    {CodeGroup::VoltageUnit, 0, "V"},
    {CodeGroup::VoltageUnit, 1, "mV", Mark::SizeOnly},
    {CodeGroup::AmplitudeUnit, 1, "mV"},
    {CodeGroup::RecordType, 0, "Time"},
    {CodeGroup::RecordType, 1, "Ewe", Mark::SizeOnly},
    {CodeGroup::ImpedanceMode, 0, "Single sine"},
    {CodeGroup::ImpedanceMode, 1, "Multi sine"},
    {CodeGroup::Points, 1, "per decade"},
    {CodeGroup::Spacing, 1, "Logarithmic"},
    {CodeGroup::Record, 0, "Ewe or I"},
    {CodeGroup::Record, 1, "<Ewe> or <I>"},
    {CodeGroup::DeviceModel, 5, "VMP3"},
    {CodeGroup::DeviceModel, 6, "VSP"},
    {CodeGroup::DeviceModel, 12, "VMP-300"},
    {CodeGroup::DeviceModel, 14, "SP-150"},
    {CodeGroup::DeviceModel, 16, "SP-300"},
    {CodeGroup::DeviceModel, 21, "SP-200"},
    {CodeGroup::DeviceModel, 22, "MPG-2"},
    {CodeGroup::DeviceModel, 26, "BCS-805"},
    {CodeGroup::DeviceModel, 27, "SP-240"},
    {CodeGroup::DeviceModel, 34, "VSP-3e"},
    {CodeGroup::Trigger, 0, "Falling Edge", Mark::OnlyZeros},
    {CodeGroup::ChargeLimit, 0, "Q limit", Mark::OnlyZeros},
    {CodeGroup::CurrentOrPotential, 0, "current", Mark::OnlyZeros},
    {CodeGroup::AmplitudeKind, 0, "Ia", Mark::OnlyZeros},
    {CodeGroup::CompensationMode, 0, "Software", Mark::OnlyZeros},
    {CodeGroup::Mode, 1, "galvanostatic"},
    {CodeGroup::Mode, 2, "potentiostatic"},
    {CodeGroup::Mode, 3, "rest (open circuit)"},
    {CodeGroup::AreaUnit, 2, "cm²"},
    {CodeGroup::AreaUnit, 3, "mm²"},
    {CodeGroup::MassUnit, 1, "g"},
    {CodeGroup::MassUnit, 2, "mg"},
    {CodeGroup::CapacityUnit, 0, "A.h"},
    {CodeGroup::CapacityUnit, 1, "mA.h"},
    {CodeGroup::CapacityUnit, 2, "µA.h"},
});

// Current ranges by the code in column `I Range`, from code 1 on. Checked: 9 to 15, 37, 39 to 41 and 65; the others are
// told by public sources.
constexpr auto currentRangeTable = std::to_array<std::string_view>({
    "10 mA",        "100 µA", "1 µA",   "2 A",    "1 A",    "5 A",   "10 A",   "20 A",   "1 A",    "100 mA", "10 mA",
    "1 mA",         "100 µA", "10 µA",  "Auto",   "100 mA", "10 mA", "1 mA",   "100 µA", "100 µA", "10 µA",  "1 µA",
    "100 nA",       "10 nA",  "1 nA",   "80 A",   "4 A",    "PAC",   "4 A",    "100 µA", "10 µA",  "1 µA",   "100 nA",
    "10 nA",        "1 nA",   "8 A",    "1 A",    "100 mA", "10 mA", "1 mA",   "100 µA", "10 µA",  "1 µA",   "100 nA",
    "10 nA",        "50 A",   "5 A",    "100 A",  "150 A",  "1 A",   "4 A",    "100 µA", "10 µA",  "1 µA",   "100 nA",
    "10 nA",        "1 nA",   "100 pA", "10 pA",  "1 pA",   "5 A",   "10 A",   "20 A",   "40 A",   "10 A",   "2 A",
    "8 A",          "12 A",   "16 A",   "20 A",   "24 A",   "28 A",  "32 A",   "36 A",   "40 A",   "44 A",   "48 A",
    "52 A",         "56 A",   "60 A",   "64 A",   "20 A",   "30 A",  "40 A",   "50 A",   "60 A",   "70 A",   "80 A",
    "90 A",         "100 A",  "110 A",  "120 A",  "130 A",  "140 A", "150 A",  "160 A",  "4 A",    "6 A",    "8 A",
    "10 A",         "12 A",   "14 A",   "16 A",   "18 A",   "20 A",  "22 A",   "24 A",   "26 A",   "28 A",   "30 A",
    "32 A",         "10 A",   "1 A",    "100 mA", "10 mA",  "1 mA",  "100 µA", "10 µA",  "20 A",   "40 A",   "80 A",
    "Auto Limited", "Unset",  "300 mA", "3 A",    "30 A",   "60 A",  "90 A",   "120 A",  "150 A",  "180 A",  "210 A",
    "240 A",        "270 A",  "300 A",  "330 A",  "360 A",  "390 A", "420 A",  "450 A",  "480 A",  "50 A",   "100 A",
    "150 A",        "200 A",  "200 A",  "400 A",  "600 A",  "800 A", "50 A",   "100 A",  "150 A",  "200 A",  "1 A",
    "2 A",          "3 A",    "4 A",    "5 A",    "6 A",    "7 A",   "8 A",    "9 A",    "10 A",   "11 A",   "12 A",
    "13 A",         "14 A",   "15 A",   "16 A",   "50 A",   "100 A", "150 A",  "200 A",  "50 A",   "100 A",  "150 A",
    "200 A",        "1 A",    "2 A",    "3 A",    "4 A",    "5 A",   "6 A",    "7 A",    "8 A",    "9 A",    "10 A",
    "11 A",         "12 A",   "13 A",   "14 A",   "15 A",   "16 A",
});

const TechniqueName* techniqueOf(std::uint8_t id)
{
    const auto found = std::ranges::find(techniqueTable, static_cast<Technique>(id), &TechniqueName::id);
    return found != techniqueTable.end() ? &*found : nullptr;
}

}  // namespace

std::optional<std::string_view> techniqueName(std::uint8_t id)
{
    const TechniqueName* const known = techniqueOf(id);
    return known != nullptr ? std::optional(known->name) : std::nullopt;
}

std::optional<std::string_view> techniqueTitle(std::uint8_t id)
{
    const TechniqueName* const known = techniqueOf(id);
    return known != nullptr ? std::optional(known->title) : std::nullopt;
}

std::span<const Code> codes()
{
    return codeTable;
}

std::optional<std::string_view> codeText(CodeGroup group, std::uint32_t code)
{
    for (const Code& entry : codeTable) {
        if (entry.group == group && entry.code == code) {
            return entry.text;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> currentRangeText(std::uint32_t dataCode)
{
    if (dataCode == 0 || dataCode > currentRangeTable.size()) {
        return std::nullopt;
    }
    return currentRangeTable.at(dataCode - 1);
}

}  // namespace aurora::formats::eclab
