#include "protocols/json_values.h"

#include "aurora/core/text.h"

#include <cmath>
#include <string>

namespace aurora::protocols {

const Json& valueAt(const Json& value, std::string_view key)
{
    static const Json missing;
    if (!value.is_object()) {
        return missing;
    }
    const auto found = value.find(key);
    return found == value.end() ? missing : *found;
}

std::optional<double> finiteNumber(const Json& value)
{
    std::optional<double> number;
    if (value.is_number()) {
        number = value.get<double>();
    }
    if (value.is_string()) {
        number = parseNumber(value.get_ref<const std::string&>());
    }
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<double> finiteNumberAt(const Json& value, std::string_view key)
{
    return finiteNumber(valueAt(value, key));
}

std::optional<std::int32_t> cyclesOfLoop(std::optional<double> jumpsBack)
{
    constexpr double mostJumps = 1e9;
    if (!jumpsBack || *jumpsBack < 0 || *jumpsBack > mostJumps) {
        return std::nullopt;
    }
    return static_cast<std::int32_t>(*jumpsBack) + 1;
}

}  // namespace aurora::protocols
