#pragma once

#include "aurora/services/lab.h"
#include "context.h"

#include <memory>

namespace aurora::cli {

/// The servers of the project the user means, with the user's own keys. Nothing is connected yet.
[[nodiscard]] std::unique_ptr<services::Lab> openLab(const Context& context);

}  // namespace aurora::cli
