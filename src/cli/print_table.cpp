#include "print_table.h"

#include "aurora/core/cell_json.h"
#include "aurora/storage/csv.h"
#include "text_table.h"

#include <iostream>

namespace aurora::cli {

namespace {

Json rowsJson(const Table& table)
{
    Json rows = Json::array();
    for (const auto& row : table.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < row.size(); ++i) {
            object[table.columns[i].name] = toJson(row[i]);
        }
        rows.push_back(std::move(object));
    }
    return rows;
}

}  // namespace

void printTable(const Table& table, const std::string& format, const Context& context)
{
    if (context.json || format == "json") {
        printJson(rowsJson(table));
    } else if (format == "csv") {
        std::cout << storage::csvText(table);
    } else {
        std::cout << textTable(table);
    }
}

}  // namespace aurora::cli
