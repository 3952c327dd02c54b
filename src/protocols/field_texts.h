#pragma once

#include "aurora/core/json.h"
#include "aurora/protocols/step_fields.h"

#include <optional>
#include <string>
#include <string_view>

namespace aurora::protocols {

/// What a text means for a field, or why it means nothing.
struct FieldValue
{
    std::optional<Json> value;
    std::string problem;  ///< a sentence; empty when there is a value
};

/// @param text  not blank; of a Step field it is not asked
[[nodiscard]] FieldValue valueOfText(const StepField& field, std::string_view text);

/// A stored value as a person types it.
[[nodiscard]] std::string textOfValue(const StepField& field, const Json& value);

/// A number as it is shown: 0.00025 with shift 3 is 0.25, to the last digit.
[[nodiscard]] double shifted(double value, int powersOfTen);

}  // namespace aurora::protocols
