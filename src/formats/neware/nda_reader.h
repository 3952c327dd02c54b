#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats::neware {

/// Neware `.nda`, see nda_layout.h for the versions.
[[nodiscard]] const Reader& ndaReader();

}  // namespace aurora::formats::neware
