#include "aurora/database/moved.h"

namespace aurora::database {

void markAsLeft(Database& database)
{
    database.execute("CREATE TABLE IF NOT EXISTS " + quotedIdentifier(leftMark) + " (id INTEGER PRIMARY KEY)");
}

bool isLeft(const Database& database)
{
    return database.hasTable(leftMark);
}

void takeBack(Database& database)
{
    database.execute("DROP TABLE IF EXISTS " + quotedIdentifier(leftMark));
}

}  // namespace aurora::database
