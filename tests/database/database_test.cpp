#include "aurora/database/database.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/migrations.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::database {
namespace {

using testing::HasSubstr;

class DatabaseTest : public testing::Test
{
protected:
    void SetUp() override
    {
        test::qtApplication();
        createDatabase(file, config::standardSampleColumns());
    }

    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "database.db";
};

TEST_F(DatabaseTest, AWriteAheadLogIsSetBackToTheRollbackJournal)
{
    {
        Database database(file, Access::ReadWrite);
        ASSERT_EQ(toText(database.query("PRAGMA journal_mode = WAL").rows[0][0]), "wal");
    }
    Database database(file, Access::ReadWrite);
    EXPECT_EQ(toText(database.query("PRAGMA journal_mode").rows[0][0]), "delete");
}

TEST_F(DatabaseTest, AStatementThatFailsIsTheCause)
{
    Database database(file, Access::ReadWrite);
    try {
        database.execute("INSERT INTO nothing VALUES (1)");
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("database.db"));
        EXPECT_THAT(error.cause(), HasSubstr("INSERT INTO nothing"));
    }
}

TEST_F(DatabaseTest, AMissingFileAndAFileThatIsNoDatabaseAreNamed)
{
    EXPECT_THROW(Database(folder.path() / "other.db", Access::ReadWrite), Error);
    EXPECT_FALSE(std::filesystem::exists(folder.path() / "other.db"));
    replaceFileText(folder.path() / "picture.db", std::string(4096, 'x'));
    try {
        const Database database(folder.path() / "picture.db", Access::ReadWrite);
        FAIL() << "opened";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("not an SQLite database"));
    }
}

TEST(QuotedIdentifier, DoublesQuotesInside)
{
    EXPECT_EQ(quotedIdentifier(R"(a "b")"), R"("a ""b""")");
}

}  // namespace
}  // namespace aurora::database
