#include "aurora/database/moved.h"

namespace aurora::database {

namespace {

constexpr const char* table = "left_by_project";

}  // namespace

void markAsLeft(Database& database)
{
    database.execute("CREATE TABLE IF NOT EXISTS " + quotedIdentifier(table) + " (id INTEGER PRIMARY KEY)");
}

bool isLeft(const Database& database)
{
    return database.hasTable(table);
}

void takeBack(Database& database)
{
    database.execute("DROP TABLE IF EXISTS " + quotedIdentifier(table));
}

}  // namespace aurora::database
