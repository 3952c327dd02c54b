#include "rows.h"

#include "aurora/core/error.h"

namespace aurora::database {

namespace {

constexpr const char* keyColumn = "Sample ID";

}  // namespace

std::optional<Row> findRow(const Database& database, const std::string& table, const std::string& sampleId)
{
    const Table found =
        database.query("SELECT * FROM " + quotedIdentifier(table) + R"( WHERE "Sample ID" = ?)", {sampleId});
    if (found.rows.empty()) {
        return std::nullopt;
    }
    Row row;
    for (std::size_t column = 0; column < found.columns.size(); ++column) {
        if (!isEmpty(found.rows[0][column])) {
            row[found.columns[column].name] = found.rows[0][column];
        }
    }
    return row;
}

void upsertRow(Database& database, const std::string& table, const Row& row)
{
    if (!row.contains(keyColumn)) {
        throw Error("A row without Sample ID cannot be stored.");
    }
    std::string names;
    std::string marks;
    std::string updates;
    std::vector<CellValue> values;
    for (const auto& [name, value] : row) {
        names += (names.empty() ? "" : ", ") + quotedIdentifier(name);
        marks += marks.empty() ? "?" : ", ?";
        values.push_back(value);
        if (name != keyColumn) {
            updates += (updates.empty() ? "" : ", ") + quotedIdentifier(name) + " = excluded." + quotedIdentifier(name);
        }
    }
    database.execute("INSERT INTO " + quotedIdentifier(table) + " (" + names + ") VALUES (" + marks +
                         R"() ON CONFLICT("Sample ID") DO )" + (updates.empty() ? "NOTHING" : "UPDATE SET " + updates),
                     values);
}

}  // namespace aurora::database
