#pragma once

#include "aurora/core/json.h"

#include <string>

namespace aurora::cli {

/// One screen of text from a document of services::inspectFile.
/// @param parameters  of the document, in words for people (services::readableParameters)
[[nodiscard]] std::string inspectText(const Json& document, const Json& parameters);

}  // namespace aurora::cli
