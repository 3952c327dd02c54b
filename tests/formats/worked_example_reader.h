#pragma once

#include "aurora/formats/reader.h"

namespace aurora::formats {

/// The format of docs/adding-a-reader.md: the text log of a potentiostat that somebody built. No program writes it.
[[nodiscard]] const Reader& benchLogReader();

}  // namespace aurora::formats
