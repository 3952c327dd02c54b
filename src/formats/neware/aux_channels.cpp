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
