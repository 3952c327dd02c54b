#include "aurora/core/cell_value.h"

#include "aurora/core/text.h"

namespace aurora {

namespace {

struct ToText
{
    std::string operator()(std::monostate) const { return {}; }

    std::string operator()(std::int64_t value) const { return std::to_string(value); }

    std::string operator()(double value) const { return formatNumber(value); }

    std::string operator()(const std::string& value) const { return value; }
};

}  // namespace

std::string toText(const CellValue& value)
{
    return std::visit(ToText{}, value);
}

}  // namespace aurora
