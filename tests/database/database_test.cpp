#include "aurora/database/database.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/database/migrations.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

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

    [[nodiscard]] std::int64_t batchCount() const
    {
        const Database database(file, Access::ReadOnly);
        return std::get<std::int64_t>(database.query("SELECT count(*) FROM batches").rows[0][0]);
    }

    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "database.db";
};

TEST_F(DatabaseTest, CellsKeepTheTypeTheyWereStoredWith)
{
    Database database(file, Access::ReadWrite);
    database.execute(R"sql(INSERT INTO samples ("Sample ID", "Cell number", "Anode mass (mg)") VALUES (?, ?, ?))sql",
                     {std::string("ä_01"), std::int64_t{1} << 40, 22.58});
    const Table table =
        database.query(R"sql(SELECT "Sample ID", "Cell number", "Anode mass (mg)", "Label" FROM samples)sql");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.columns[2].name, "Anode mass (mg)");
    EXPECT_EQ(table.rows[0][0], CellValue(std::string("ä_01")));
    EXPECT_EQ(table.rows[0][1], CellValue(std::int64_t{1} << 40));
    EXPECT_EQ(table.rows[0][2], CellValue(22.58));
    EXPECT_EQ(table.rows[0][3], CellValue());
}

TEST_F(DatabaseTest, AnExceptionRollsBackAndGoesOn)
{
    Database database(file, Access::ReadWrite);
    const auto work = [&] {
        database.execute("INSERT INTO batches (label) VALUES ('first')");
        throw Error("the second row is bad");
    };
    EXPECT_THROW(database.write(work), Error);
    EXPECT_EQ(batchCount(), 0);
    database.write([&] { database.execute("INSERT INTO batches (label) VALUES ('third')"); });
    EXPECT_EQ(batchCount(), 1);
}

TEST_F(DatabaseTest, AWriteWaitsForTheLockOfAnotherProgram)
{
    std::atomic<bool> locked{false};
    std::thread other([&] {
        Database database(file, Access::ReadWrite);
        database.write([&] {
            database.execute("INSERT INTO batches (label) VALUES ('other')");
            locked = true;
            std::this_thread::sleep_for(std::chrono::seconds(1));
        });
    });
    while (!locked) {
        std::this_thread::yield();
    }
    Database database(file, Access::ReadWrite);
    const auto begin = std::chrono::steady_clock::now();
    database.write([&] { database.execute("INSERT INTO batches (label) VALUES ('mine')"); });
    const auto waited = std::chrono::steady_clock::now() - begin;
    other.join();
    EXPECT_GT(waited, std::chrono::milliseconds(500));
    EXPECT_EQ(batchCount(), 2);
}

TEST_F(DatabaseTest, AWriteThatWaitsCanBeCancelled)
{
    class CancelAtOnce : public Progress
    {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
    };

    Database holder(file, Access::ReadWrite);
    holder.execute("BEGIN IMMEDIATE");
    Database database(file, Access::ReadWrite);
    CancelAtOnce progress;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_THROW(database.write([] {}, progress), Cancelled);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_F(DatabaseTest, TwoWritersLoseNoUpdate)
{
    const auto countUp = [&] {
        Database database(file, Access::ReadWrite);
        for (int i = 0; i < 50; ++i) {
            database.write([&] {
                const auto before = std::get<std::int64_t>(database.query("SELECT count(*) FROM batches").rows[0][0]);
                database.execute("INSERT INTO batches (label) VALUES (?)", {std::to_string(before)});
            });
        }
    };
    std::thread other(countUp);
    countUp();
    other.join();
    EXPECT_EQ(batchCount(), 100);  // the label is unique: a lost update would have thrown
}

TEST_F(DatabaseTest, AReadOnlyConnectionReadsAndRefusesToWrite)
{
    Database database(file, Access::ReadOnly);
    EXPECT_THROW(database.execute("DELETE FROM batches"), Error);
    try {
        database.write([] {});
        FAIL() << "wrote to a read-only connection";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("read-only. Nothing was stored."));
    }
}

TEST_F(DatabaseTest, NoticesChangesOfOthersOnly)
{
    Database database(file, Access::ReadWrite);
    const std::int64_t before = database.dataVersion();
    database.write([&] { database.execute("INSERT INTO batches (label) VALUES ('mine')"); });
    EXPECT_EQ(database.dataVersion(), before);
    Database other(file, Access::ReadWrite);
    other.write([&] { other.execute("INSERT INTO batches (label) VALUES ('other')"); });
    EXPECT_NE(database.dataVersion(), before);
}

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
