#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace aurora {

/// JSON with its keys in the order they were written, so that the same input gives the same bytes.
using Json = nlohmann::ordered_json;

/// Parses JSON text. Bare NaN, Infinity and -Infinity outside strings (the Python program writes them) become null;
/// a UTF-8 byte order mark is skipped.
///
/// @param source  named in the error: a file name, or "the answer of tt1"
/// @throws Error with source, line and column
[[nodiscard]] Json parseJson(std::string_view text, std::string_view source);

/// Text of a JSON value: shortest numbers that read back exactly, NaN as null, bad UTF-8 replaced.
/// @param indent  spaces per level, -1 for one line
[[nodiscard]] std::string dumpJson(const Json& value, int indent = -1);

/// value[key] as a number, or nothing when the key is missing, null or not a number.
[[nodiscard]] std::optional<double> numberAt(const Json& value, std::string_view key);

/// value[key] as text, or nothing when the key is missing, null or not a string.
[[nodiscard]] std::optional<std::string> textAt(const Json& value, std::string_view key);

}  // namespace aurora
