#pragma once

#include "aurora/core/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// Entries of Recording::jobData that are left out where the file says nothing.
namespace aurora::formats::neware {

inline void put(Json& object, std::string_view key, Json value)
{
    object[std::string(key)] = std::move(value);
}

inline void putText(Json& object, std::string_view key, const std::string& text)
{
    if (!text.empty()) {
        put(object, key, text);
    }
}

template <class Number>
void putNumber(Json& object, std::string_view key, const std::optional<Number>& number)
{
    if (number) {
        put(object, key, *number);
    }
}

}  // namespace aurora::formats::neware
