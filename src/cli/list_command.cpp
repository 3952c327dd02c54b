// list: what the tables show.
#include "aurora/core/cell_json.h"
#include "aurora/core/error.h"
#include "aurora/services/tables.h"
#include "aurora/storage/csv.h"
#include "commands.h"
#include "text_table.h"

#include <iostream>

namespace aurora::cli {

namespace {

struct ListOptions
{
    std::string table;
    std::vector<std::string> where;
    std::string format = "table";
};

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
    if (context.json || options.format == "json") {
        printJson(rowsJson(table));
    } else if (options.format == "csv") {
        std::cout << storage::csvText(table);
    } else {
        std::cout << textTable(table);
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
