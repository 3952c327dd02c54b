#include "aurora/services/batch_averages.h"
#include "batch_project.h"
#include "support/cancelling_progress.h"
#include "support/corpus.h"
#include "support/german_numbers.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

using testing::HasSubstr;

/// What is computed of the samples of a batch, and written.
class BatchAnalysis : public BatchProject
{
};

TEST_F(BatchAnalysis, AnalysingJoinsTheSamplesThatHaveData)
{
    storeCycles("r_10", {2.0, 1.5});
    storeCycles("r_1", {3.75});
    createBatch(lab.project(), "b", {"r_1", "r_2", "r_10"}, "said");
    const Report report = analyse({"b"});
    EXPECT_TRUE(report.ok());
    ASSERT_EQ(report.done.size(), 1U);
    EXPECT_EQ(report.done[0].message, "analysed: 2 of 3 samples, 3 cycles in batch.b.xlsx and batch.b.json");
    ASSERT_EQ(report.skipped.size(), 1U);
    EXPECT_EQ(report.skipped[0].input, "r_2");
    EXPECT_THAT(report.skipped[0].message, HasSubstr("There is no data of r_2 yet."));

    const Json json = written("b");
    ASSERT_EQ(json["data"].size(), 2U);
    EXPECT_EQ(json["data"][0]["Sample ID"], "r_1");
    EXPECT_EQ(json["data"][1]["Discharge capacity (mAh)"], Json::array({2.0, 1.5}));
    EXPECT_TRUE(json["metadata"]["sample_metadata"]["r_10"].contains("job_data"));
    EXPECT_EQ(json["metadata"]["provenance"]["batch"]["description"], "said");
    EXPECT_TRUE(json["metadata"]["provenance"]["aurora_metadata"]["batch_analysis"].contains("datetime"));
    EXPECT_EQ(readFile(batchFile(lab.project(), "b", ".xlsx")).substr(0, 2), "PK");
}

TEST_F(BatchAnalysis, ADamagedSampleFailsAndTheRestGoesOn)
{
    storeCycles("r_1", {2.0});
    storeCycles("r_2", {2.0});
    replaceFileText(lab.file("r_2", "cycles.r_2.json"), "{\"data\": [1, 2");
    createBatch(lab.project(), "b", {"r_1", "r_2"});
    const Report report = analyse({});
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(report.failed[0].input, "r_2");
    EXPECT_THAT(report.failed[0].message, HasSubstr("cycles.r_2.json: not valid JSON"));
    EXPECT_EQ(written("b")["data"].size(), 1U);
}

TEST_F(BatchAnalysis, ABatchWithoutDataKeepsTheFilesItHadAndFailsOnlyWhereItWasNamed)
{
    storeCycles("r_1", {2.0});
    createBatch(lab.project(), "b", {"r_1"});
    createBatch(lab.project(), "empty", {});
    static_cast<void>(analyse({"b"}));
    fs::remove(lab.file("r_1", "cycles.r_1.json"));

    const Report named = analyse({"b", "empty", "no such"});
    EXPECT_EQ(named.failed.size(), 2U);
    EXPECT_THAT(messages(named.skipped), HasSubstr("has no samples")) << "nothing is wrong with it";
    EXPECT_THAT(messages(named.failed), HasSubstr(R"(There is no batch "no such")"));
    EXPECT_EQ(written("b")["data"].size(), 1U);
    EXPECT_FALSE(fs::exists(batchFile(lab.project(), "empty", ".json").parent_path()));

    const Report all = analyse({});
    EXPECT_TRUE(all.ok());
    EXPECT_EQ(all.skipped.size(), 3U) << "b, its sample, and the empty one";
}

TEST_F(BatchAnalysis, ASampleOfTwoBatchesIsToldOnce)
{
    storeCycles("r_1", {2.0});
    storeCycles("r_2", {2.0});
    replaceFileText(lab.file("r_2", "cycles.r_2.json"), "damaged");
    createBatch(lab.project(), "a", {"r_1", "r_2", "r_10"});
    createBatch(lab.project(), "b", {"r_1", "r_2", "r_10"});
    const Report report = analyse({"a", "b"});
    EXPECT_EQ(report.done.size(), 2U);
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_EQ(report.failed[0].input, "r_2");
    EXPECT_THAT(report.failed[0].message, HasSubstr(R"(It was left out of the batches "a" and "b".)"));
    ASSERT_EQ(report.skipped.size(), 1U);
    EXPECT_EQ(report.skipped[0].input, "r_10");
    EXPECT_THAT(report.skipped[0].message, HasSubstr(R"(It was left out of the batches "a" and "b".)"));
}

TEST_F(BatchAnalysis, ABatchOfAnotherProgramWhoseNameLeadsOutOfTheFolderIsNotWritten)
{
    storeCycles("r_1", {2.0});
    const auto database = lab.project().openDatabase();
    database->execute("INSERT INTO batches (id, label, description) VALUES (7, '../../escape', '')");
    database->execute("INSERT INTO batch_samples VALUES (7, 'r_1')");
    const Report report = analyse({});
    ASSERT_EQ(report.failed.size(), 1U);
    EXPECT_THAT(report.failed[0].message, HasSubstr("cannot be the name of a folder"));
    EXPECT_FALSE(fs::exists(lab.folder() / "escape"));
    EXPECT_FALSE(fs::exists(lab.project().config().batchesFolder / ".." / ".." / "escape"));
    EXPECT_EQ(deleteBatches(lab.project(), {"../../escape"}).done.size(), 1U);
}

TEST_F(BatchAnalysis, AveragesOfAnUnknownColumnAreRefusedBeforeAnythingIsRead)
{
    storeCycles("r_1", {2.0});
    replaceFileText(lab.file("r_1", "cycles.r_1.json"), "damaged");
    createBatch(lab.project(), "b", {"r_1"});
    EXPECT_THAT(refusal([&] { (void)averageBatch(lab.project(), "b", "Anode type", {}); }),
                HasSubstr("\"Anode type\" is not a value of a cycle"));
    EXPECT_THAT(refusal([&] { (void)averageBatch(lab.project(), "b", "Discharge capacity (mAh)", {}); }),
                HasSubstr("cycles.r_1.json"));
}

TEST_F(BatchAnalysis, AveragesCanBeCancelledAtEverySample)
{
    for (const char* const sample : {"r_1", "r_2", "r_10"}) {
        storeCycles(sample, {2.0});
    }
    createBatch(lab.project(), "b", {"r_1", "r_2", "r_10"});
    const auto average = [&](Progress& progress) {
        return averageBatch(lab.project(), "b", "Discharge capacity (mAh)", {}, progress);
    };
    test::CancelAtLook never = test::CancelAtLook::never();
    EXPECT_EQ(average(never).table.rows.size(), 1U);
    EXPECT_GE(never.looks(), 3U);
    test::CancelAtLook last(never.looks());
    EXPECT_THROW((void)average(last), Cancelled);
}

TEST_F(BatchAnalysis, AnalysingAgainGivesTheSameData)
{
    storeCycles("r_1", {2.0, 1.0 / 3.0});
    createBatch(lab.project(), "b", {"r_1"});
    static_cast<void>(analyse({"b"}));
    const Json before = written("b");
    const test::GermanNumbers german;
    static_cast<void>(analyse({"b"}));
    EXPECT_EQ(dumpJson(written("b")["data"]), dumpJson(before["data"]));
}

TEST(PythonBatches, AreAnalysedWhereTheyStand)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "../shared/corpus is missing";
    }
    test::qtApplication();
    const test::TemporaryFolder folder;
    fs::copy(*corpus / "python_project" / "project", folder.path() / "lab", fs::copy_options::recursive);
    for (const auto& entry : fs::recursive_directory_iterator(folder.path())) {
        fs::permissions(entry, fs::perms::owner_write, fs::perm_options::add);
    }
    const Project project = openProject(folder.path() / "lab");
    const std::string name = "everything with data";
    const Json theirs = parseJson(readFile(batchFile(project, name, ".json")), name);

    const Report report = analyseBatches(project, {}, Progress::none());
    EXPECT_TRUE(report.ok()) << messages(report.failed);
    EXPECT_EQ(report.done.size(), 2U);
    EXPECT_THAT(messages(report.done), HasSubstr("3 of 3 samples, 16 cycles"));
    EXPECT_EQ(report.skipped.size(), 6U) << "five samples of \"baseline\" without data, and \"empty batch\"";
    const Json ours = parseJson(readFile(batchFile(project, name, ".json")), name);
    EXPECT_EQ(ours["data"], theirs["data"]);
}

}  // namespace
}  // namespace aurora::services
