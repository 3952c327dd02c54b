#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats::eclab {

/// EC-Lab `.mpr`.
[[nodiscard]] const Reader& mprReader();

}  // namespace aurora::formats::eclab
