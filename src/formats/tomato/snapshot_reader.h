#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats::tomato {

/// The JSON snapshots of tomato 0.2.3, see snapshot_layout.h. Read in windows, of any size.
[[nodiscard]] const Reader& snapshotReader();

}  // namespace aurora::formats::tomato
