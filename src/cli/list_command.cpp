// list: what the tables show.
#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "aurora/services/server_ages.h"
#include "aurora/services/tables.h"
#include "commands.h"
#include "print_table.h"

#include <iostream>

namespace aurora::cli {

namespace {

struct ListOptions
{
    std::string table;
    std::vector<std::string> where;
    std::string format = "table";
};

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

int runList(const ListOptions& options, const Context& context)
{
    const services::TableKind kind = services::tableKind(options.table);
    const auto where = conditions(options.where);
    const services::Project project = context.openProject();
    const auto database = project.openDatabase();
    const Table table = services::readTable(*database, project, kind, where);
    printTable(table, options.format, context);
    if (!context.quiet && (kind == services::TableKind::Pipelines || kind == services::TableKind::Jobs)) {
        for (const std::string& sentence : services::staleServers(project, nowUts())) {
            std::cerr << sentence << '\n';
        }
    }
    return allDone;
}

}  // namespace

void addList(CLI::App& root, Action& chosen)
{
    const auto [command, options] =
        addCommand<ListOptions>(root, chosen, "list", "Print a table of the project", runList);
    command->add_option("TABLE", options->table, "samples, pipelines, jobs, results, batches or files")
        ->required()
        ->check(CLI::IsMember({"samples", "pipelines", "jobs", "results", "batches", "files"}));
    command->add_option("--where", options->where, "COLUMN=VALUE; may be given several times")->take_all();
    command->add_option("--format", options->format, "table, csv or json")
        ->check(CLI::IsMember({"table", "csv", "json"}));
}

}  // namespace aurora::cli
