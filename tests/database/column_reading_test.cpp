#include "aurora/database/column_reading.h"

#include "aurora/core/error.h"
#include "aurora/database/migrations.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::database {
namespace {

using testing::HasSubstr;

class ColumnReadingTest : public testing::Test
{
protected:
    void SetUp() override
    {
        test::qtApplication();
        createDatabase(file, config::standardSampleColumns());
        database = std::make_unique<Database>(file, Access::ReadWrite);
    }

    /// So many rows, of which every third has a mass.
    void addSamples(int count)
    {
        database->write([&] {
            for (int number = 0; number < count; ++number) {
                database->execute(
                    R"sql(INSERT INTO samples ("Sample ID", "Cell number", "Anode mass (mg)") VALUES (?, ?, ?))sql",
                    {"a_" + std::to_string(number), std::int64_t{number},
                     number % 3 == 0 ? CellValue(number + 0.5) : CellValue()});
            }
        });
    }

    test::TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "database.db";
    std::unique_ptr<Database> database;
};

TEST_F(ColumnReadingTest, GivesTheCellsThatAQueryGives)
{
    addSamples(20);
    database->execute(R"(UPDATE samples SET "Label" = 'Zelle μ' WHERE "Sample ID" = 'a_7')");
    const Table expected = database->query("SELECT * FROM samples");
    const ColumnTable read = readColumns(*database, "samples");
    EXPECT_EQ(toRows(read).rows, expected.rows);
    ASSERT_EQ(read.columns.size(), expected.columns.size());
    EXPECT_EQ(read.columns[3].name, expected.columns[3].name);
}

TEST_F(ColumnReadingTest, ALongTableReadByTwoThreadsHasEveryRowOnce)
{
    addSamples(30'000);
    database->execute(R"(DELETE FROM samples WHERE "Cell number" BETWEEN 14990 AND 15010)");
    const ColumnTable read = readColumns(*database, "samples");
    EXPECT_EQ(read.rowCount, 30'000U - 21U);
    EXPECT_EQ(toRows(read).rows, database->query("SELECT * FROM samples").rows);
}

TEST_F(ColumnReadingTest, ALongTableIsReadWhileAnotherProgramHasBegunToWrite)
{
    addSamples(30'000);
    Database writer(file, Access::ReadWrite);
    writer.execute("BEGIN IMMEDIATE");
    writer.execute(R"(UPDATE samples SET "Cell number" = -1 WHERE "Sample ID" = 'a_29999')");
    EXPECT_EQ(readColumns(*database, "samples").cell(29'999, 2), CellValue(std::int64_t{29'999}));
    writer.execute("COMMIT");
    EXPECT_EQ(readColumns(*database, "samples").cell(29'999, 2), CellValue(std::int64_t{-1}));
}

TEST_F(ColumnReadingTest, AReadOnlyDatabaseIsRead)
{
    addSamples(3);
    const Database reader(file, Access::ReadOnly);
    const ColumnTable ids = queryColumns(reader, R"(SELECT "Sample ID" FROM samples ORDER BY "Cell number" DESC)");
    ASSERT_EQ(ids.rowCount, 3U);
    EXPECT_EQ(ids.cell(0, 0), CellValue("a_2"));
}

TEST_F(ColumnReadingTest, ATableThatIsNotThereIsAnErrorWithTheStatement)
{
    try {
        static_cast<void>(readColumns(*database, "nothing"));
        FAIL() << "nothing was thrown";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("database.db: the database refused a statement."));
        EXPECT_THAT(error.cause(), HasSubstr("FROM \"nothing\""));
    }
}

}  // namespace
}  // namespace aurora::database
