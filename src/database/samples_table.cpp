#include "aurora/database/samples_table.h"

#include "aurora/core/cell_json.h"
#include "aurora/core/text.h"
#include "connection.h"
#include "rows.h"
#include "schema.h"

#include <algorithm>

namespace aurora::database {

namespace {

constexpr KeyedTable table{.name = "samples", .key = "Sample ID"};

}  // namespace

std::vector<std::string> SamplesTable::columnNames() const
{
    return database::columnNames(*m_database, table.name);
}

std::vector<std::string> SamplesTable::ids() const
{
    const Table found = m_database->query(R"(SELECT "Sample ID" FROM samples WHERE "Sample ID" IS NOT NULL)");
    std::vector<std::string> ids;
    ids.reserve(found.rows.size());
    for (const auto& row : found.rows) {
        ids.push_back(toText(row[0]));
    }
    std::sort(ids.begin(), ids.end(),
              [](const std::string& a, const std::string& b) { return compareNatural(a, b) < 0; });
    return ids;
}

bool SamplesTable::contains(const std::string& sampleId) const
{
    return !m_database->query(R"(SELECT 1 FROM samples WHERE "Sample ID" = ?)", {sampleId}).rows.empty();
}

std::optional<Row> SamplesTable::find(const std::string& sampleId) const
{
    return findRow(*m_database, table, sampleId);
}

std::map<std::string, Row> SamplesTable::find(std::span<const std::string> sampleIds) const
{
    std::map<std::string, Row> found;
    for (Row& row : rowsOfKeys(*m_database, table, sampleIds)) {
        std::string id = toText(row.at(table.key));
        found.emplace(std::move(id), std::move(row));
    }
    return found;
}

void SamplesTable::upsert(const Row& row)
{
    upsertRow(*m_database, table, row);
}

void SamplesTable::remove(const std::string& sampleId)
{
    m_database->execute(R"(DELETE FROM samples WHERE "Sample ID" = ?)", {sampleId});
}

namespace {

std::string isFilled(const std::string& column)
{
    const std::string name = quotedIdentifier(column);
    return "(" + name + " IS NOT NULL AND CAST(" + name + " AS TEXT) <> '')";
}

std::size_t countRows(const Database& database, const std::string& condition)
{
    const Table count = database.query("SELECT count(*) FROM samples WHERE " + condition);
    return static_cast<std::size_t>(std::get<std::int64_t>(count.rows.at(0).at(0)));
}

}  // namespace

std::size_t SamplesTable::filledCells(const std::string& column) const
{
    return countRows(*m_database, isFilled(column));
}

std::size_t SamplesTable::differingCells(const std::string& column, const std::vector<std::string>& others) const
{
    std::string earlierAreEmpty;
    std::string differs = "FALSE";
    for (const std::string& other : others) {
        differs += " OR (" + earlierAreEmpty + isFilled(other) + " AND " +
                   m_database->connection().differ(quotedIdentifier(column), quotedIdentifier(other)) + ")";
        earlierAreEmpty += "NOT " + isFilled(other) + " AND ";
    }
    return countRows(*m_database, isFilled(column) + " AND (" + differs + ")");
}

void SamplesTable::addColumn(const std::string& name, const std::string& sqlType)
{
    m_database->connection().addColumn(table.name, {name, sqlType});
}

void SamplesTable::renameColumn(const std::string& name, const std::string& newName)
{
    m_database->execute("ALTER TABLE samples RENAME COLUMN " + quotedIdentifier(name) + " TO " +
                        quotedIdentifier(newName));
}

void SamplesTable::fillColumn(const std::string& column, const std::string& from)
{
    std::string declaredType;
    for (const TableColumn& known : m_database->columns(table.name)) {
        if (equalsIgnoringCase(known.name, column)) {
            declaredType = known.type;
        }
    }
    m_database->execute("UPDATE samples SET " + quotedIdentifier(column) + " = " +
                        m_database->connection().valueFor(declaredType, quotedIdentifier(from)) + " WHERE NOT " +
                        isFilled(column) + " AND " + isFilled(from));
}

void SamplesTable::dropColumn(const std::string& name)
{
    m_database->execute("ALTER TABLE samples DROP COLUMN " + quotedIdentifier(name));
}

Json toJson(const Row& row, const std::vector<config::SampleColumn>& columns)
{
    Json json = Json::object();
    const auto add = [&](const std::string& name) {
        const auto found = row.find(name);
        if (found != row.end() && !isEmpty(found->second)) {
            json[name] = aurora::toJson(found->second);
        }
    };
    for (const config::SampleColumn& column : columns) {
        add(column.name);
    }
    for (const auto& cell : row) {
        if (!json.contains(cell.first)) {
            add(cell.first);
        }
    }
    return json;
}

}  // namespace aurora::database
