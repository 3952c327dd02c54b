#pragma once

#include "aurora/database/migrations.h"
#include "database/server_database.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <memory>

namespace aurora::database {

/// A database with all tables and standard columns. What is tested with it holds for SQLite and PostgreSQL: the same
/// sources are in test_database and, with a server, in test_postgres.
class AnyDatabase : public testing::Test
{
protected:
    void SetUp() override
    {
        test::qtApplication();
        location = folder.path() / "database.db";
#ifdef AURORA_TEST_POSTGRES
        location = newServerDatabase();
#endif
        createDatabase(location, config::standardSampleColumns());
        database = std::make_unique<Database>(location, Access::ReadWrite);
    }

    test::TemporaryFolder folder;
    Location location;
    std::unique_ptr<Database> database;
};

}  // namespace aurora::database
