#include "protocols/payload_currents.h"

#include "aurora/core/c_rate.h"
#include "aurora/core/error.h"
#include "aurora/core/text.h"

#include <cmath>

namespace aurora::protocols {

namespace {

constexpr double mAPerA = 1000;

/// A C-rate as text. tomato also takes a minus before C, and a bare number.
double rateOf(const std::string& text)
{
    if (const std::optional<double> bare = parseNumber(text)) {
        if (std::isfinite(*bare)) {
            return *bare;
        }
    }
    const std::string_view content = trimmed(text);
    const bool minus = content.starts_with('-') && content.find('D') == std::string_view::npos;
    const double rate = parseCRate(minus ? content.substr(1) : content);
    return minus ? -rate : rate;
}

/// `C/10`, `D/10`: tomato takes letter, slash, number, with nothing between.
bool isLetterOverNumber(std::string_view text)
{
    return text.size() > 2 && (text[0] == 'C' || text[0] == 'D') && text[1] == '/' &&
           text.find_first_not_of("0123456789.", 2) == std::string_view::npos;
}

/// `C`, `D`, `0.5C`, `0.5D`.
bool isNumberAndLetter(std::string_view text)
{
    return !text.empty() && (text.back() == 'C' || text.back() == 'D') &&
           text.find_first_not_of("0123456789.") == text.size() - 1;
}

Json spelledForTomato(const Json& value)
{
    if (value.is_number()) {
        return value.get<double>();
    }
    const std::string& text = value.get_ref<const std::string&>();
    if (isLetterOverNumber(text) || isNumberAndLetter(text)) {
        return text;
    }
    const double rate = rateOf(text);
    return formatNumber(std::abs(rate)) + (rate < 0 ? "D" : "C");
}

std::string oneInWords(const Json& value)
{
    if (value.is_number()) {
        return formatNumber(std::abs(value.get<double>()) * mAPerA) + " mA";
    }
    const std::string text(trimmed(value.get_ref<const std::string&>()));
    if (parseNumber(text)) {
        return formatNumber(std::abs(rateOf(text))) + "C";
    }
    return text.starts_with('-') ? text.substr(1) : text;
}

}  // namespace

PayloadCurrent payloadCurrent(const Json& value)
{
    if (value.is_number() && std::isfinite(value.get<double>())) {
        return {.isRate = false, .value = value.get<double>()};
    }
    if (value.is_string()) {
        return {.isRate = true, .value = rateOf(value.get_ref<const std::string&>())};
    }
    throw Error(dumpJson(value) + " is no current: write a C-rate as text (\"C/10\"), or amperes as a number.");
}

std::vector<PayloadCurrent> payloadCurrents(const Json& value)
{
    if (value.is_null()) {
        return {};
    }
    if (!value.is_array()) {
        return {payloadCurrent(value)};
    }
    std::vector<PayloadCurrent> currents;
    for (const Json& one : value) {
        currents.push_back(payloadCurrent(one));
    }
    return currents;
}

Json tomatoSpelling(const Json& value)
{
    if (!value.is_array()) {
        return spelledForTomato(value);
    }
    Json list = Json::array();
    for (const Json& one : value) {
        list.push_back(spelledForTomato(one));
    }
    return list;
}

std::string currentWords(const Json& value)
{
    if (!value.is_array()) {
        return oneInWords(value);
    }
    std::string words;
    for (const Json& one : value) {
        words += (words.empty() ? "" : ", ") + oneInWords(one);
    }
    return words;
}

}  // namespace aurora::protocols
