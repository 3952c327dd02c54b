#include "aurora/core/error.h"
#include "aurora/database/files_table.h"
#include "aurora/database/results_table.h"
#include "aurora/database/samples_table.h"
#include "database/any_database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::database {
namespace {

using testing::ElementsAre;

using TablesTest = AnyDatabase;

TEST_F(TablesTest, UpsertOfASampleOverwritesWhatIsThereAndClearsWhatIsNull)
{
    SamplesTable samples(*database);
    samples.upsert({{"Sample ID", "a_1"}, {"Label", "old"}, {"Comment", "gone"}, {"Anode mass (mg)", 22.5}});
    samples.upsert({{"Sample ID", "a_1"}, {"Label", "new"}, {"Comment", CellValue()}});
    EXPECT_EQ(samples.find("a_1"), (Row{{"Sample ID", "a_1"}, {"Label", "new"}, {"Anode mass (mg)", 22.5}}));
}

TEST_F(TablesTest, SamplesComeInNaturalOrder)
{
    SamplesTable samples(*database);
    for (const char* const id : {"a_10", "a_2", "B_1"}) {
        samples.upsert({{"Sample ID", id}});
    }
    EXPECT_THAT(samples.ids(), testing::UnorderedElementsAre("a_2", "a_10", "B_1"));
    const auto ids = samples.ids();
    EXPECT_LT(std::find(ids.begin(), ids.end(), "a_2"), std::find(ids.begin(), ids.end(), "a_10"));
    samples.remove("a_10");
    EXPECT_TRUE(samples.contains("a_2"));
    EXPECT_FALSE(samples.contains("a_10"));
    EXPECT_EQ(samples.find("a_10"), std::nullopt);
}

TEST_F(TablesTest, SeveralSamplesAreFoundAtOnceWithoutThoseThatAreNotThere)
{
    SamplesTable samples(*database);
    samples.upsert({{"Sample ID", "a_1"}, {"Label", "one"}});
    samples.upsert({{"Sample ID", "a_2"}});
    samples.upsert({{"Sample ID", "a_3"}});
    const std::vector<std::string> wanted{"a_1", "a_9", "a_3"};
    const std::map<std::string, Row> found = samples.find(wanted);
    EXPECT_EQ(found.size(), 2U);
    EXPECT_EQ(found.at("a_1"), (Row{{"Sample ID", "a_1"}, {"Label", "one"}}));
    EXPECT_EQ(found.at("a_3"), (Row{{"Sample ID", "a_3"}}));
    EXPECT_TRUE(samples.find(std::vector<std::string>()).empty());
}

TEST_F(TablesTest, CellsDifferFromTheFirstOfOtherColumnsThatIsFilled)
{
    SamplesTable samples(*database);
    samples.upsert({{"Sample ID", "a_1"}, {"Label", "x"}, {"Comment", "x"}, {"Barcode", "y"}});
    samples.upsert({{"Sample ID", "a_2"}, {"Label", "x"}, {"Barcode", "y"}});
    samples.upsert({{"Sample ID", "a_3"}, {"Label", "x"}});
    EXPECT_EQ(samples.differingCells("Label", {"Comment", "Barcode"}), 1U) << "that of a_2";
    EXPECT_EQ(samples.differingCells("Label", {"Barcode"}), 2U);
    EXPECT_EQ(samples.differingCells("Label", {}), 0U);
}

TEST_F(TablesTest, ARowWithoutSampleIdIsRefused)
{
    SamplesTable samples(*database);
    EXPECT_THROW(samples.upsert({{"Label", "x"}}), Error);
}

TEST_F(TablesTest, ASampleNamedLikeAStatementIsOnlyText)
{
    SamplesTable samples(*database);
    const std::string id = R"(x'); DROP TABLE samples; --)";
    samples.upsert({{"Sample ID", id}});
    EXPECT_THAT(samples.ids(), ElementsAre(id));
}

TEST_F(TablesTest, ResultsAreUpdatedByColumn)
{
    ResultsTable results(*database);
    results.upsert({{"Sample ID", "a_1"}, {"Number of cycles", std::int64_t{3}}, {"Flag", "Cap loss"}});
    results.upsert({{"Sample ID", "a_1"}, {"Number of cycles", std::int64_t{4}}, {"Flag", CellValue()}});
    EXPECT_EQ(results.find("a_1"), (Row{{"Sample ID", "a_1"}, {"Number of cycles", std::int64_t{4}}}));
}

FileRow fileAt(const std::string& server, const std::string& path, std::int64_t size)
{
    FileRow row;
    row.serverLabel = server;
    row.folder = "/data";
    row.path = path;
    row.size = size;
    return row;
}

TEST_F(TablesTest, AFileIsFoundByWhereItLies)
{
    FilesTable files(*database);
    FileRow row = fileAt("", "a/b.mpr", 1234567890123);
    row.sampleId = "a_1";
    row.snapshotFile = "snapshot.b.h5";
    row.status = "stored";
    files.upsert(row);
    row.status = "excluded";
    row.reason = "wrong cell";
    row.path = "a/c.mpr";
    files.upsert(row);
    const auto found = files.find("", "/data", "a/b.mpr");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->size, 1234567890123);
    EXPECT_EQ(found->snapshotFile, "snapshot.b.h5");
    EXPECT_EQ(files.find("tt1", "/data", "a/b.mpr"), std::nullopt);
    ASSERT_EQ(files.ofSample("a_1").size(), 1U);
    EXPECT_EQ(files.ofSample("a_1")[0].path, "a/b.mpr");
}

TEST_F(TablesTest, AFileThatIsImportedAgainReplacesItsRow)
{
    FilesTable files(*database);
    FileRow row = fileAt("tt1", "x", 1);
    row.status = "unassigned";
    files.upsert(row);
    row.size = 2;
    row.status = "stored";
    files.upsert(row);
    EXPECT_EQ(files.find("tt1", "/data", "x")->size, 2);
    EXPECT_EQ(database->query("SELECT id FROM files").rows.size(), 1U);
}

TEST_F(TablesTest, ANewVersionThatFailsIsRememberedBesideTheSnapshotOfTheOldOne)
{
    FilesTable files(*database);
    FileRow row = fileAt("tt1", "x", 1);
    row.modified = "2024-06-20 12:00:00";
    row.status = "stored";
    row.sampleId = "a_1";
    row.snapshotFile = "snapshot.x.h5";
    files.upsert(row);
    FileRow failed = fileAt("tt1", "x", 2);
    failed.modified = "2024-06-21 12:00:00";
    failed.status = "failed";
    files.upsert(failed);
    EXPECT_EQ(files.find("tt1", "/data", "x")->size, 2);
    EXPECT_EQ(files.find("tt1", "/data", "x")->modified, "2024-06-21 12:00:00");
    EXPECT_EQ(files.find("tt1", "/data", "x")->snapshotFile, "snapshot.x.h5");
    failed.size = 3;
    failed.modified.clear();  // to be tried again
    files.upsert(failed);
    EXPECT_EQ(files.find("tt1", "/data", "x")->size, 2);
}

TEST_F(TablesTest, FilesOfOneHarvestedFolderAreReadTogetherAndOneByItsNumber)
{
    FilesTable files(*database);
    files.upsert(fileAt("tt1", "x", 1));
    files.upsert(fileAt("tt1", "y", 2));
    files.upsert(fileAt("tt2", "z", 3));
    const std::vector<FileRow> rows = files.ofFolder("tt1", "/data");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].path, "y");
    EXPECT_EQ(files.find(rows[1].id)->path, "y");
    EXPECT_EQ(files.find(std::int64_t{99}), std::nullopt);
}

TEST_F(TablesTest, ARowMovesToWhereItsFileIsHarvestedUnlessThatIsTaken)
{
    FilesTable files(*database);
    FileRow byHand = fileAt("", "x", 1);
    byHand.status = "excluded";
    files.upsert(byHand);
    const FileRow origin = fileAt("tt1", "run/x", 1);
    files.moveToOrigin("/data", "x", origin);
    EXPECT_EQ(files.find("", "/data", "x"), std::nullopt);
    EXPECT_EQ(files.find("tt1", "/data", "run/x")->status, "excluded");
    files.upsert(byHand);
    files.moveToOrigin("/data", "x", origin);
    EXPECT_TRUE(files.find("", "/data", "x").has_value());
}

TEST(RowToJson, FollowsTheConfiguredOrderAndLeavesOutNull)
{
    const Row row{{"Anode mass (mg)", 1.5},
                  {"Old remark", "x"},
                  {"Sample ID", "a_1"},
                  {"Label", CellValue()},
                  {"Cell number", std::int64_t{7}}};
    EXPECT_EQ(dumpJson(toJson(row, config::standardSampleColumns())),
              R"json({"Sample ID":"a_1","Cell number":7,"Anode mass (mg)":1.5,"Old remark":"x"})json");
}

}  // namespace
}  // namespace aurora::database
