#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats::neware {

/// Neware `.xlsx`: the table of records that BTS exports, with sheets that tell of the test.
[[nodiscard]] const Reader& xlsxReader();

}  // namespace aurora::formats::neware
