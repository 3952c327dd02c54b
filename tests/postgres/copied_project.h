#pragma once

#include "aurora/core/text.h"
#include "aurora/database/copy.h"
#include "aurora/services/project.h"
#include "database/any_database.h"

#include <filesystem>
#include <string>
#include <vector>

namespace aurora::services {

/// Every row of every table as SQLite's own quote() writes its cells, with the names of the columns. Two databases that
/// hold the same give the same lines.
inline std::vector<std::string> dumpOf(const std::filesystem::path& file)
{
    const database::Database database(file, database::Access::ReadOnly);
    std::vector<std::string> lines;
    for (const std::string& table : database.tables()) {
        std::string cells;
        std::string names = table;
        for (const database::TableColumn& column : database.columns(table)) {
            cells += (cells.empty() ? "quote(" : " || '|' || quote(") + database::quotedIdentifier(column.name) + ")";
            names += "|" + column.name + " " + column.type + (column.isKey ? " key" : "");
        }
        lines.push_back(names);
        for (const auto& row :
             database.query("SELECT " + cells + " FROM " + database::quotedIdentifier(table) + " ORDER BY rowid").rows)
        {
            lines.push_back(table + ": " + toText(row[0]));
        }
    }
    for (const auto& row :
         database.query("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name").rows)
    {
        lines.push_back("index " + toText(row[0]));
    }
    return lines;
}

inline std::string urlOf(const config::DatabaseServer& server)
{
    return "postgresql://" + server.user + "@" + server.host + ":" + std::to_string(server.port) + "/" + server.name;
}

}  // namespace aurora::services
