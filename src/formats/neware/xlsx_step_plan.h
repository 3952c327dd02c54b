#pragma once

#include "aurora/core/json.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace aurora::formats::neware {

/// A cell of a small sheet that holds something.
struct TextCell
{
    std::uint32_t column = 0;
    std::string text;
};

using TextRow = std::vector<TextCell>;

/// The steps of the protocol by the keys of job_data.h, from the rows below the title `Step plan`: names of columns,
/// then one row a step up to an empty row. Empty when there are none.
[[nodiscard]] Json readStepPlan(std::span<const TextRow> rows);

}  // namespace aurora::formats::neware
