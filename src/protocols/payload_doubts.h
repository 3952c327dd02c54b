#pragma once

#include "aurora/protocols/payload.h"

#include <string>
#include <vector>

namespace aurora::protocols {

/// What looks like a mistake of a person, as whole sentences to be agreed to: at most one a value.
/// @param payload  checked, with its names filled in
[[nodiscard]] std::vector<std::string> payloadDoubts(const PayloadTarget& target, const Json& payload);

}  // namespace aurora::protocols
