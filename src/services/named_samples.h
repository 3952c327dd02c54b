#pragma once

#include "aurora/database/database.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

namespace aurora::services {

/// Those of the names that the test tells apart, in their order.
template <typename Test>
[[nodiscard]] std::vector<std::string> those(const std::vector<std::string>& names, const Test& test)
{
    std::vector<std::string> found;
    std::copy_if(names.begin(), names.end(), std::back_inserter(found), test);
    return found;
}

/// @param consequence  a sentence: "No batch was made."
/// @throws Error when a name stands there twice
void refuseRepeated(const std::vector<std::string>& names, const char* consequence);

/// @throws Error when a sample is named twice or is not in the project
void requireSamples(database::Database& database, const std::vector<std::string>& samples, const char* consequence);

}  // namespace aurora::services
