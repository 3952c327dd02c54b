#include "aurora/formats/neware/aux_channels.h"

#include <array>

namespace aurora::formats::neware {

namespace {

using enum Evidence;

constexpr std::array channelTypeTable{
    AuxChannelType{102, "V", "mV", 1000, "voltage", PublicOnly},
    AuxChannelType{103, "T", "degC", 1, "temperature", Verified},
    AuxChannelType{104, "I", "A", 1, "current", PublicOnly},
    AuxChannelType{105, "V", "mV", 1000, "voltage", PublicOnly},
    AuxChannelType{106, "T", "degC", 1, "temperature", PublicOnly},
    AuxChannelType{107, "I", "A", 1, "current", PublicOnly},
    AuxChannelType{108, "Clamp T", "degC", 1, "temperature of the clamp", PublicOnly},
    AuxChannelType{109, "Clamp weight", "kg", 1, "weight on the clamp", PublicOnly},
    AuxChannelType{110, "Clamp pressure", "kPa", 1, "air pressure of the clamp", PublicOnly},
    AuxChannelType{111, "Leader T", "degC", 1, "temperature", PublicOnly},
    AuxChannelType{112, "Red T", "degC", 1, "temperature", PublicOnly},
    AuxChannelType{113, "Humidity", "", 1, "humidity; the unit is not known", PublicOnly},
    AuxChannelType{114, "Thickness", "mm", 1, "thickness", PublicOnly},
    AuxChannelType{115, "Flow", "", 1, "flow; the unit is not known", PublicOnly},
    AuxChannelType{117, "Pressure", "bar", 1, "pressure", PublicOnly},
    AuxChannelType{118, "Force", "N", 1, "force", PublicOnly},
    AuxChannelType{335, "t", "degC", 1, "temperature set point", PublicOnly},
    AuxChannelType{345, "H", "%", 1, "humidity", PublicOnly},
};

}  // namespace

std::span<const AuxChannelType> auxChannelTypes()
{
    return channelTypeTable;
}

const AuxChannelType* findAuxChannelType(int chlType)
{
    for (const AuxChannelType& type : channelTypeTable) {
        if (type.chlType == chlType) {
            return &type;
        }
    }
    return nullptr;
}

}  // namespace aurora::formats::neware
