#include "export_columns.h"

#include <span>
#include <utility>

namespace aurora::services {

namespace {

void reserve(std::vector<Column>& columns, std::size_t rows)
{
    for (Column& column : columns) {
        std::visit([rows](auto& values) { values.reserve(rows); }, column.values);
    }
}

}  // namespace

std::vector<storage::ColumnView> viewsOf(const std::vector<Column>& columns)
{
    std::vector<storage::ColumnView> views;
    for (const Column& column : columns) {
        std::visit(
            [&](const auto& values) {
                using Element = std::decay_t<decltype(values.front())>;
                if constexpr (!std::is_same_v<Element, std::string>) {
                    views.push_back({header(column), std::span<const Element>(values)});
                }
            },
            column.values);
    }
    return views;
}

void append(std::vector<Column>& columns, std::vector<Column> block, std::size_t rowsOfAll)
{
    if (columns.empty()) {
        columns = std::move(block);
        reserve(columns, rowsOfAll);
        return;
    }
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::visit(
            [&](auto& values) {
                const auto& more = std::get<std::decay_t<decltype(values)>>(block[i].values);
                values.insert(values.end(), more.begin(), more.end());
            },
            columns[i].values);
    }
}

}  // namespace aurora::services
