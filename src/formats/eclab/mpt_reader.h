#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats::eclab {

/// The text exports of EC-Lab and BT-Lab, in any locale, with or without header.
[[nodiscard]] const Reader& mptReader();

}  // namespace aurora::formats::eclab
