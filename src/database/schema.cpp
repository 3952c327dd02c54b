#include "schema.h"

#include "aurora/core/text.h"
#include "connection.h"

#include <algorithm>
#include <array>
#include <utility>

namespace aurora::database {

namespace {

const std::string sampleReference = R"(FOREIGN KEY("Sample ID") REFERENCES samples("Sample ID"))";
const std::string pipelineReference = R"(FOREIGN KEY("Pipeline") REFERENCES pipelines("Pipeline"))";
const std::string jobReference = R"(FOREIGN KEY("Job ID") REFERENCES jobs("Job ID"))";

// Names, types and constraints are those of the Python program 0.5, which opens the same database.

TableDefinition jobsTable()
{
    return {.name = "jobs",
            .columns = {{"Job ID", "VARCHAR(255) PRIMARY KEY"},
                        {"Sample ID", "VARCHAR(255)"},
                        {"Pipeline", "VARCHAR(50)"},
                        {"Status", "VARCHAR(3)"},
                        {"Jobname", "VARCHAR(50)"},
                        {"Server label", "VARCHAR(255)"},
                        {"Server hostname", "VARCHAR(255)"},
                        {"Job ID on server", "INT"},
                        {"Submitted", "DATETIME"},
                        {"Payload", "TEXT"},
                        {"Comment", "TEXT"},
                        {"Last checked", "DATETIME"},
                        {"Snapshot status", "VARCHAR(3)"},
                        {"Last snapshot", "DATETIME"}},
            .constraints = {sampleReference, pipelineReference}};
}

TableDefinition pipelinesTable()
{
    return {.name = "pipelines",
            .columns = {{"Pipeline", "VARCHAR(50) PRIMARY KEY"},
                        {"Sample ID", "VARCHAR(255)"},
                        {"Job ID", "VARCHAR(255)"},
                        {"Ready", "BOOLEAN"},
                        {"Flag", "VARCHAR(10)"},
                        {"Last checked", "DATETIME"},
                        {"Server label", "VARCHAR(255)"},
                        {"Server hostname", "VARCHAR(255)"},
                        {"Job ID on server", "VARCHAR(255)"}},
            .constraints = {sampleReference, jobReference}};
}

TableDefinition resultsTable()
{
    return {.name = "results",
            .columns = {{"Sample ID", "VARCHAR(255) PRIMARY KEY"},
                        {"Pipeline", "VARCHAR(50)"},
                        {"Status", "VARCHAR(3)"},
                        {"Flag", "VARCHAR(10)"},
                        {"Number of cycles", "INT"},
                        {"Capacity loss (%)", "FLOAT"},
                        {"First formation efficiency (%)", "FLOAT"},
                        {"Initial specific discharge capacity (mAh/g)", "FLOAT"},
                        {"Initial efficiency (%)", "FLOAT"},
                        {"Last specific discharge capacity (mAh/g)", "FLOAT"},
                        {"Last efficiency (%)", "FLOAT"},
                        {"Max voltage (V)", "FLOAT"},
                        {"Formation C", "FLOAT"},
                        {"Cycling C", "FLOAT"},
                        {"Last snapshot", "DATETIME"},
                        {"Last analysis", "DATETIME"},
                        {"Last plotted", "DATETIME"},
                        {"Snapshot status", "VARCHAR(3)"},
                        {"Snapshot pipeline", "VARCHAR(50)"}},
            .constraints = {sampleReference, pipelineReference}};
}

TableDefinition harvesterTable()
{
    return {.name = "harvester",
            .columns = {{"id", "INTEGER PRIMARY KEY AUTOINCREMENT"},
                        {"Server label", "TEXT"},
                        {"Server hostname", "TEXT"},
                        {"Folder", "TEXT"}},
            .constraints = {R"(UNIQUE("Server label", "Server hostname", "Folder"))"}};
}

TableDefinition batchesTable()
{
    return {.name = "batches",
            .columns = {{"id", "INTEGER PRIMARY KEY AUTOINCREMENT"},
                        {"label", "TEXT UNIQUE NOT NULL"},
                        {"description", "TEXT"}},
            .constraints = {}};
}

TableDefinition batchSamplesTable()
{
    return {.name = "batch_samples",
            .columns = {{"batch_id", "INT"}, {"sample_id", "TEXT"}},
            .constraints = {"FOREIGN KEY(batch_id) REFERENCES batches(id)",
                            R"(FOREIGN KEY(sample_id) REFERENCES samples("Sample ID"))",
                            "UNIQUE(batch_id, sample_id)"}};
}

TableDefinition filesTable()
{
    return {.name = "files",
            .columns = {{"id", "INTEGER PRIMARY KEY AUTOINCREMENT"},
                        {"Server label", "TEXT NOT NULL"},
                        {"Folder", "TEXT NOT NULL"},
                        {"Path", "TEXT NOT NULL"},
                        {"Size", "INTEGER"},
                        {"Modified", "DATETIME"},
                        {"SHA-256", "TEXT"},
                        {"Sample ID", "VARCHAR(255)"},
                        {"Snapshot file", "TEXT"},
                        {"Status", "TEXT"},
                        {"Reason", "TEXT"},
                        {"Assigned by", "TEXT"},
                        {"Fetched", "DATETIME"}},
            .constraints = {R"(UNIQUE("Server label", "Folder", "Path"))"}};
}

/// `Since` is in Unix seconds.
TableDefinition standingJobsTable()
{
    return {.name = "standing_jobs",
            .columns = {{"Job ID", "VARCHAR(255) PRIMARY KEY"},
                        {"Server label", "VARCHAR(255) NOT NULL"},
                        {"Since", "FLOAT NOT NULL"}},
            .constraints = {}};
}

/// `Last analysis` is that of the row of `results`: one that another program wrote since has another.
TableDefinition analysesTable()
{
    return {
        .name = "analyses",
        .columns = {{"Sample ID", "VARCHAR(255) PRIMARY KEY"}, {"Last analysis", "DATETIME"}, {"Version", "INTEGER"}},
        .constraints = {}};
}

/// When jobs ended, in Unix seconds: what came to its end lately.
TableDefinition jobEndsTable()
{
    return {.name = "job_ends",
            .columns = {{"Job ID", "VARCHAR(255) PRIMARY KEY"}, {"Ended", "FLOAT NOT NULL"}},
            .constraints = {}};
}

/// One row at most, of id 1. `Heartbeat` is in Unix seconds.
TableDefinition daemonTable()
{
    return {.name = "daemon",
            .columns = {{"id", "INTEGER PRIMARY KEY"},
                        {"Host", "TEXT NOT NULL"},
                        {"Process", "INTEGER NOT NULL"},
                        {"Token", "TEXT NOT NULL"},
                        {"Started", "DATETIME"},
                        {"Heartbeat", "FLOAT NOT NULL"},
                        {"Doing", "TEXT"}},
            .constraints = {}};
}

}  // namespace

Declaration declarationFrom(std::string_view text)
{
    static constexpr std::array words{" primary key", " unique",     " not null",      " default",
                                      " check",       " references", " autoincrement", " collate"};
    const std::string lower = lowerCase(text);
    std::size_t end = text.size();
    for (const char* const word : words) {
        end = std::min(end, lower.find(word));
    }
    return {std::string(trimmed(text.substr(0, end))), std::string(trimmed(text.substr(end)))};
}

const std::vector<Migration>& migrations()
{
    static const std::vector<Migration> all{
        {.version = 1,
         .description = "The tables of the Python program 0.5, where they or columns of them are missing",
         .tables = {jobsTable(), pipelinesTable(), resultsTable(), harvesterTable(), batchesTable(),
                    batchSamplesTable()},
         .statements = {}},
        {.version = 2,
         .description = "When a harvested folder was last looked at",
         .tables = {{.name = "harvester", .columns = {{"Last snapshot", "DATETIME"}}, .constraints = {}}},
         .statements = {}},
        {.version = 3,
         .description = "One row a file that was imported or harvested",
         .tables = {filesTable()},
         .statements = {R"(CREATE INDEX IF NOT EXISTS files_of_sample ON files("Sample ID"))"}},
        {.version = 4,
         .description = "Which program is the project's daemon",
         .tables = {daemonTable()},
         .statements = {}},
        {.version = 5,
         .description = "What a file says of its sample, to find one that is made later without reading the file again",
         .tables = {{.name = "files", .columns = {{"Hints", "TEXT"}}, .constraints = {}}},
         .statements = {}},
        {.version = 6, .description = "Since when jobs stand still", .tables = {standingJobsTable()}, .statements = {}},
        {.version = 7, .description = "When jobs ended", .tables = {jobEndsTable()}, .statements = {}},
        {.version = 8,
         .description = "How often the daemon has shown life, to tell that from changes",
         .tables = {{.name = "daemon", .columns = {{"Beats", "INTEGER"}}, .constraints = {}}},
         .statements = {}},
        {.version = 9,
         .description = "By which rules results were found, to tell those of other programs",
         .tables = {analysesTable()},
         .statements = {}},
    };
    return all;
}

TableDefinition samplesTable(const std::vector<config::SampleColumn>& columns)
{
    TableDefinition table{.name = "samples", .columns = {}, .constraints = {pipelineReference, jobReference}};
    const auto add = [&](const std::string& name, const std::string& type) {
        const bool isThere =
            std::any_of(table.columns.begin(), table.columns.end(),
                        [&](const ColumnDefinition& column) { return equalsIgnoringCase(column.name, name); });
        if (!isThere) {
            table.columns.push_back({name, type});
        }
    };
    for (const config::SampleColumn& column : columns) {
        const bool isKey = column.name == "Sample ID";
        const bool saysKey = lowerCase(column.sqlType).find("primary key") != std::string::npos;
        add(column.name, isKey && !saysKey ? column.sqlType + " PRIMARY KEY" : column.sqlType);
    }
    add("Pipeline", "VARCHAR(50)");
    add("Job ID", "VARCHAR(255)");
    return table;
}

std::optional<TableDefinition> knownTable(std::string_view name)
{
    if (name == "samples") {
        return samplesTable({{.name = "Sample ID", .alternativeNames = {}, .sqlType = "VARCHAR(255)"}});
    }
    std::optional<TableDefinition> known;
    for (const Migration& migration : migrations()) {
        for (const TableDefinition& table : migration.tables) {
            if (table.name != name) {
                continue;
            }
            if (!known) {
                known = table;
            } else {
                known->columns.insert(known->columns.end(), table.columns.begin(), table.columns.end());
            }
        }
    }
    return known;
}

std::vector<std::string> columnNames(const Database& database, std::string_view table)
{
    std::vector<std::string> names;
    for (TableColumn& column : database.columns(table)) {
        names.push_back(std::move(column.name));
    }
    return names;
}

std::vector<ColumnDefinition> missingColumns(const Database& database, const TableDefinition& table)
{
    const std::vector<std::string> existing = columnNames(database, table.name);
    const bool apart = database.connection().tellsSpellingsApart();
    std::vector<ColumnDefinition> missing;
    std::copy_if(table.columns.begin(), table.columns.end(), std::back_inserter(missing),
                 [&](const ColumnDefinition& column) {
                     return std::none_of(existing.begin(), existing.end(), [&](const std::string& name) {
                         return apart ? name == column.name : equalsIgnoringCase(name, column.name);
                     });
                 });
    return missing;
}

void ensureTable(Database& database, const TableDefinition& table)
{
    const std::vector<std::string> existing = columnNames(database, table.name);
    if (existing.empty()) {
        database.connection().createTable(table);
        return;
    }
    for (const ColumnDefinition& column : missingColumns(database, table)) {
        const auto spelled = std::find_if(existing.begin(), existing.end(), [&](const std::string& name) {
            return equalsIgnoringCase(name, column.name);
        });
        if (spelled == existing.end()) {
            database.connection().addColumn(table.name, column);
        } else {
            database.execute("ALTER TABLE " + quotedIdentifier(table.name) + " RENAME COLUMN " +
                             quotedIdentifier(*spelled) + " TO " + quotedIdentifier(column.name));
        }
    }
}

}  // namespace aurora::database
