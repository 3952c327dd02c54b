// list: what the tables show.
#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/services/analyse.h"
#include "aurora/services/server_ages.h"
#include "aurora/services/tables.h"
#include "commands.h"
#include "print_table.h"

#include <algorithm>
#include <iostream>

namespace aurora::cli {

namespace {

struct TableListOptions
{
    std::string table;
    std::vector<std::string> where;
    std::string format = "table";
    bool allColumns = false;
};

/// What the pages of the window show at first. Programs that read csv or JSON get every column.
const std::vector<std::string>& usualColumns(services::TableKind kind)
{
    static const std::vector<std::string> pipelines{"Pipeline", "Sample ID", "Job ID", "Ready", "Flag", "Last checked"};
    static const std::vector<std::string> jobs{"Job ID", "Sample ID", "Pipeline", "Status", "Submitted", "Comment"};
    static const std::vector<std::string> all;
    switch (kind) {
    case services::TableKind::Pipelines:
        return pipelines;
    case services::TableKind::Jobs:
        return jobs;
    default:
        return all;
    }
}

/// The table with these columns only, in their order.
Table columnsOf(const Table& table, const std::vector<std::string>& names)
{
    Table kept;
    kept.rows.resize(table.rows.size());
    for (const std::string& name : names) {
        const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                         [&](const Table::ColumnInfo& one) { return one.name == name; });
        if (column == table.columns.end()) {
            continue;  // a database that was never migrated may lack it
        }
        kept.columns.push_back(*column);
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            kept.rows[row].push_back(table.rows[row][static_cast<std::size_t>(column - table.columns.begin())]);
        }
    }
    return kept;
}

std::vector<std::pair<std::string, std::string>> conditions(const std::vector<std::string>& texts)
{
    std::vector<std::pair<std::string, std::string>> all;
    for (const std::string& text : texts) {
        const auto at = text.find('=');
        if (at == std::string::npos) {
            throw UsageError("--where " + text + " has no \"=\". Write --where \"COLUMN=VALUE\".");
        }
        all.emplace_back(text.substr(0, at), text.substr(at + 1));
    }
    return all;
}

int runList(const TableListOptions& options, const Context& context)
{
    const services::TableKind kind = services::tableKind(options.table);
    const auto where = conditions(options.where);
    const services::Project project = context.openProject();
    const auto database = project.openDatabase();
    const Table table = services::readTable(*database, project, kind, where);
    const std::vector<std::string>& usual = usualColumns(kind);
    const bool isToBeRead = !context.json && options.format == "table";
    printTable(usual.empty() || options.allColumns || !isToBeRead ? table : columnsOf(table, usual), options.format,
               context);
    if (!context.quiet && (kind == services::TableKind::Pipelines || kind == services::TableKind::Jobs)) {
        for (const std::string& sentence : services::staleServers(project, nowUts())) {
            std::cerr << sentence << '\n';
        }
    }
    if (!context.quiet && kind == services::TableKind::Results) {
        if (const std::size_t others = services::samplesOfOtherRules(project).size(); others > 0) {
            std::cerr << "Samples analysed by older rules or by another program: " << others
                      << ". Their numbers may differ; \"analyse SAMPLE --when always\" makes them here.\n";
        }
    }
    return allDone;
}

}  // namespace

void addList(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<TableListOptions>(root, chosen, "list", "Print a table of the project", runList);
    command->add_option("TABLE", options->table, "samples, pipelines, jobs, results, batches or files")
        ->required()
        ->check(CLI::IsMember({"samples", "pipelines", "jobs", "results", "batches", "files"}));
    command->add_option("--where", options->where, "COLUMN=VALUE; may be given several times")->take_all();
    command->add_flag("--all-columns", options->allColumns,
                      "All columns of pipelines and jobs, also where the format is table");
    command->add_option("--format", options->format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

}  // namespace aurora::cli
