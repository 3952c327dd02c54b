#include "aurora/services/tables.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/corpus.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> column(const Table& table, const std::string& name)
{
    std::vector<std::string> texts;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        for (const auto& row : table.rows) {
            if (table.columns[i].name == name) {
                texts.push_back(toText(row[i]));
            }
        }
    }
    return texts;
}

CellType typeOf(const Table& table, const std::string& name)
{
    for (const Table::ColumnInfo& info : table.columns) {
        if (info.name == name) {
            return info.type;
        }
    }
    throw Error("no column " + name);
}

class ReadTableTest : public testing::Test
{
protected:
    ReadTableTest() { test::qtApplication(); }

    [[nodiscard]] Table read(TableKind kind, const std::vector<std::pair<std::string, std::string>>& where = {}) const
    {
        return readTable(*database, project, kind, where);
    }

    test::TemporaryFolder folder;
    Project project = initProject(folder.path() / "project");
    std::unique_ptr<database::Database> database = project.openDatabase();
};

TEST_F(ReadTableTest, TheFirstRowsOfALongTableAreThoseThatAllRowsBeginWith)
{
    database->write([&] {
        for (int number = 6000; number > 0; --number) {
            database->execute(R"(INSERT INTO samples ("Sample ID", "Label") VALUES (?, ?))",
                              {"a_" + std::to_string(number), "label " + std::to_string(number)});
        }
    });
    const Table first = readFirstRows(project, TableKind::Samples, 11);
    EXPECT_THAT(column(first, "Sample ID"),
                ElementsAre("a_1", "a_2", "a_3", "a_4", "a_5", "a_6", "a_7", "a_8", "a_9", "a_10", "a_11"));
    EXPECT_EQ(column(first, "Label").back(), "label 11");
    EXPECT_EQ(typeOf(first, "Cell number"), CellType::Integer);
    EXPECT_EQ(first.columns.size(), read(TableKind::Samples).columns.size());
}

TEST_F(ReadTableTest, ByColumnsATableHasTheSameCellsInTheSameOrder)
{
    database->write([&] {
        for (const char* const id : {"b_10", "a_9", "B_9", "a_09", "a_1"}) {
            database->execute(R"(INSERT INTO samples ("Sample ID", "Label") VALUES (?, ?))",
                              {std::string(id), std::string("of ") + id});
            database->execute(R"(INSERT INTO results ("Sample ID", "Flag") VALUES (?, 'Complete'))", {std::string(id)});
        }
        database->execute(R"(INSERT INTO pipelines ("Pipeline", "Sample ID") VALUES ('p-2', 'a_1'))");
    });
    for (const TableKind kind : {TableKind::Samples, TableKind::Results, TableKind::Jobs, TableKind::Pipelines,
                                 TableKind::Batches, TableKind::Files})
    {
        const Table byRows = read(kind);
        const ColumnTable byColumns = readTableColumns(project, kind);
        EXPECT_EQ(toRows(byColumns).rows, byRows.rows);
        ASSERT_EQ(byColumns.columns.size(), byRows.columns.size());
        for (std::size_t column = 0; column < byRows.columns.size(); ++column) {
            EXPECT_EQ(byColumns.columns[column].name, byRows.columns[column].name);
            EXPECT_EQ(byColumns.columns[column].type, byRows.columns[column].type);
        }
    }
    EXPECT_THAT(column(toRows(readTableColumns(project, TableKind::Samples)), "Sample ID"),
                ElementsAre("a_1", "a_9", "a_09", "B_9", "b_10"));
}

TEST_F(ReadTableTest, AShortTableIsReadAsAWholeOnly)
{
    database->execute(R"(INSERT INTO samples ("Sample ID") VALUES ('a_1'))");
    EXPECT_TRUE(readFirstRows(project, TableKind::Samples, 200).rows.empty());
    EXPECT_TRUE(readFirstRows(project, TableKind::Batches, 200).rows.empty());
}

TEST_F(ReadTableTest, SamplesComeInNaturalOrderWithTheTypesOfTheirColumns)
{
    for (const char* const id : {"a_10", "a_9", "a_1"}) {
        database->execute(R"(INSERT INTO samples ("Sample ID", "Cell number") VALUES (?, 5))", {std::string(id)});
    }
    const Table samples = read(TableKind::Samples);
    EXPECT_THAT(column(samples, "Sample ID"), ElementsAre("a_1", "a_9", "a_10"));
    EXPECT_EQ(typeOf(samples, "Cell number"), CellType::Integer);
    EXPECT_EQ(typeOf(samples, "Anode mass (mg)"), CellType::Real);
    EXPECT_EQ(typeOf(samples, "Timestamp step 1"), CellType::DateTime);
    EXPECT_EQ(typeOf(samples, "Label"), CellType::Text);
}

TEST_F(ReadTableTest, AllConditionsMustHold)
{
    database->execute(R"(INSERT INTO samples ("Sample ID", "Label", "Cell number") VALUES
        ('a_1', 'x', 1), ('a_2', 'x', 2), ('a_3', 'xy', 2), ('a_4', NULL, 2))");
    EXPECT_THAT(column(read(TableKind::Samples, {{"Label", "x"}, {"cell number", "2"}}), "Sample ID"),
                ElementsAre("a_2"));
    EXPECT_THAT(column(read(TableKind::Samples, {{"Label", ""}}), "Sample ID"), ElementsAre("a_4"));
    EXPECT_THROW(static_cast<void>(read(TableKind::Samples, {{"Labell", "x"}})), UsageError);
}

TEST_F(ReadTableTest, BatchesListTheirSamples)
{
    database->execute("INSERT INTO batches (id, label, description) VALUES (1, 'b 10', 'd'), (2, 'b 9', NULL)");
    database->execute("INSERT INTO batch_samples VALUES (1, 'a_10'), (1, 'a_2')");
    const Table batches = read(TableKind::Batches);
    EXPECT_THAT(column(batches, "label"), ElementsAre("b 9", "b 10"));
    EXPECT_THAT(column(batches, "samples"), ElementsAre("", "a_2,a_10"));
    EXPECT_EQ(batches.columns.size(), 3U);
}

TEST_F(ReadTableTest, EveryTableCanBeRead)
{
    for (const char* const name : {"samples", "pipelines", "jobs", "results", "batches", "files"}) {
        EXPECT_FALSE(read(tableKind(name)).columns.empty()) << name;
    }
    EXPECT_THROW(static_cast<void>(tableKind("harvester")), UsageError);
}

TEST_F(ReadTableTest, AJobWaitsOnThePipelineOfItsServerThatHoldsItsSample)
{
    database->execute(R"(INSERT INTO samples ("Sample ID") VALUES ('run_z_1'))");
    database->execute(R"(INSERT INTO pipelines ("Pipeline", "Sample ID", "Server label")
                         VALUES ('a-1', 'run_z_1', 'a'), ('a-2', NULL, 'a'), ('b-1', 'run_z_1', 'b'))");
    database->execute(R"(INSERT INTO jobs ("Job ID", "Sample ID", "Server label", "Status")
                         VALUES ('a-10', 'run_z_1', 'a', 'q'), ('a-9', 'run_z_1', 'a', 'qw'),
                                ('a-8', 'run_z_1', 'a', 'c'), ('a-7', NULL, 'a', 'q'))");
    EXPECT_EQ(column(read(TableKind::Pipelines), "Waiting jobs"), (std::vector<std::string>{"a-9, a-10", "", ""}));
}

TEST_F(ReadTableTest, UnusedPipelinesOfAPythonProjectAreHidden)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "no corpus";
    }
    const fs::path copy = folder.path() / "python";
    fs::copy(*corpus / "python_project" / "project", copy, fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(copy)) {
        fs::permissions(entry, fs::perms::owner_write, fs::perm_options::add);
    }
    const Project python = openProject(copy);
    const auto connection = python.openDatabase();
    EXPECT_EQ(connection->query("SELECT * FROM pipelines").rows.size(), 9U);
    const auto shown = column(readTable(*connection, python, TableKind::Pipelines), "Pipeline");
    EXPECT_EQ(shown.size(), 8U);
    EXPECT_THAT(shown, testing::Each(testing::Not(HasSubstr("MPG2-9-"))));
    EXPECT_THAT(column(readTable(*connection, python, TableKind::Jobs), "Status"),
                testing::UnorderedElementsAre("r", "qw", "cd", "ce"));
    EXPECT_EQ(readTable(*connection, python, TableKind::Batches).rows.size(), 3U);
}

}  // namespace
}  // namespace aurora::services
