#include "aurora/database/copy.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/moved.h"
#include "connection.h"
#include "new_file.h"
#include "pages.h"
#include "table_copy.h"

#include <algorithm>

namespace aurora::database {

namespace fs = std::filesystem;

namespace {

void refuseExisting(const fs::path& file)
{
    std::error_code ignored;
    if (fs::exists(file, ignored)) {
        throw Error(pathText(file) + ": there is a file of this name already. It was left as it is.");
    }
}

void refuseRows(const Database& database)
{
    for (const TableSize& table : tableSizes(database)) {
        if (table.rows > 0) {
            throw Error(database.place() + ": there are rows already (" + std::to_string(table.rows) +
                        " in the table " + table.name +
                        "). Nothing was changed. Name an empty database, as createdb makes it.");
        }
    }
}

std::vector<TableSize> copyToFile(const Database& from, const fs::path& to, Progress& progress)
{
    refuseExisting(to);
    std::vector<TableSize> copied;
    replaceFile(to, [&](const fs::path& temporary) {
        if (const auto* const file = std::get_if<fs::path>(&from.location())) {
            copyPages(*file, temporary, progress);
            copied = tableSizes(Database(temporary, Access::ReadOnly));
            return;
        }
        makeEmptyFile(temporary);
        Database target(temporary, Access::ReadWrite);
        target.write([&] { copied = copyTables(from, target, progress); }, progress);
    });
    return copied;
}

}  // namespace

std::vector<TableSize> tableSizes(const Database& database)
{
    std::vector<TableSize> sizes;
    for (const std::string& name : database.tables()) {
        if (name == leftMark) {
            continue;
        }
        const Table count = database.query("SELECT count(*) FROM " + quotedIdentifier(name));
        sizes.push_back({name, static_cast<std::size_t>(std::get<std::int64_t>(count.rows.at(0).at(0)))});
    }
    return sizes;
}

std::vector<TableSize> copyDatabase(const Database& from, const Location& to, Progress& progress)
{
    if (const auto* const file = std::get_if<fs::path>(&to)) {
        return copyToFile(from, *file, progress);
    }
    Database target(to, Access::ReadWrite);
    std::vector<TableSize> copied;
    target.write(
        [&] {
            refuseRows(target);
            copied = copyTables(from, target, progress);
        },
        progress);
    return copied;
}

std::int64_t stateOf(const Database& database)
{
    const auto* const file = std::get_if<fs::path>(&database.location());
    return file != nullptr ? changeCounterOf(*file) : database.dataVersion();
}

bool restoreDatabase(const fs::path& from, Database& to, std::int64_t state, Progress& progress)
{
    if (const auto* const file = std::get_if<fs::path>(&to.location())) {
        return replacePages(from, *file, static_cast<std::uint32_t>(state), progress);
    }
    const Database source(from, Access::ReadOnly);
    bool isSame = true;
    to.write(
        [&] {
            isSame = to.dataVersion() == state;
            if (!isSame) {
                return;
            }
            for (const std::string& table : to.tables()) {
                if (knownTable(table)) {
                    to.execute("DELETE FROM " + quotedIdentifier(table));
                }
            }
            static_cast<void>(copyTables(source, to, progress));
        },
        progress);
    return isSame;
}

void refuseUsed(const Location& to)
{
    if (const auto* const file = std::get_if<fs::path>(&to)) {
        refuseExisting(*file);
    } else {
        refuseRows(Database(to, Access::ReadWrite));
    }
}

}  // namespace aurora::database
