#pragma once

#include "aurora/core/json.h"

#include <string>

namespace aurora::cli {

/// One screen of text from a document of services::inspectFile.
[[nodiscard]] std::string inspectText(const Json& document);

}  // namespace aurora::cli
