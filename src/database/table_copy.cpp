#include "table_copy.h"

#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "connection.h"
#include "schema.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace aurora::database {

namespace {

constexpr std::size_t valuesAtOnce = 10000;  // of one INSERT; SQLite takes 32766
constexpr std::size_t mostMisfitsTold = 20;

const ColumnDefinition* columnOf(const TableDefinition& table, const std::string& name)
{
    const auto found = std::find_if(table.columns.begin(), table.columns.end(), [&](const ColumnDefinition& column) {
        return equalsIgnoringCase(column.name, name);
    });
    return found == table.columns.end() ? nullptr : &*found;
}

/// The type that the column has there, with the constraints that this program's own tables have.
ColumnDefinition copiedColumn(const TableColumn& column, const ColumnDefinition* known)
{
    if (known == nullptr) {
        return {column.name, column.type};
    }
    const std::string constraints = declarationFrom(known->type).constraints;
    const bool isNumbered = lowerCase(constraints).find("autoincrement") != std::string::npos;
    return {known->name, isNumbered ? known->type : column.type + " " + constraints};
}

/// How to make the table anew. Its columns come first, in their order.
TableDefinition definitionOf(const std::string& name, const std::vector<TableColumn>& columns)
{
    const std::optional<TableDefinition> known = knownTable(name);
    TableDefinition table{.name = name, .columns = {}, .constraints = {}};
    std::string keys;
    for (const TableColumn& column : columns) {
        table.columns.push_back(copiedColumn(column, known ? columnOf(*known, column.name) : nullptr));
        keys += column.isKey ? (keys.empty() ? "" : ", ") + quotedIdentifier(column.name) : "";
    }
    if (known) {
        table.constraints = known->constraints;
        std::copy_if(known->columns.begin(), known->columns.end(), std::back_inserter(table.columns),
                     [&](const ColumnDefinition& column) { return columnOf(table, column.name) == nullptr; });
    } else if (!keys.empty()) {
        table.constraints.push_back("PRIMARY KEY(" + keys + ")");
    }
    return table;
}

class TablesCopy
{
public:
    TablesCopy(const Database& from, Database& to, Progress& progress)
        : m_from(from), m_to(to), m_progress(progress), m_sizes(tableSizes(from))
    {
        m_total = std::accumulate(m_sizes.begin(), m_sizes.end(), std::uint64_t{0},
                                  [](std::uint64_t sum, const TableSize& table) { return sum + table.rows; });
    }

    std::vector<TableSize> run()
    {
        for (const TableSize& table : m_sizes) {
            copy(table.name);
        }
        if (m_misfitCount > 0) {
            refuse();
        }
        const int version = m_from.connection().schemaVersion();
        for (const Migration& migration : migrations()) {  // what they made besides tables: an index
            for (const std::string& statement : migration.statements) {
                if (migration.version <= version) {
                    m_to.execute(statement);
                }
            }
        }
        m_to.connection().setSchemaVersion(version);
        return std::move(m_sizes);
    }

private:
    void copy(const std::string& name)
    {
        const std::vector<TableColumn> columns = m_from.columns(name);
        const TableDefinition table = definitionOf(name, columns);
        ensureTable(m_to, table);
        m_to.execute("DELETE FROM " + quotedIdentifier(name));
        const Table rows =
            m_from.query("SELECT * FROM " + quotedIdentifier(name) + m_from.connection().inOrderOfInsertion());
        look(table, columns, rows);
        if (m_misfitCount == 0) {
            insert(table, columns.size(), rows);
            m_to.connection().goOnNumbering(name);
        }
    }

    /// What does not fit is told all at once, not one at each attempt.
    void look(const TableDefinition& table, const std::vector<TableColumn>& columns, const Table& rows)
    {
        std::vector<std::string> types;
        for (const ColumnDefinition& column : table.columns) {
            types.push_back(declarationFrom(column.type).type);
        }
        const auto key = std::find_if(columns.begin(), columns.end(), [](const auto& column) { return column.isKey; });
        for (std::size_t row = 0; row < rows.rows.size(); ++row) {
            for (std::size_t column = 0; column < columns.size(); ++column) {
                const CellValue& value = rows.rows[row][column];
                const std::string why =
                    columns[column].isKey && isEmpty(value) && m_to.connection().tellsSpellingsApart()
                        ? "is empty, but it is the key of the table"
                        : m_to.connection().whyUnfit(value, types[column]);
                if (why.empty()) {
                    continue;
                }
                const bool hasName = key != columns.end();
                const std::string name =
                    hasName ? toText(rows.rows[row][static_cast<std::size_t>(key - columns.begin())]) : std::string();
                noteMisfit("table " + table.name + ", row " + (name.empty() ? std::to_string(row + 1) : name) +
                           ", column \"" + columns[column].name + "\": \"" + toText(value) + "\" " + why);
            }
        }
    }

    void noteMisfit(std::string misfit)
    {
        ++m_misfitCount;
        if (m_misfits.size() < mostMisfitsTold) {
            m_misfits.push_back(std::move(misfit));
        }
    }

    [[noreturn]] void refuse() const
    {
        std::string all;
        for (const std::string& misfit : m_misfits) {
            all += (all.empty() ? "" : "; ") + misfit;
        }
        const std::string more = m_misfitCount > m_misfits.size()
                                     ? "; and " + std::to_string(m_misfitCount - m_misfits.size()) + " more"
                                     : std::string();
        throw Error(m_to.place() + ": nothing was copied, because PostgreSQL stores in a column only what its type " +
                    "says. Correct these values: " + all + more + ".");
    }

    void insert(const TableDefinition& table, std::size_t columns, const Table& rows)
    {
        std::string names;
        std::string marks;
        for (std::size_t column = 0; column < columns; ++column) {
            names += (column == 0 ? "" : ", ") + quotedIdentifier(table.columns[column].name);
            marks += column == 0 ? "?" : ", ?";
        }
        const std::string begin = "INSERT INTO " + quotedIdentifier(table.name) + " (" + names + ") VALUES ";
        const std::size_t atOnce = std::max<std::size_t>(1, valuesAtOnce / std::max<std::size_t>(1, columns));
        for (std::size_t first = 0; first < rows.rows.size(); first += atOnce) {
            m_progress.throwIfCancelled();
            const std::size_t end = std::min(rows.rows.size(), first + atOnce);
            std::string sql = begin;
            std::vector<CellValue> values;
            for (std::size_t row = first; row < end; ++row) {
                sql += (row == first ? "(" : ", (") + marks + ")";
                values.insert(values.end(), rows.rows[row].begin(), rows.rows[row].end());
            }
            m_to.execute(sql, values);
            m_done += end - first;
            m_progress.report(m_done, m_total, table.name);
        }
    }

    const Database& m_from;
    Database& m_to;
    Progress& m_progress;
    std::vector<TableSize> m_sizes;
    std::uint64_t m_total = 0;
    std::uint64_t m_done = 0;
    std::vector<std::string> m_misfits;
    std::size_t m_misfitCount = 0;
};

}  // namespace

std::vector<TableSize> copyTables(const Database& from, Database& to, Progress& progress)
{
    std::vector<TableSize> copied;
    from.readAtOnce([&] { copied = TablesCopy(from, to, progress).run(); });
    return copied;
}

}  // namespace aurora::database
