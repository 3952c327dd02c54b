#pragma once

#include "aurora/core/cell_value.h"
#include "aurora/core/json.h"

namespace aurora {

/// A cell as JSON: null, a number or a text.
[[nodiscard]] Json toJson(const CellValue& value);

}  // namespace aurora
