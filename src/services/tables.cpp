#include "aurora/services/tables.h"

#include "aurora/config/sample_columns.h"
#include "aurora/core/error.h"
#include "aurora/core/text.h"
#include "aurora/cyclers/cycler_server.h"
#include "aurora/database/column_reading.h"
#include "aurora/database/samples_table.h"
#include "told_flags.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <utility>

namespace aurora::services {

namespace {

struct TableName
{
    TableKind kind;
    const char* name;  ///< on the command line and in the database
    const char* key;   ///< rows are shown in its natural order
};

constexpr std::array tableNames{
    TableName{TableKind::Samples, "samples", "Sample ID"}, TableName{TableKind::Pipelines, "pipelines", "Pipeline"},
    TableName{TableKind::Jobs, "jobs", "Job ID"},          TableName{TableKind::Results, "results", "Sample ID"},
    TableName{TableKind::Batches, "batches", "label"},     TableName{TableKind::Files, "files", "id"},
};

const TableName& nameOf(TableKind kind)
{
    return *std::find_if(tableNames.begin(), tableNames.end(),
                         [&](const TableName& table) { return table.kind == kind; });
}

std::size_t columnIndex(const std::vector<Table::ColumnInfo>& columns, std::string_view name)
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Table::ColumnInfo& column) {
        return equalsIgnoringCase(column.name, name);
    });
    return static_cast<std::size_t>(found - columns.begin());
}

/// Types as the table declares them.
void setTypes(const database::Database& database, const TableName& name, std::vector<Table::ColumnInfo>& columns)
{
    for (const database::TableColumn& declared : database.columns(name.name)) {
        const std::size_t column = columnIndex(columns, declared.name);
        if (column < columns.size()) {
            columns[column].type = config::cellTypeOf(declared.type);
        }
    }
}

/// @return the rows in natural order of their keys, equal ones as they were; nothing when they are in it already
std::vector<std::uint32_t> naturalOrder(const std::vector<std::string>& keys)
{
    if (std::is_sorted(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return compareNatural(a, b) < 0; }))
    {
        return {};
    }
    std::string bytes;
    std::vector<std::size_t> ends;
    ends.reserve(keys.size());
    for (const std::string& key : keys) {
        appendNaturalKey(key, bytes);
        ends.push_back(bytes.size());
    }

    struct Entry
    {
        std::string_view key;
        std::uint32_t row;
    };

    std::vector<Entry> entries;
    entries.reserve(keys.size());
    for (std::uint32_t row = 0; row < keys.size(); ++row) {
        const std::size_t start = row == 0 ? 0 : ends[row - 1];
        entries.push_back({std::string_view(bytes).substr(start, ends[row] - start), row});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        const int order = a.key.compare(b.key);
        return order != 0 ? order < 0 : a.row < b.row;
    });
    std::vector<std::uint32_t> rows;
    rows.reserve(entries.size());
    for (const Entry& entry : entries) {
        rows.push_back(entry.row);
    }
    return rows;
}

void sortNaturally(Table& table, std::string_view key)
{
    const std::size_t column = columnIndex(table.columns, key);
    if (column == table.columns.size()) {
        return;
    }
    std::vector<std::string> keys;
    keys.reserve(table.rows.size());
    for (const auto& row : table.rows) {
        keys.push_back(toText(row[column]));
    }
    const std::vector<std::uint32_t> order = naturalOrder(keys);
    if (order.empty()) {
        return;
    }
    std::vector<std::vector<CellValue>> sorted;
    sorted.reserve(order.size());
    for (const std::uint32_t row : order) {
        sorted.push_back(std::move(table.rows[row]));
    }
    table.rows = std::move(sorted);
}

std::vector<std::string> textsOf(const ColumnTable& table, std::size_t column)
{
    std::vector<std::string> texts;
    texts.reserve(table.rowCount);
    for (std::size_t row = 0; row < table.rowCount; ++row) {
        texts.push_back(toText(table.cell(row, column)));
    }
    return texts;
}

void sortNaturally(ColumnTable& table, std::string_view key)
{
    const std::size_t column = columnIndex(table.columns, key);
    if (column == table.columns.size()) {
        return;
    }
    if (const std::vector<std::uint32_t> order = naturalOrder(textsOf(table, column)); !order.empty()) {
        takeRows(table, order);
    }
}

/// The pattern as all databases take it: SQLite looks at no case and knows no `\\` that takes the sense of what
/// follows, PostgreSQL does both.
std::string likePattern(const std::string& pattern)
{
    std::string out;
    for (const char c : lowerCase(pattern)) {
        out += c;
        if (c == '~') {
            out += c;
        }
    }
    return out;
}

/// What was submitted on the server of a pipeline for its sample and has not begun: servers tell of running jobs only.
void addWaitingJobs(Table& pipelines, const database::Database& database)
{
    using SampleOnServer = std::pair<std::string, std::string>;
    std::map<SampleOnServer, std::string> waiting;
    if (database.hasTable("jobs")) {
        Table jobs = database.query("SELECT \"Sample ID\", \"Server label\", \"Job ID\", \"Status\" FROM jobs "
                                    "WHERE \"Sample ID\" IS NOT NULL");
        sortNaturally(jobs, "Job ID");
        for (const auto& row : jobs.rows) {
            if (cyclers::isQueued(toText(row[3]))) {
                std::string& ids = waiting[{toText(row[0]), toText(row[1])}];
                ids += (ids.empty() ? "" : ", ") + toText(row[2]);
            }
        }
    }
    const std::size_t sample = columnIndex(pipelines.columns, "Sample ID");
    const std::size_t server = columnIndex(pipelines.columns, "Server label");
    const bool known = std::max(sample, server) < pipelines.columns.size();
    pipelines.columns.push_back({.name = "Waiting jobs", .type = CellType::Text});
    for (auto& row : pipelines.rows) {
        const auto ids = known ? waiting.find({toText(row[sample]), toText(row[server])}) : waiting.end();
        row.push_back(ids == waiting.end() ? CellValue() : CellValue(ids->second));
    }
}

Table readPipelines(const database::Database& database, const Project& project)
{
    std::string sql = "SELECT * FROM pipelines";
    std::vector<CellValue> patterns;
    for (const std::string& pattern : project.config().unusedPipelines) {
        sql += patterns.empty() ? " WHERE " : " AND ";
        sql += R"(lower("Pipeline") NOT LIKE ? ESCAPE '~')";
        patterns.emplace_back(likePattern(pattern));
    }
    Table pipelines = database.query(sql, patterns);
    addWaitingJobs(pipelines, database);
    return pipelines;
}

Table readBatches(const database::Database& database)
{
    Table batches = database.query("SELECT id, label, description FROM batches");
    Table members = database.query("SELECT batch_id, sample_id FROM batch_samples");
    sortNaturally(members, "sample_id");
    std::map<std::string, std::string> samplesOf;
    for (const auto& row : members.rows) {
        std::string& samples = samplesOf[toText(row[0])];
        samples += (samples.empty() ? "" : ",") + toText(row[1]);
    }
    Table table;
    table.columns = {{.name = "label"}, {.name = "description"}, {.name = "samples"}};
    for (const auto& row : batches.rows) {
        table.rows.push_back({row[1], row[2], samplesOf[toText(row[0])]});
    }
    return table;
}

/// A database that was never migrated, because it is read-only, may lack tables: they are empty then.
bool hasTable(const database::Database& database, const TableName& name)
{
    return database.hasTable(name.name);
}

Table readAll(const database::Database& database, const Project& project, const TableName& name)
{
    if (!hasTable(database, name)) {
        return {};
    }
    switch (name.kind) {
    case TableKind::Pipelines:
        return readPipelines(database, project);
    case TableKind::Batches:
        return readBatches(database);
    default:
        return database.query("SELECT * FROM " + database::quotedIdentifier(name.name));
    }
}

void keepWhere(Table& table, const TableName& name, const std::vector<std::pair<std::string, std::string>>& where)
{
    for (const auto& [column, value] : where) {
        const std::size_t index = columnIndex(table.columns, column);
        if (index == table.columns.size()) {
            throw UsageError("The table " + std::string(name.name) + " has no column \"" + column + "\".");
        }
        table.rows.erase(std::remove_if(table.rows.begin(), table.rows.end(),
                                        [&, &wanted = value](const auto& row) { return toText(row[index]) != wanted; }),
                         table.rows.end());
    }
}

}  // namespace

TableKind tableKind(std::string_view name)
{
    std::string choices;
    for (const TableName& table : tableNames) {
        if (name == table.name) {
            return table.kind;
        }
        choices += (choices.empty() ? "" : ", ") + std::string(table.name);
    }
    throw UsageError("There is no table \"" + std::string(name) + "\". Choose one of " + choices + ".");
}

Table readTable(const database::Database& database, const Project& project, TableKind kind,
                const std::vector<std::pair<std::string, std::string>>& where)
{
    const TableName& name = nameOf(kind);
    Table table = readAll(database, project, name);
    setTypes(database, name, table.columns);
    tellFlags(database, kind, table);
    keepWhere(table, name, where);
    sortNaturally(table, name.key);
    return table;
}

Table readTable(const Project& project, TableKind kind, const std::vector<std::pair<std::string, std::string>>& where)
{
    return readTable(*project.openDatabase(), project, kind, where);
}

ColumnTable readTableColumns(const Project& project, TableKind kind)
{
    const TableName& name = nameOf(kind);
    const auto database = project.openDatabase();
    const bool isTold = kind == TableKind::Pipelines || kind == TableKind::Results || kind == TableKind::Batches;
    if (isTold || !hasTable(*database, name)) {
        return toColumns(readTable(*database, project, kind));
    }
    ColumnTable table = database::readColumns(*database, name.name);
    setTypes(*database, name, table.columns);
    sortNaturally(table, name.key);
    return table;
}

Table readFirstRows(const Project& project, TableKind kind, std::size_t count)
{
    const auto opened = project.openDatabase();
    const database::Database& database = *opened;
    constexpr std::size_t fewRows = 5000;
    const TableName& name = nameOf(kind);
    if (kind == TableKind::Pipelines || kind == TableKind::Batches || !hasTable(database, name)) {
        return {};
    }
    const std::string key = database::quotedIdentifier(name.key);
    const std::string from = " FROM " + database::quotedIdentifier(name.name);
    std::vector<std::string> keys = textsOf(database::queryColumns(database, "SELECT " + key + from), 0);
    if (keys.size() <= std::max(fewRows, count)) {
        return {};
    }
    const auto end = keys.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(keys.begin(), end, keys.end(),
                      [](const auto& a, const auto& b) { return compareNatural(a, b) < 0; });
    std::string places;
    for (std::size_t place = 0; place < count; ++place) {
        places += place == 0 ? "?" : ", ?";
    }
    Table table = database.query("SELECT *" + from + " WHERE " + key + " IN (" + places + ")",
                                 std::vector<CellValue>(keys.begin(), end));
    setTypes(database, name, table.columns);
    tellFlags(database, kind, table);
    sortNaturally(table, name.key);
    return table;
}

std::vector<std::string> sampleIds(const Project& project)
{
    const auto database = project.openDatabase();
    return database::SamplesTable(*database).ids();
}

Table readRow(const database::Database& database, const Project& project, TableKind kind, const std::string& key)
{
    const TableName& name = nameOf(kind);
    if (!hasTable(database, name)) {
        return {};
    }
    if (kind == TableKind::Batches) {
        return readTable(database, project, kind, {{name.key, key}});
    }
    Table table = database.query("SELECT * FROM " + database::quotedIdentifier(name.name) + " WHERE " +
                                     database::quotedIdentifier(name.key) + " = ?",
                                 {key});
    setTypes(database, name, table.columns);
    return table;
}

Table readRow(const Project& project, TableKind kind, const std::string& key)
{
    return readRow(*project.openDatabase(), project, kind, key);
}

}  // namespace aurora::services
