#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats::neware {

/// BTSDA's table of records as text: separated by commas, semicolons or tabs, in any unit and encoding.
[[nodiscard]] const Reader& btsdaCsvReader();

}  // namespace aurora::formats::neware
