#pragma once

#include "aurora/formats/neware/ndc_layout.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace aurora::formats::neware {

/// What an auxiliary channel measures: `ChlType` in `TestInfo.xml`. Channels of one kind are numbered in BTSDA's tables
/// behind a letter: T1, T2, V1.
struct AuxChannelType
{
    int chlType;
    std::string_view letter;  ///< "T"
    std::string_view unit;    ///< of the column: "degC"
    double scale;             ///< from the stored f4 value to that unit
    std::string_view what;
    Evidence evidence;
};

/// `data_AUX_<RealChlID>_<ChlType - 100>_<TypeID>.ndc`
inline constexpr int auxFileTypeOffset = 100;

[[nodiscard]] std::span<const AuxChannelType> auxChannelTypes();

/// The type of that number, or nullptr.
[[nodiscard]] const AuxChannelType* findAuxChannelType(int chlType);

}  // namespace aurora::formats::neware
