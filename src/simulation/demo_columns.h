#pragma once

#include "aurora/core/json.h"

namespace aurora::simulation {

/// What all cells of the demo have in common, by standard column names: electrodes, separator, casing.
[[nodiscard]] Json demoCommonRow();

}  // namespace aurora::simulation
