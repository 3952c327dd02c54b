#include "sample_cells.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>

namespace aurora::services {

namespace {

constexpr double largestExactInteger = 9007199254740992.0;  // 2^53
constexpr double sameWithin = 1e-12;
constexpr double unbounded = std::numeric_limits<double>::infinity();

/// What a quantity can be in anything that is called a cell; nothing is below zero.
struct Bound
{
    std::string_view columnEnd;  ///< of the column's name
    double most;
    std::string_view why;
};

constexpr std::array bounds{
    Bound{"mass (mg)", 1e6, "nothing in a cell weighs more than 1 kg"},
    Bound{"diameter (mm)", 1e3, "nothing in a cell is wider than 1 m"},
    Bound{"mass fraction", 1, "it is a part of 1, such as 0.94"},
    Bound{"(uL)", unbounded, ""},
    Bound{"(mm)", unbounded, ""},
    Bound{"(mAh)", unbounded, ""},
    Bound{"(mAh/g)", unbounded, ""},
    Bound{"(mAh/cm2)", unbounded, ""},
    Bound{"N:P ratio", unbounded, ""},
};

std::optional<double> realFromText(std::string_view text, const CellRules& rules)
{
    const bool hasComma = text.find(',') != std::string_view::npos;
    return hasComma && rules.decimalComma == DecimalComma::Refused ? std::nullopt : parseTypedNumber(text);
}

std::optional<CellValue> integerFromReal(std::optional<double> number)
{
    if (!number || std::trunc(*number) != *number || std::abs(*number) > largestExactInteger) {
        return std::nullopt;
    }
    return static_cast<std::int64_t>(*number);
}

/// True for `… +02:00` and `…Z`: such a text means the same moment in every zone.
bool saysOffset(std::string_view text)
{
    return parseTimestamp(text, "UTC") == parseTimestamp(text, "Asia/Tokyo");
}

std::optional<CellValue> timeFromText(std::string_view text, const CellRules& rules)
{
    const auto local = parseLocalTime(text);
    if (!local) {
        return std::nullopt;
    }
    if (saysOffset(text)) {
        return formatTimestamp(*parseTimestamp(text, rules.timeZone), rules.timeZone);
    }
    return formatLocalTime(*local);
}

std::optional<double> asReal(const CellValue& value)
{
    if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
        return static_cast<double>(*integer);
    }
    const auto* const real = std::get_if<double>(&value);
    return real != nullptr ? std::optional(*real) : std::nullopt;
}

}  // namespace

std::optional<CellValue> cellFromText(std::string_view text, CellType type, const CellRules& rules)
{
    const std::string_view content = trimmed(text);
    if (content.empty()) {
        return CellValue{};
    }
    switch (type) {
    case CellType::Integer:
        if (const auto integer = parseInteger(content)) {
            return *integer;
        }
        return integerFromReal(realFromText(content, rules));
    case CellType::Real:
        if (const auto real = realFromText(content, rules)) {
            return *real;
        }
        return std::nullopt;
    case CellType::DateTime:
        return timeFromText(content, rules);
    case CellType::Text:
        break;
    }
    return std::string(text);
}

std::optional<CellValue> cellFromJson(const Json& value, CellType type, const CellRules& rules)
{
    if (value.is_null()) {
        return CellValue{};
    }
    if (value.is_string()) {
        return cellFromText(value.get_ref<const std::string&>(), type, rules);
    }
    if (type == CellType::Text) {
        return value.is_number_float() ? formatNumber(value.get<double>()) : dumpJson(value);
    }
    if (type == CellType::Integer && value.is_boolean()) {
        return static_cast<std::int64_t>(value.get<bool>() ? 1 : 0);
    }
    if (!value.is_number() || type == CellType::DateTime) {
        return std::nullopt;
    }
    const auto number = value.get<double>();
    return type == CellType::Integer ? integerFromReal(number) : std::optional<CellValue>(number);
}

std::string_view whyRefused(CellType type)
{
    switch (type) {
    case CellType::Integer:
        return "is not a whole number";
    case CellType::Real:
        return "is not a number";
    case CellType::DateTime:
        return "is not a time such as 2024-06-20 08:17:10 or 20.06.2024 08:17";
    case CellType::Text:
        break;
    }
    return "is not a text";
}

std::string whyImpossible(std::string_view column, const CellValue& value)
{
    const std::optional<double> number = asReal(value);
    if (!number) {
        return {};
    }
    const auto bound = std::find_if(bounds.begin(), bounds.end(),
                                    [column](const Bound& entry) { return column.ends_with(entry.columnEnd); });
    if (bound == bounds.end()) {
        return {};
    }
    if (*number < 0) {
        return "is below zero";
    }
    return *number > bound->most ? "is too large: " + std::string(bound->why) : std::string();
}

bool sameCell(const CellValue& a, const CellValue& b)
{
    const auto x = asReal(a);
    const auto y = asReal(b);
    if (x && y) {
        return std::abs(*x - *y) <= sameWithin * std::max(std::abs(*x), std::abs(*y));
    }
    return a == b;
}

}  // namespace aurora::services
