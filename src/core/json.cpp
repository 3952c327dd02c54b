#include "aurora/core/json.h"

#include "aurora/core/error.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace aurora {

namespace {

bool isWordCharacter(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Replaces the bare words NaN, Infinity and -Infinity outside strings by null; JSON does not know them.
std::string withoutBareNumbers(std::string_view text)
{
    static constexpr std::array<std::string_view, 3> words{"-Infinity", "Infinity", "NaN"};
    std::string out;
    out.reserve(text.size());
    bool inString = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (inString) {
            out += c;
            if (c == '\\' && i + 1 < text.size()) {
                out += text[++i];
            } else if (c == '"') {
                inString = false;
            }
            continue;
        }
        inString = c == '"';
        const auto word = std::find_if(words.begin(), words.end(), [&](std::string_view candidate) {
            return text.substr(i, candidate.size()) == candidate &&
                   (i + candidate.size() >= text.size() || !isWordCharacter(text[i + candidate.size()])) &&
                   (i == 0 || !isWordCharacter(text[i - 1]));
        });
        if (word == words.end()) {
            out += c;
            continue;
        }
        out += "null";
        i += word->size() - 1;
    }
    return out;
}

}  // namespace

Json parseJson(std::string_view text, std::string_view source)
{
    if (text.substr(0, 3) == "\xEF\xBB\xBF") {
        text.remove_prefix(3);
    }
    const bool mayHoldBareNumbers =
        text.find("NaN") != std::string_view::npos || text.find("Infinity") != std::string_view::npos;
    try {
        return mayHoldBareNumbers ? Json::parse(withoutBareNumbers(text)) : Json::parse(text);
    } catch (const Json::parse_error& error) {
        const std::string_view before = text.substr(0, std::min(text.size(), error.byte));
        const auto line = 1 + std::count(before.begin(), before.end(), '\n');
        throw Error(std::string(source) + ": not valid JSON at line " + std::to_string(line) + ".", error.what());
    } catch (const Json::exception& error) {
        throw Error(std::string(source) + ": not valid JSON: it holds a number too large for any computer.",
                    error.what());
    }
}

std::string dumpJson(const Json& value, int indent)
{
    return value.dump(indent, ' ', false, Json::error_handler_t::replace);
}

std::optional<double> numberAt(const Json& value, std::string_view key)
{
    const auto found = value.is_object() ? value.find(key) : value.end();
    if (found == value.end() || !found->is_number()) {
        return std::nullopt;
    }
    return found->get<double>();
}

std::optional<std::string> textAt(const Json& value, std::string_view key)
{
    const auto found = value.is_object() ? value.find(key) : value.end();
    if (found == value.end() || !found->is_string()) {
        return std::nullopt;
    }
    return found->get<std::string>();
}

}  // namespace aurora
