// A whole project moves to a server, is worked with there, and shows what it showed before.
#include "aurora/core/error.h"
#include "aurora/services/analyse.h"
#include "aurora/services/batches.h"
#include "aurora/services/check.h"
#include "aurora/services/database_copy.h"
#include "aurora/services/demo.h"
#include "aurora/services/import_data.h"
#include "aurora/services/lab.h"
#include "aurora/services/overview.h"
#include "aurora/services/tables.h"
#include "aurora/services/update_cyclers.h"
#include "copied_project.h"
#include "services/lab_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr std::array kinds{TableKind::Samples, TableKind::Pipelines, TableKind::Jobs, TableKind::Results,
                           TableKind::Batches};

/// What the tables show: names and types of the columns, cells, order.
std::string shown(const Project& project, TableKind kind)
{
    const Table table = readTable(project, kind, {});
    std::string text;
    for (const Table::ColumnInfo& column : table.columns) {
        text += column.name + ":" + std::to_string(static_cast<int>(column.type)) + " ";
    }
    for (const auto& row : table.rows) {
        text += "\n";
        for (const CellValue& cell : row) {
            text += std::to_string(cell.index()) + toText(cell) + "|";
        }
    }
    return text;
}

TEST(ProjectOnAServer, TheDemoShowsTheSameThereAndWhenItComesBack)
{
    test::qtApplication();
    const test::TemporaryFolder folder;
    Report report;
    const Project demo = makeDemo(folder.path() / "demo", report, Progress::none());
    const config::DatabaseServer server = database::newDatabaseOfPasswordFile();
    const std::vector<std::string> inFile = dumpOf(demo.config().databasePath);
    copyProjectDatabase(demo, urlOf(server), UseCopy::Yes, Progress::none());
    const Project moved = openProject(folder.path() / "demo");
    ASSERT_TRUE(moved.config().databaseServer.has_value());
    for (const TableKind kind : kinds) {
        EXPECT_EQ(shown(moved, kind), shown(demo, kind));
    }
    EXPECT_EQ(readOverview(moved, {}, 0).samples, 16);
    copyProjectDatabase(moved, pathText(folder.path() / "back.db"), UseCopy::No, Progress::none());
    EXPECT_EQ(dumpOf(folder.path() / "back.db"), inFile);

    // And it is worked with on the server: the file in the folder does not change any more.
    const std::vector<std::string> before = dumpOf(demo.config().databasePath);
    const std::vector<std::string> samples = sampleIds(moved);
    const Report analysed = analyseSamples(moved, {samples.front()}, When::Always, Progress::none());
    EXPECT_TRUE(analysed.ok()) << messages(analysed.failed);
    const Report batch = analyseBatches(moved, {}, Progress::none());
    EXPECT_TRUE(batch.ok()) << messages(batch.failed);
    Lab lab(moved, config::UserConfig());
    const Report updated = updateFromCyclers(lab, {}, Progress::none());
    EXPECT_TRUE(updated.ok()) << messages(updated.failed);
    const Report checked = checkProject(moved, Repair::No, Progress::none());
    EXPECT_TRUE(checked.ok()) << messages(checked.failed);
    EXPECT_THAT(messages(checked.done), HasSubstr("the database is whole"));
    EXPECT_EQ(dumpOf(demo.config().databasePath), before);
}

TEST(ProjectOnAServer, ANewOneIsMadeInAnEmptyDatabaseOnlyAndOpenedWithoutThePassword)
{
    test::qtApplication();
    const test::TemporaryFolder folder;
    const config::DatabaseServer server = database::newDatabaseOfPasswordFile();
    const Project project = initProject(folder.path() / "one", server);
    EXPECT_FALSE(fs::exists(project.config().databasePath));
    EXPECT_EQ(readFile(project.config().file).find("password"), std::string::npos);
    database::Database(server, database::Access::ReadWrite).execute("INSERT INTO batches (label) VALUES ('mine')");
    EXPECT_EQ(listBatches(openProject(folder.path() / "one")).size(), 1U);
    EXPECT_THROW(static_cast<void>(initProject(folder.path() / "two", server)), Error);
    database::Database(server, database::Access::ReadWrite).execute("INSERT INTO samples (\"Sample ID\") VALUES ('a')");
    EXPECT_THROW(static_cast<void>(initProject(folder.path() / "two", server)), Error);
    EXPECT_FALSE(fs::exists(folder.path() / "two" / "shared_config.json"));
}

TEST(ProjectOnAServer, APatternOfPipelinesThatAreNotShownLooksAtNoCaseAndTakesMarksAsTheyAre)
{
    LabProject lab;
    const fs::path file = lab.project().config().file;
    Json content = parseJson(readFile(file), "shared_config.json");
    content["Unused pipelines"] = {"TT1-%", R"(a\_b)", "~x"};
    replaceFileText(file, dumpJson(content));
    const Project project = openProject(file);
    project.openDatabase()->execute(
        R"(INSERT INTO pipelines ("Pipeline") VALUES ('tt1-1'), ('tt2-1'), ('a\cb'), ('a_b'), ('~x'))");
    const Table table = readTable(project, TableKind::Pipelines, {});
    std::vector<std::string> names;
    for (const auto& row : table.rows) {
        names.push_back(toText(row.at(0)));
    }
    EXPECT_THAT(names, testing::UnorderedElementsAre("tt2-1", "a_b"));
}

}  // namespace
}  // namespace aurora::services
