#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace aurora {

/// One technique of a protocol, whatever the vendor: what the analysis needs to know of it.
struct ProtocolStep
{
    enum class Kind
    {
        Rest,
        ConstantCurrent,
        ConstantVoltage,
        Loop,
        Other
    };

    Kind kind = Kind::Other;
    std::optional<double> cRate = {};         ///< current over capacity, charge positive; nothing when unknown
    std::optional<double> maxVoltage_V = {};  ///< upper limit of the step
    std::optional<double> minVoltage_V = {};  ///< lower limit of the step
    std::optional<double> voltage_V = {};     ///< what a ConstantVoltage step holds
    std::optional<std::int32_t> cycles = {};  ///< of a Loop: how many cycles it makes in all
};

/// The techniques of one job in order. Empty: the file says nothing of a protocol.
struct Protocol
{
    std::vector<ProtocolStep> steps;
};

}  // namespace aurora
