#include "aurora/core/error.h"
#include "aurora/database/database.h"
#include "database/any_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

namespace aurora::database {
namespace {

using testing::HasSubstr;

class OpenDatabase : public AnyDatabase
{
protected:
    [[nodiscard]] std::int64_t batchCount() const
    {
        const Database other(location, Access::ReadOnly);
        return std::get<std::int64_t>(other.query("SELECT count(*) FROM batches").rows[0][0]);
    }
};

TEST_F(OpenDatabase, CellsKeepTheTypeTheyWereStoredWith)
{
    database->execute(R"sql(INSERT INTO samples ("Sample ID", "Cell number", "Anode mass (mg)") VALUES (?, ?, ?))sql",
                      {std::string("ä_01"), std::int64_t{1} << 40, 22.58});
    const Table table =
        database->query(R"sql(SELECT "Sample ID", "Cell number", "Anode mass (mg)", "Label" FROM samples)sql");
    ASSERT_EQ(table.rows.size(), 1U);
    EXPECT_EQ(table.columns[2].name, "Anode mass (mg)");
    EXPECT_EQ(table.rows[0][0], CellValue(std::string("ä_01")));
    EXPECT_EQ(table.rows[0][1], CellValue(std::int64_t{1} << 40));
    EXPECT_EQ(table.rows[0][2], CellValue(22.58));
    EXPECT_EQ(table.rows[0][3], CellValue());
}

TEST_F(OpenDatabase, AnExceptionRollsBackAndGoesOn)
{
    Database connection(location, Access::ReadWrite);
    const auto work = [&] {
        connection.execute("INSERT INTO batches (label) VALUES ('first')");
        throw Error("the second row is bad");
    };
    EXPECT_THROW(connection.write(work), Error);
    EXPECT_EQ(batchCount(), 0);
    connection.write([&] { connection.execute("INSERT INTO batches (label) VALUES ('third')"); });
    EXPECT_EQ(batchCount(), 1);
}

TEST_F(OpenDatabase, AWriteWaitsForTheLockOfAnotherProgram)
{
    std::atomic<bool> locked{false};
    std::thread other([&] {
        Database connection(location, Access::ReadWrite);
        connection.write([&] {
            connection.execute("INSERT INTO batches (label) VALUES ('other')");
            locked = true;
            std::this_thread::sleep_for(std::chrono::seconds(1));
        });
    });
    while (!locked) {
        std::this_thread::yield();
    }
    Database connection(location, Access::ReadWrite);
    const auto begin = std::chrono::steady_clock::now();
    connection.write([&] { connection.execute("INSERT INTO batches (label) VALUES ('mine')"); });
    const auto waited = std::chrono::steady_clock::now() - begin;
    other.join();
    EXPECT_GT(waited, std::chrono::milliseconds(500));
    EXPECT_EQ(batchCount(), 2);
}

TEST_F(OpenDatabase, AWriteThatWaitsCanBeCancelled)
{
    class CancelAtOnce : public Progress
    {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
    };

    Database holder(location, Access::ReadWrite);
    CancelAtOnce progress;
    const auto begin = std::chrono::steady_clock::now();
    holder.write([&] {
        Database waiting(location, Access::ReadWrite);
        EXPECT_THROW(waiting.write([] {}, progress), Cancelled);
    });
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
}

TEST_F(OpenDatabase, TwoWritersLoseNoUpdate)
{
    const auto countUp = [&] {
        Database connection(location, Access::ReadWrite);
        for (int i = 0; i < 50; ++i) {
            connection.write([&] {
                const auto before = std::get<std::int64_t>(connection.query("SELECT count(*) FROM batches").rows[0][0]);
                connection.execute("INSERT INTO batches (label) VALUES (?)", {std::to_string(before)});
            });
        }
    };
    std::thread other(countUp);
    countUp();
    other.join();
    EXPECT_EQ(batchCount(), 100);  // the label is unique: a lost update would have thrown
}

TEST_F(OpenDatabase, AReadOnlyConnectionReadsAndRefusesToWrite)
{
    Database connection(location, Access::ReadOnly);
    EXPECT_THROW(connection.execute("DELETE FROM batches"), Error);
    try {
        connection.write([] {});
        FAIL() << "wrote to a read-only connection";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("read-only. Nothing was stored."));
    }
}

TEST_F(OpenDatabase, NoticesChangesOfOthersOnly)
{
    Database connection(location, Access::ReadWrite);
    const std::int64_t before = connection.dataVersion();
    connection.write([&] { connection.execute("INSERT INTO batches (label) VALUES ('mine')"); });
    EXPECT_EQ(connection.dataVersion(), before);
    Database other(location, Access::ReadWrite);
    other.write([&] { other.execute("INSERT INTO batches (label) VALUES ('other')"); });
    EXPECT_NE(connection.dataVersion(), before);
}

}  // namespace
}  // namespace aurora::database
