// What only a server has: who is let in, connections that break, another language, two programs at once.
#include "aurora/core/error.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "database/any_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>

namespace aurora::database {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

using PostgresDatabase = AnyDatabase;

struct Told
{
    std::string sentence;
    std::string cause;
};

Told toldBy(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return {error.what(), error.cause()};
    }
    return {"nothing was wrong", {}};
}

Told toldWhenOpening(const config::DatabaseServer& server)
{
    return toldBy([&] { const Database opened(server, Access::ReadWrite); });
}

TEST_F(PostgresDatabase, WhoIsNotLetInIsToldWhyInOneSentence)
{
    const auto right = std::get<config::DatabaseServer>(location);
    config::DatabaseServer wrong = right;
    wrong.password = "quite secret";
    const Told password = toldWhenOpening(wrong);
    EXPECT_THAT(password.sentence, AllOf(HasSubstr("does not accept this user and password"), HasSubstr(right.name)));
    EXPECT_THAT(password.sentence + password.cause, Not(HasSubstr("quite secret")));
    wrong = right;
    wrong.name = "nowhere";
    EXPECT_THAT(toldWhenOpening(wrong).sentence, HasSubstr("there is no database of this name on the server"));
    wrong = right;
    wrong.port = 1;
    EXPECT_THAT(toldWhenOpening(wrong).sentence, HasSubstr("no database server answers there"));
    wrong = right;
    wrong.host = "no-such-host.invalid";
    EXPECT_THAT(toldWhenOpening(wrong).sentence, HasSubstr("there is no computer of this name"));
}

TEST_F(PostgresDatabase, APasswordIsInNoMessageAboutAStatement)
{
    const Told told = toldBy([&] { database->execute("INSERT INTO nothing VALUES (?)", {1.5}); });
    EXPECT_THAT(told.sentence, HasSubstr("the database refused a statement"));
    EXPECT_THAT(told.cause, AllOf(HasSubstr("INSERT INTO nothing"), Not(HasSubstr("pass'word"))));
    EXPECT_THAT(database->place(), Not(HasSubstr("pass'word")));
}

TEST_F(PostgresDatabase, AConnectionThatBrokeIsMadeAnewWhereNothingIsLost)
{
    SamplesTable samples(*database);
    database->write([&] { samples.upsert({{"Sample ID", "a_1"}}); });
    test::PostgresServer::shared().killConnections();
    EXPECT_TRUE(samples.contains("a_1")) << "a query is sent again";
    test::PostgresServer::shared().killConnections();
    database->write([&] { samples.upsert({{"Sample ID", "a_2"}}); });
    EXPECT_TRUE(samples.contains("a_2")) << "a transaction had not begun yet";
}

TEST_F(PostgresDatabase, AConnectionThatBreaksInTheMiddleOfAWriteStoresNothing)
{
    SamplesTable samples(*database);
    const Told told = toldBy([&] {
        database->write([&] {
            samples.upsert({{"Sample ID", "a_1"}});
            test::PostgresServer::shared().killConnections();
            samples.upsert({{"Sample ID", "a_2"}});
        });
    });
    EXPECT_THAT(told.sentence, HasSubstr("was lost. Nothing of this step was stored. Try again."));
    EXPECT_FALSE(samples.contains("a_1"));
    database->write([&] { samples.upsert({{"Sample ID", "a_3"}}); });
    EXPECT_TRUE(samples.contains("a_3"));
}

TEST_F(PostgresDatabase, AServerThatWasRestartedIsFoundAgain)
{
    test::PostgresServer& server = test::PostgresServer::shared();
    server.kill();
    EXPECT_THAT(toldBy([&] { static_cast<void>(database->query("SELECT 1")); }).sentence,
                HasSubstr("no database server answers there"));
    server.start();
    EXPECT_EQ(database->query("SELECT count(*) FROM samples").rows.at(0).at(0), CellValue(std::int64_t{0}));
}

TEST_F(PostgresDatabase, TextsSortByTheirBytesWhateverTheLanguageOfTheServer)
{
    SamplesTable samples(*database);
    for (const char* const id : {"b", "a", "B", "ä", "a_1", "a1"}) {
        samples.upsert({{"Sample ID", id}});
    }
    std::string order;
    for (const auto& row : database->query(R"(SELECT "Sample ID" FROM samples ORDER BY "Sample ID")").rows) {
        order += toText(row[0]) + " ";
    }
    EXPECT_EQ(order, "B a a1 a_1 b ä ");
}

TEST_F(PostgresDatabase, NamesOfColumnsMayHoldMarksThatStatementsUse)
{
    SamplesTable samples(*database);
    const std::string name = R"(Operator's "cell": ready? $1)";
    database->write([&] {
        samples.addColumn(name, "VARCHAR(255)");
        samples.upsert({{"Sample ID", "a_1"}, {name, R"(it's \1 ? $2)"}, {"Label", "x"}});
    });
    EXPECT_EQ(samples.find("a_1"), (Row{{"Sample ID", "a_1"}, {name, R"(it's \1 ? $2)"}, {"Label", "x"}}));
    EXPECT_THAT(toldBy([&] { samples.addColumn(std::string(64, 'x'), "INT"); }).sentence, HasSubstr("Shorten it"));
}

TEST_F(PostgresDatabase, ColumnsKeepTheTypeTheyWereDeclaredWith)
{
    const std::vector<TableColumn> columns = database->columns("jobs");
    ASSERT_FALSE(columns.empty());
    EXPECT_EQ(columns[0].name, "Job ID");
    EXPECT_EQ(columns[0].type, "VARCHAR(255)");
    EXPECT_TRUE(columns[0].isKey);
    EXPECT_EQ(columns[8].name, "Submitted");
    EXPECT_EQ(columns[8].type, "DATETIME");
    EXPECT_FALSE(columns[8].isKey);
    EXPECT_TRUE(database->columns("nothing").empty());
}

TEST_F(PostgresDatabase, ANumberWithAFractionIsNotRoundedIntoAColumnOfWholeOnes)
{
    SamplesTable samples(*database);
    samples.upsert({{"Sample ID", "a_1"}, {"Cell number", 100000.0}});
    EXPECT_EQ(samples.find("a_1")->at("Cell number"), CellValue(std::int64_t{100000}));
    const Told told = toldBy([&] { samples.upsert({{"Sample ID", "a_1"}, {"Cell number", 2.5}}); });
    EXPECT_THAT(told.sentence, HasSubstr("a value does not fit the type of its column"));
    EXPECT_THAT(told.cause, HasSubstr("2.5"));
}

TEST_F(PostgresDatabase, AValueMovesIntoAColumnOfAnotherType)
{
    SamplesTable samples(*database);
    database->write([&] {
        samples.addColumn("Old number", "VARCHAR(255)");
        samples.upsert({{"Sample ID", "a_1"}, {"Old number", "7"}});
        samples.upsert({{"Sample ID", "a_2"}, {"Old number", "8"}, {"Cell number", std::int64_t{8}}});
        samples.upsert({{"Sample ID", "a_3"}, {"Old number", "9"}, {"Cell number", std::int64_t{1}}});
    });
    EXPECT_EQ(samples.differingCells("Old number", {"Cell number"}), 1U) << "that of a_3";
    database->write([&] { samples.fillColumn("Cell number", "Old number"); });
    EXPECT_EQ(samples.find("a_1")->at("Cell number"), CellValue(std::int64_t{7}));
    EXPECT_EQ(samples.find("a_3")->at("Cell number"), CellValue(std::int64_t{1}));
}

TEST_F(PostgresDatabase, AUserWhoMayOnlyReadIsKnownAsSuch)
{
    test::PostgresServer& server = test::PostgresServer::shared();
    const auto right = std::get<config::DatabaseServer>(location);
    EXPECT_TRUE(database->mayWrite());
    server.run(right.name, "CREATE ROLE guest_" + right.name +
                               " LOGIN PASSWORD 'guest'; GRANT SELECT ON ALL TABLES IN "
                               "SCHEMA public TO guest_" +
                               right.name);
    config::DatabaseServer guest = right;
    guest.user = "guest_" + right.name;
    guest.password = "guest";
    Database opened(guest, Access::ReadWrite);
    EXPECT_FALSE(opened.mayWrite());
    EXPECT_TRUE(SamplesTable(opened).ids().empty());
    EXPECT_THAT(toldBy([&] {
                    SamplesTable(opened).upsert({{"Sample ID", "a_1"}});
                }).sentence,
                HasSubstr("the database user may not do this"));
}

/// Counts up a cell, adds a row of its own, changes one that both change.
void writeMuch(const Location& location, const std::string& who, std::atomic<int>& failures)
{
    constexpr int times = 1000;
    try {
        Database database(location, Access::ReadWrite);
        SamplesTable samples(database);
        FilesTable files(database);
        for (int i = 0; i < times; ++i) {
            database.write([&] {
                const Row shared = samples.find("shared").value();
                const auto count = std::get<std::int64_t>(shared.at("Cell number"));
                samples.upsert({{"Sample ID", "shared"}, {"Cell number", count + 1}, {"Label", who}});
                FileRow row;
                row.serverLabel = who;
                row.folder = "/data";
                row.path = std::to_string(i / 2);
                row.status = "stored";
                row.size = i;
                files.upsert(row);
            });
        }
    } catch (const std::exception&) {
        ++failures;
    }
}

TEST_F(PostgresDatabase, TwoProgramsThatWriteAThousandTimesEachLoseNothing)
{
    SamplesTable samples(*database);
    samples.upsert({{"Sample ID", "shared"}, {"Cell number", std::int64_t{0}}});
    const std::int64_t before = database->dataVersion();
    std::atomic<int> failures{0};
    std::thread other([&] { writeMuch(location, "other", failures); });
    writeMuch(location, "one", failures);
    other.join();
    EXPECT_EQ(failures, 0);
    EXPECT_EQ(samples.find("shared")->at("Cell number"), CellValue(std::int64_t{2000}));
    EXPECT_EQ(database->query("SELECT count(*) FROM files").rows.at(0).at(0), CellValue(std::int64_t{1000}));
    EXPECT_EQ(database->dataVersion() - before, 2000);
}

}  // namespace
}  // namespace aurora::database
