#pragma once

#include "aurora/cyclers/protocol_sketch.h"
#include "aurora/protocols/edited_protocol.h"
#include "aurora/services/project.h"

#include <optional>
#include <string>
#include <vector>

namespace aurora::services {

/// The samples of the project in natural order.
[[nodiscard]] std::vector<std::string> sampleIds(const Project& project);

/// What a protocol means for one sample.
struct ProtocolForSample
{
    std::optional<double> capacity_mAh;
    std::string capacityWords;       ///< "3.079 mAh (areal)"
    std::vector<std::string> cells;  ///< one a step: "0.3417 mA", "2 h"; empty where the step is not complete
    std::string problem;             ///< why the capacity is not known, a whole sentence; empty when it is
};

/// By the first definition of capacity whose columns the sample has: areal, specific, nominal.
[[nodiscard]] ProtocolForSample protocolForSample(const Project& project, const protocols::EditedProtocol& protocol,
                                                  const std::string& sampleId);

/// What a simulated cell would answer; nothing while the protocol is not complete.
[[nodiscard]] std::optional<cyclers::ProtocolSketch> sketchOf(const protocols::EditedProtocol& protocol,
                                                              double capacity_mAh);

}  // namespace aurora::services
