#pragma once

#include "aurora/services/correlation.h"

#include <set>
#include <string>

namespace aurora::gui {

/// The columns that a correlation matrix shows before the user chooses: the results, then the other columns that hang
/// together with them most; as many as can be read. Of columns that say the same (a mass, and what was computed of it)
/// only the first, and no times, positions and numbers of the assembly.
[[nodiscard]] std::set<std::string> defaultColumns(const services::CorrelationMatrix& matrix);

}  // namespace aurora::gui
