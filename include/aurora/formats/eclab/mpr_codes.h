#pragma once

#include "aurora/formats/eclab/mpr_layout.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace aurora::formats::eclab {

/// Technique IDs of `VMP Set`.
enum class Technique : std::uint8_t
{
    Gcpl = 0x04,
    Cv = 0x06,
    Ocv = 0x0B,
    Mp = 0x16,
    Ca = 0x18,
    Cp = 0x19,
    Wait = 0x1C,
    Peis = 0x1D,
    Geis = 0x1E,
    CvVariant = 0x30,
    Zir = 0x32,
    Cva = 0x33,
    Lsv = 0x6C,
    Cov = 0x75,
    Coc = 0x76,
    GcplVariant = 0x77,
    Mb = 0x7F,
    Bcd = 0x88,
};

/// "GCPL" …; nothing for an unknown ID.
[[nodiscard]] std::optional<std::string_view> techniqueName(std::uint8_t id);
/// "Galvanostatic Cycling with Potential Limitation" …; nothing for an unknown ID.
[[nodiscard]] std::optional<std::string_view> techniqueTitle(std::uint8_t id);

/// What a number means where EC-Lab stores a choice.
enum class CodeGroup : std::uint8_t
{
    SetIOverC,    ///< `Set I/C` (GCPL, BCD)
    ApplyIOverC,  ///< `Apply I/C` (MB)
    ISign,
    ChargeDischarge,
    CurrentUnit,
    ChargeUnit,
    FrequencyUnit,
    Versus,            ///< `vs.`
    SweepUnit,         ///< of dE/dt
    CurrentSlopeUnit,  ///< of dI/dt
    ControlType,       ///< `ctrl_type` (MB)
    LimitType,         ///< `limN_type` (MB)
    LimitComparison,   ///< `limN_comp` (MB)
    LimitAction,       ///< `limN_action` (MB)
    TimeUnit,          ///< of `limN_value`, `recN_value` (MB)
    VoltageUnit,       ///< of `limN_value`, `recN_value`, `ctrl1_val` of CV (MB)
    AmplitudeUnit,     ///< of `ctrl1_val` of PEIS (MB)
    RecordType,        ///< `recN_type` (MB)
    ImpedanceMode,     ///< `Mode` (PEIS, GEIS)
    Points,
    Spacing,
    Record,  ///< `record` (OCV, CP, CA, LSV)
    DeviceModel,
    Trigger,             ///< `ctrl_trigger` (MB)
    ChargeLimit,         ///< `limN_Q` (MB)
    CurrentOrPotential,  ///< `current/potential` (MB)
    AmplitudeKind,       ///< `Ia/Va` (GEIS)
    CompensationMode,    ///< `comp. mode` (ZIR)
    Mode,                ///< mode bits of the flag byte
    AreaUnit,
    MassUnit,
    CapacityUnit,  ///< how EC-Lab shows the battery capacity; it is stored in mA·h always
};

struct Code
{
    CodeGroup group;
    std::uint16_t code;
    std::string_view text;
    Mark mark = Mark::Verified;
};

[[nodiscard]] std::span<const Code> codes();
[[nodiscard]] std::optional<std::string_view> codeText(CodeGroup group, std::uint32_t code);

/// The range that a code in column `I Range` stands for: "10 mA", "Auto". The parameter `I Range` is this code less 1
/// (14: Auto); 123 in `I Range min`, `max` and `init` stands for unset.
[[nodiscard]] std::optional<std::string_view> currentRangeText(std::uint32_t dataCode);

}  // namespace aurora::formats::eclab
