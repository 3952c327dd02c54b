#include "aurora/core/column.h"

#include <cmath>
#include <limits>
#include <type_traits>

namespace aurora {

namespace {

template <typename T>
constexpr bool isText = std::is_same_v<T, std::string>;

template <typename T>
std::string elementTypeName()
{
    if constexpr (isText<T>) {
        return "text";
    } else {
        const std::string bits = std::to_string(sizeof(T) * 8);
        if constexpr (std::is_floating_point_v<T>) {
            return "float" + bits;
        } else {
            return (std::is_signed_v<T> ? "int" : "uint") + bits;
        }
    }
}

}  // namespace

std::size_t rowCount(const ColumnValues& values)
{
    return std::visit([](const auto& v) { return v.size(); }, values);
}

double numberAt(const ColumnValues& values, std::size_t row)
{
    return std::visit(
        [row](const auto& v) -> double {
            using T = typename std::decay_t<decltype(v)>::value_type;
            if constexpr (isText<T>) {
                return std::numeric_limits<double>::quiet_NaN();
            } else {
                return static_cast<double>(v[row]);
            }
        },
        values);
}

std::string typeName(const ColumnValues& values)
{
    return std::visit([](const auto& v) { return elementTypeName<typename std::decay_t<decltype(v)>::value_type>(); },
                      values);
}

std::string header(const Column& column)
{
    return column.unit.empty() ? column.name : column.name + " (" + column.unit + ")";
}

std::pair<std::string, std::string> splitHeader(std::string_view header)
{
    const auto open = header.rfind(" (");
    if (header.empty() || header.back() != ')' || open == std::string_view::npos || open == 0) {
        return {std::string(header), {}};
    }
    return {std::string(header.substr(0, open)), std::string(header.substr(open + 2, header.size() - open - 3))};
}

std::vector<double> toDoubles(const ColumnValues& values)
{
    return std::visit(
        [](const auto& v) {
            using T = typename std::decay_t<decltype(v)>::value_type;
            if constexpr (isText<T>) {
                return std::vector<double>(v.size(), std::numeric_limits<double>::quiet_NaN());
            } else {
                return std::vector<double>(v.begin(), v.end());
            }
        },
        values);
}

}  // namespace aurora
