#include "rows.h"

#include "aurora/core/error.h"

namespace aurora::database {

namespace {

std::vector<Row> toRows(const Table& found)
{
    std::vector<Row> rows;
    for (const auto& cells : found.rows) {
        Row& row = rows.emplace_back();
        for (std::size_t column = 0; column < found.columns.size(); ++column) {
            if (!isEmpty(cells[column])) {
                row[found.columns[column].name] = cells[column];
            }
        }
    }
    return rows;
}

}  // namespace

std::optional<Row> findRow(const Database& database, const KeyedTable& table, const std::string& key)
{
    std::vector<Row> found = rowsWhere(database, table, table.key, key);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<Row> rowsOfKeys(const Database& database, const KeyedTable& table, std::span<const std::string> keys)
{
    if (keys.empty()) {
        return {};
    }
    std::string marks;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        marks += marks.empty() ? "?" : ", ?";
    }
    return toRows(database.query("SELECT * FROM " + quotedIdentifier(table.name) + " WHERE " +
                                     quotedIdentifier(table.key) + " IN (" + marks + ")",
                                 {keys.begin(), keys.end()}));
}

std::vector<Row> rowsWhere(const Database& database, const KeyedTable& table, const std::string& column,
                           const std::string& value)
{
    return toRows(database.query("SELECT * FROM " + quotedIdentifier(table.name) + " WHERE " +
                                     quotedIdentifier(column) + " = ? ORDER BY " + quotedIdentifier(table.key),
                                 {value}));
}

void upsertRow(Database& database, const KeyedTable& table, const Row& row)
{
    if (!row.contains(table.key)) {
        throw Error("A row without " + std::string(table.key) + " cannot be stored.");
    }
    std::string names;
    std::string marks;
    std::string updates;
    std::vector<CellValue> values;
    for (const auto& [name, value] : row) {
        names += (names.empty() ? "" : ", ") + quotedIdentifier(name);
        marks += marks.empty() ? "?" : ", ?";
        values.push_back(value);
        if (name != table.key) {
            updates += (updates.empty() ? "" : ", ") + quotedIdentifier(name) + " = excluded." + quotedIdentifier(name);
        }
    }
    database.execute("INSERT INTO " + quotedIdentifier(table.name) + " (" + names + ") VALUES (" + marks +
                         ") ON CONFLICT(" + quotedIdentifier(table.key) + ") DO " +
                         (updates.empty() ? "NOTHING" : "UPDATE SET " + updates),
                     values);
}

}  // namespace aurora::database
