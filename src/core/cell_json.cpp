#include "aurora/core/cell_json.h"

#include <type_traits>

namespace aurora {

Json toJson(const CellValue& value)
{
    return std::visit(
        [](const auto& content) -> Json {
            if constexpr (std::is_same_v<std::decay_t<decltype(content)>, std::monostate>) {
                return nullptr;
            } else {
                return content;
            }
        },
        value);
}

}  // namespace aurora
