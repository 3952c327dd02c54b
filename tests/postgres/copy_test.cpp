// There and back again: a database that moves to a server and home loses nothing.
#include "aurora/database/copy.h"

#include "aurora/core/error.h"
#include "aurora/database/files_table.h"
#include "aurora/database/samples_table.h"
#include "aurora/services/backups.h"
#include "aurora/services/database_copy.h"
#include "aurora/services/diagnostics.h"
#include "copied_project.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using database::Access;
using database::Database;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class DatabaseCopy : public testing::Test
{
protected:
    void SetUp() override
    {
        test::qtApplication();
        server = database::newDatabaseOfPasswordFile();
    }

    [[nodiscard]] std::string messageOf(const Project& project, const std::string& to) const
    {
        try {
            copyProjectDatabase(project, to, UseCopy::No, Progress::none());
        } catch (const Error& error) {
            return error.what();
        }
        return "copied";
    }

    test::TemporaryFolder folder;
    config::DatabaseServer server;
};

TEST_F(DatabaseCopy, AProjectOfThePythonProgramComesBackFromTheServerRowByRow)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "../shared/corpus is missing";
    }
    fs::copy(*corpus / "python_project" / "project", folder.path() / "lab", fs::copy_options::recursive);
    const Project project = openProject(folder.path() / "lab");
    const std::vector<std::string> before = dumpOf(project.config().databasePath);
    copyProjectDatabase(project, urlOf(server), UseCopy::Yes, Progress::none());
    const Project moved = openProject(folder.path() / "lab");
    ASSERT_TRUE(moved.config().databaseServer.has_value());
    EXPECT_TRUE(moved.config().databaseServer->password.empty());
    copyProjectDatabase(moved, pathText(folder.path() / "back.db"), UseCopy::No, Progress::none());
    EXPECT_GT(before.size(), 50U);
    EXPECT_THAT(before, testing::Contains("index files_of_sample"));
    EXPECT_EQ(dumpOf(folder.path() / "back.db"), before);
}

TEST_F(DatabaseCopy, ValuesOfEveryKindComeBackAsTheyWere)
{
    const Project project = initProject(folder.path() / "lab");
    const auto opened = project.openDatabase();
    opened->write([&] {
        database::SamplesTable samples(*opened);
        samples.upsert({{"Sample ID", "ä'\"\\_1"}, {"Comment", "line\nline\ttab \\n ? $1 ; --"}, {"Label", ""}});
        samples.upsert({{"Sample ID", "b"},
                        {"Cell number", std::numeric_limits<std::int64_t>::min()},
                        {"Anode mass (mg)", 0.1 + 0.2}});
        samples.upsert({{"Sample ID", "c"},
                        {"Anode mass (mg)", std::numeric_limits<double>::infinity()},
                        {"Cathode mass (mg)", -1e-300}});
        opened->execute(R"(CREATE TABLE "of others" ("a ?" INT, "b's" TEXT, PRIMARY KEY("a ?", "b's")))");
        opened->execute(R"(INSERT INTO "of others" VALUES (1, 'x'), (1, 'y'))");
        opened->execute("DELETE FROM batches");
        opened->execute("INSERT INTO batches (id, label) VALUES (41, 'kept')");
    });
    copyProjectDatabase(project, urlOf(server), UseCopy::No, Progress::none());
    Database onServer(server, Access::ReadWrite);
    onServer.execute("INSERT INTO batches (label) VALUES ('new')");
    EXPECT_EQ(onServer.query("SELECT id FROM batches WHERE label = 'new'").rows.at(0).at(0),
              CellValue(std::int64_t{42}));
    onServer.execute("DELETE FROM batches WHERE label = 'new'");
    database::copyDatabase(onServer, folder.path() / "back.db");
    EXPECT_EQ(dumpOf(folder.path() / "back.db"), dumpOf(project.config().databasePath));
}

TEST_F(DatabaseCopy, ValuesThatDoNotFitAreNamedAndNothingIsCopied)
{
    const Project project = initProject(folder.path() / "lab");
    project.openDatabase()->execute(R"sql(INSERT INTO samples ("Sample ID", "Cell number", "Anode mass (mg)")
                                          VALUES ('a_1', 'seven', 'much'), ('a_2', 2.5, 1))sql");
    const std::string told = messageOf(project, urlOf(server));
    EXPECT_THAT(told, AllOf(HasSubstr("nothing was copied"),
                            HasSubstr(R"-(table samples, row a_1, column "Cell number": "seven" is no whole number)-"),
                            HasSubstr(R"-(row a_1, column "Anode mass (mg)": "much" is no number)-"),
                            HasSubstr(R"-(row a_2, column "Cell number": "2.5" is no whole number)-")));
    EXPECT_TRUE(Database(server, Access::ReadOnly).tables().empty());
}

TEST_F(DatabaseCopy, WhatIsThereAlreadyIsNotOverwritten)
{
    const Project project = initProject(folder.path() / "lab");
    project.openDatabase()->execute("INSERT INTO batches (label) VALUES ('mine')");
    copyProjectDatabase(project, urlOf(server), UseCopy::No, Progress::none());
    EXPECT_THAT(messageOf(project, urlOf(server)), HasSubstr("there are rows already (1 in the table batches)"));
    replaceFileText(folder.path() / "taken.db", "x");
    EXPECT_THAT(messageOf(project, pathText(folder.path() / "taken.db")), HasSubstr("a file of this name already"));
    const std::string secret = messageOf(project, "postgresql://lab:hush@127.0.0.1/x");
    EXPECT_THAT(secret, AllOf(HasSubstr("~/.pgpass"), Not(HasSubstr("hush"))));
}

TEST_F(DatabaseCopy, AServersDatabaseIsBackedUpIntoAFileAndRestoredFromIt)
{
    const Project project = initProject(folder.path() / "lab", server);
    const auto opened = project.openDatabase();
    opened->execute("INSERT INTO batches (label) VALUES ('before')");
    const fs::path backup = backUpDatabase(project, Progress::none());
    EXPECT_EQ(Database(backup, Access::ReadOnly).query("SELECT label FROM batches").rows.at(0).at(0),
              CellValue("before"));
    opened->write([&] {
        opened->execute("DELETE FROM batches");
        opened->execute("INSERT INTO batches (label) VALUES ('after'), ('more')");
        opened->execute("CREATE TABLE unknown (a bigint)");
        opened->execute("INSERT INTO unknown VALUES (1)");
    });
    const std::int64_t version = opened->dataVersion();
    const Report report = restoreBackup(project, planRestore(project, backup), Progress::none());
    EXPECT_NE(opened->dataVersion(), version) << "others must notice it";
    EXPECT_EQ(opened->query("SELECT label FROM batches").rows,
              (std::vector<std::vector<CellValue>>{{CellValue("before")}}));
    EXPECT_EQ(opened->query("SELECT a FROM unknown").rows.size(), 1U);
    ASSERT_EQ(listBackups(project).size(), 2U) << "and what was there before";
    const std::string asItWas = report.done.back().input;
    EXPECT_EQ(Database(pathFromText(asItWas), Access::ReadOnly).query("SELECT label FROM batches").rows.size(), 2U);
}

TEST_F(DatabaseCopy, DiagnosticsNameTheServerAndNotThePassword)
{
    static_cast<void>(initProject(folder.path() / "lab", server));
    const fs::path file = folder.path() / "lab" / "shared_config.json";
    Json content = parseJson(readFile(file), "shared_config.json");
    content["Database password"] = test::PostgresServer::password();
    replaceFileText(file, dumpJson(content));
    const Project project = openProject(folder.path() / "lab");
    const std::string report = diagnosticReport({.project = project});
    EXPECT_THAT(report, AllOf(HasSubstr(server.name + " on 127.0.0.1"), HasSubstr("Rows of samples: 0"),
                              Not(HasSubstr("pass'word"))));
}

}  // namespace
}  // namespace aurora::services
