#include "aurora/database/change_watch.h"

#include "aurora/core/error.h"
#include "aurora/database/daemon_table.h"
#include "aurora/database/migrations.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora::database {
namespace {

class ChangeWatchTest : public testing::Test
{
protected:
    void SetUp() override
    {
        test::qtApplication();
        createDatabase(file, config::standardSampleColumns());
        daemon = std::make_unique<Database>(file, Access::ReadWrite);
        daemon->write([&] {
            DaemonTable(*daemon).claim({.host = "pc",
                                        .process = 42,
                                        .token = "t",
                                        .started = "2024-06-20 08:00:00",
                                        .heartbeat_uts = 1000,
                                        .doing = "starting"},
                                       120);
        });
    }

    void beat(double now_uts)
    {
        daemon->write([&] { ASSERT_TRUE(DaemonTable(*daemon).beat("t", now_uts, "harvesting ec1")); });
    }

    void addBatch(const char* name)
    {
        Database other(file, Access::ReadWrite);
        other.write([&] { other.execute("INSERT INTO batches (label) VALUES (?)", {std::string(name)}); });
    }

    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "database.db";
    std::unique_ptr<Database> daemon;
};

TEST_F(ChangeWatchTest, ASignOfLifeIsNoChange)
{
    ChangeWatch watch(file, Access::ReadWrite);
    EXPECT_FALSE(watch.look());
    beat(1030);
    EXPECT_FALSE(watch.look());
    beat(1060);
    beat(1090);
    EXPECT_FALSE(watch.look());
}

TEST_F(ChangeWatchTest, AChangeIsToldOnceAlsoBesideSignsOfLife)
{
    ChangeWatch watch(file, Access::ReadOnly);
    EXPECT_FALSE(watch.look());
    addBatch("alone");
    EXPECT_TRUE(watch.look());
    EXPECT_FALSE(watch.look());
    beat(1030);
    addBatch("after a beat");
    EXPECT_TRUE(watch.look());
    addBatch("before a beat");
    beat(1060);
    EXPECT_TRUE(watch.look());
    EXPECT_FALSE(watch.look());
}

TEST_F(ChangeWatchTest, ADaemonThatComesOrGoesIsAChange)
{
    ChangeWatch watch(file, Access::ReadWrite);
    EXPECT_FALSE(watch.look());
    daemon->write([&] { DaemonTable(*daemon).release("t"); });
    EXPECT_TRUE(watch.look());
}

TEST_F(ChangeWatchTest, AMissingDatabaseIsNamed)
{
    ChangeWatch watch(folder.path() / "gone.db", Access::ReadWrite);
    EXPECT_THROW(static_cast<void>(watch.look()), Error);
    EXPECT_THROW(static_cast<void>(watch.look()), Error);
}

}  // namespace
}  // namespace aurora::database
