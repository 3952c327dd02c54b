#pragma once

#include "aurora/core/error.h"

#include <string>

namespace aurora::config {

/// Where a refused value stands in a configuration, for who shows it beside its field.
struct RefusedKey
{
    std::string list;   ///< that has the entry: "Servers"; empty: it is in none
    std::string entry;  ///< its key in an object of entries; in a list its place: "0", "1", …
    std::string key;
    std::string said;  ///< the sentence without its place: `"port" is 99999, but must be …`
};

/// A value of a configuration that cannot be used. The sentence names file, place, key and value.
class KeyRefused final : public Error
{
public:
    KeyRefused(const std::string& place, RefusedKey refused)
        : Error(place + refused.said), m_refused(std::move(refused))
    {
    }

    [[nodiscard]] const RefusedKey& refused() const noexcept { return m_refused; }

private:
    RefusedKey m_refused;
};

}  // namespace aurora::config
