#pragma once

#include "aurora/protocols/payload.h"

#include <string>

namespace aurora::services {

/// What a step means for one cell, in a few words: "0.3417 mA", "-0.3417 mA", "4.2 V, to 0.1709 mA", "4.2 V, until
/// above 3 mA or below 0.1709 mA", "2 h", "to step 2".
[[nodiscard]] std::string stepCell(const protocols::PayloadStep& step);

}  // namespace aurora::services
