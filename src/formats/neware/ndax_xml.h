#pragma once

#include "aurora/core/json.h"
#include "formats/neware/test_info.h"

#include <string_view>

namespace aurora::formats::neware {

/// Reads as much as there is; a text that is cut off, scrubbed or no XML at all is no error.
[[nodiscard]] TestInfo parseTestInfo(std::string_view xml);

/// The protocol: keys of job_data.h (MultCap, Creator, Protection, Recording, Steps). Empty where there is none.
[[nodiscard]] Json parseStepFile(std::string_view xml);

/// Software and firmware: the attributes of `ZwjVersion`, and `Is9s`, by their own names.
[[nodiscard]] Json parseVersionInfo(std::string_view xml);

}  // namespace aurora::formats::neware
