#pragma once

#include "aurora/core/text.h"

#include <string>

namespace aurora::protocols {

/// A number as it stands in a sentence: "−10", with a minus sign and not a hyphen.
inline std::string inWords(double value)
{
    const std::string text = formatNumber(value);
    return text.starts_with('-') ? "−" + text.substr(1) : text;
}

}  // namespace aurora::protocols
