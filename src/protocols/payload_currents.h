#pragma once

#include "aurora/core/json.h"

#include <string>
#include <string_view>
#include <vector>

namespace aurora::protocols {

/// The keys of a technique that hold currents.
inline constexpr std::string_view currentKeys[] = {"current", "limit_current_max", "limit_current_min"};

/// A current as a payload spells it.
struct PayloadCurrent
{
    bool isRate = true;  ///< value is a C-rate, else amperes; charge positive
    double value = 0;

    [[nodiscard]] double mA(double capacity_mAh) const { return isRate ? value * capacity_mAh : value * 1000; }
};

/// Reads a C-rate as text (`C/10`, `-C/10`, `0.5D`, `1/3 C`; a bare number is one too) or amperes as a number.
/// @throws Error naming the value
[[nodiscard]] PayloadCurrent payloadCurrent(const Json& value);

/// The one current, or the list of them; empty when there is none. @throws Error naming the value
[[nodiscard]] std::vector<PayloadCurrent> payloadCurrents(const Json& value);

/// The same current as tomato's drivers understand it: amperes with a decimal point; C-rates as `C/x`, `D/x`, `xC`,
/// `xD`. Every other spelling would only fail on the instrument, after the job has started.
[[nodiscard]] Json tomatoSpelling(const Json& value);

/// For a person: "C/10", "0.25 mA", without the sign.
[[nodiscard]] std::string currentWords(const Json& value);

}  // namespace aurora::protocols
