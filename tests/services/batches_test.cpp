#include "aurora/services/batches.h"

#include "aurora/core/error.h"
#include "aurora/services/batch_averages.h"
#include "aurora/storage/sample_files.h"
#include "lab_project.h"
#include "support/cancelling_progress.h"
#include "support/corpus.h"
#include "support/german_numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class BatchesTest : public testing::Test
{
protected:
    BatchesTest()
    {
        Json rows = Json::array();
        for (const char* const sample : {"r_1", "r_2", "r_10"}) {
            rows.push_back({{"Sample ID", sample}});
        }
        lab.addSamples(rows);
    }

    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (const Batch& batch : listBatches(lab.project())) {
            all.push_back(batch.name);
        }
        return all;
    }

    [[nodiscard]] std::vector<std::string> samplesOf(const std::string& batch) const
    {
        return samplesOfBatch(*lab.project().openDatabase(), batch);
    }

    /// The sentence with which the call is refused.
    template <typename Call>
    static std::string refusal(const Call& call)
    {
        try {
            call();
        } catch (const Error& error) {
            return error.what();
        }
        return "not refused";
    }

    /// Stores analysed numbers of a sample: one cycle a capacity.
    void storeCycles(const std::string& sample, const std::vector<double>& capacities_mAh) const
    {
        CycleTable cycles;
        for (const double capacity : capacities_mAh) {
            CycleRow& row = cycles.emplace_back();
            row.cycle = static_cast<std::int32_t>(cycles.size());
            row.dischargeCapacity_mAh = capacity;
        }
        SampleSummary summary;
        summary.sampleId = sample;
        summary.numberOfCycles = static_cast<std::int32_t>(cycles.size());
        const fs::path file = lab.file(sample, "cycles." + sample + ".json");
        makeFolder(file.parent_path());
        replaceFileText(file, dumpJson(storage::cyclesJson(cycles, summary, {{"job_data", Json::array()}})));
    }

    [[nodiscard]] Report analyse(const std::vector<std::string>& batches) const
    {
        return analyseBatches(lab.project(), batches, Progress::none());
    }

    [[nodiscard]] Json written(const std::string& batch) const
    {
        return parseJson(readFile(batchFile(lab.project(), batch, ".json")), batch);
    }

    LabProject lab;
};

TEST_F(BatchesTest, ANewBatchHasItsSamplesInNaturalOrder)
{
    createBatch(lab.project(), "b 10", {"r_10", "r_2"}, "said");
    createBatch(lab.project(), "b 9", {});
    EXPECT_THAT(names(), ElementsAre("b 9", "b 10"));
    EXPECT_THAT(samplesOf("b 10"), ElementsAre("r_2", "r_10"));
    EXPECT_THAT(samplesOf("b 9"), IsEmpty());
    EXPECT_EQ(listBatches(lab.project())[1].description, "said");
}

TEST_F(BatchesTest, ABatchIsChangedAllAtOnce)
{
    createBatch(lab.project(), "old", {"r_1", "r_2"}, "said");
    createBatch(lab.project(), "taken", {});
    const Report report =
        changeBatch(lab.project(), {"old", "said", {"r_1", "r_2"}}, {"new", "said anew", {"r_2", "r_10"}});
    EXPECT_EQ(report.done.size(), 4U) << "name, description, one sample more, one less";
    EXPECT_THAT(names(), ElementsAre("new", "taken"));
    EXPECT_THAT(samplesOf("new"), ElementsAre("r_2", "r_10"));
    EXPECT_EQ(listBatches(lab.project())[0].description, "said anew");
}

TEST_F(BatchesTest, ARefusedChangeChangesNothing)
{
    createBatch(lab.project(), "old", {"r_1"}, "said");
    createBatch(lab.project(), "taken", {});
    const auto change = [&](const Batch& wanted) {
        return refusal([&] { changeBatch(lab.project(), {"old", "said", {"r_1"}}, wanted); });
    };
    EXPECT_THAT(change({"Taken", "", {}}), HasSubstr("There is a batch \"taken\""));
    EXPECT_THAT(change({"a/b", "", {}}), HasSubstr("cannot be the name"));
    EXPECT_THAT(change({"new", "", {"nobody"}}), HasSubstr("nobody"));
    EXPECT_THAT(change({"new", "", {"r_1", "r_1"}}), HasSubstr("r_1"));
    EXPECT_THAT(names(), ElementsAre("old", "taken"));
    EXPECT_THAT(samplesOf("old"), ElementsAre("r_1"));
    EXPECT_EQ(change({"Old", "said", {"r_1"}}), "not refused") << "its own name in other case";
}

TEST_F(BatchesTest, WhatOthersChangedInABatchMeanwhileStays)
{
    createBatch(lab.project(), "b", {"r_1", "r_2"}, "said");
    const Batch shown = listBatches(lab.project())[0];
    addToBatch(lab.project(), "b", {"r_10"});
    removeFromBatch(lab.project(), "b", {"r_1"});
    describeBatch(lab.project(), "b", "said by another");
    changeBatch(lab.project(), shown, {"renamed", "said", {"r_1", "r_2"}});
    EXPECT_THAT(samplesOf("renamed"), ElementsAre("r_2", "r_10"));
    EXPECT_EQ(listBatches(lab.project())[0].description, "said by another");
}

TEST_F(BatchesTest, WhatOthersDidAlreadyIsSkipped)
{
    createBatch(lab.project(), "b", {"r_1", "r_2"});
    const Batch shown = listBatches(lab.project())[0];
    addToBatch(lab.project(), "b", {"r_10"});
    removeFromBatch(lab.project(), "b", {"r_1"});
    const Report report = changeBatch(lab.project(), shown, {"b", "", {"r_2", "r_10"}});
    EXPECT_THAT(report.done, IsEmpty());
    ASSERT_EQ(report.skipped.size(), 2U);
    EXPECT_EQ(report.skipped[0].message, "is in the batch \"b\" already");
    EXPECT_EQ(report.skipped[1].message, "is not in the batch \"b\" any more");
    EXPECT_THAT(samplesOf("b"), ElementsAre("r_2", "r_10"));
}

TEST_F(BatchesTest, ADescriptionThatTwoChangedIsNotOverwritten)
{
    createBatch(lab.project(), "b", {"r_1"}, "said");
    const Batch shown = listBatches(lab.project())[0];
    describeBatch(lab.project(), "b", "said by another");
    const auto change = [&](const std::string& description) {
        return refusal([&] { changeBatch(lab.project(), shown, {"b", description, {"r_1", "r_2"}}); });
    };
    EXPECT_THAT(change("said by me"), HasSubstr("was changed meanwhile to \"said by another\". Nothing was changed."));
    EXPECT_THAT(samplesOf("b"), ElementsAre("r_1"));
    EXPECT_EQ(change("said by another"), "not refused") << "both wrote the same";
}

TEST_F(BatchesTest, ABatchThatWasRenamedMeanwhileIsNotChangedUnderTheOldName)
{
    createBatch(lab.project(), "b", {"r_1"});
    const Batch shown = listBatches(lab.project())[0];
    changeBatch(lab.project(), shown, {"renamed", "", {"r_1"}});
    EXPECT_THAT(refusal([&] {
                    changeBatch(lab.project(), shown, {"mine", "", {}});
                }),
                HasSubstr("it was renamed or deleted meanwhile. Nothing was changed."));
    EXPECT_THAT(samplesOf("renamed"), ElementsAre("r_1"));
}

TEST_F(BatchesTest, TheSamplesOfSeveralBatchesAreListedOnce)
{
    createBatch(lab.project(), "a", {"r_1", "r_10"});
    createBatch(lab.project(), "b", {"r_10", "r_2"});
    const Table members = batchMembers(lab.project(), {"a", "b", "gone"});
    std::vector<std::string> ids;
    for (const auto& row : members.rows) {
        ids.push_back(toText(row[0]));
    }
    EXPECT_THAT(ids, ElementsAre("r_1", "r_2", "r_10"));
}

TEST_F(BatchesTest, NamesThatCannotBeFoldersEverywhereAreRefused)
{
    for (const char* const name : {"", "a/b", R"(a\b)", "..", "con", "COM1.x", "a.", " a", "-a", "a:b", "a\nb"}) {
        EXPECT_THAT(refusal([&] { createBatch(lab.project(), name, {"r_1"}); }), HasSubstr("cannot be the name"))
            << name;
    }
    EXPECT_THAT(refusal([&] { createBatch(lab.project(), std::string(201, 'x'), {}); }), HasSubstr("longer than 200"));
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(BatchesTest, ANameThatIsTakenIsRefusedAlsoInAnotherCase)
{
    createBatch(lab.project(), "Baseline", {"r_1"});
    EXPECT_THAT(refusal([&] { createBatch(lab.project(), "Baseline", {"r_2"}); }), HasSubstr("already"));
    EXPECT_THAT(refusal([&] { createBatch(lab.project(), "baseline", {"r_2"}); }), HasSubstr("Windows"));
    EXPECT_THAT(samplesOf("Baseline"), ElementsAre("r_1"));
}

TEST_F(BatchesTest, AnUnknownOrRepeatedSampleMeansThatNothingIsDone)
{
    EXPECT_EQ(refusal([&] {
                  createBatch(lab.project(), "b", {"r_1", "r_3", "r_4"});
              }),
              R"(There are no samples "r_3" and "r_4" in the project. No batch was made.)");
    EXPECT_EQ(refusal([&] {
                  createBatch(lab.project(), "b", {"r_1", "r_1"});
              }),
              R"("r_1" is named twice. No batch was made.)");
    EXPECT_THAT(names(), IsEmpty());

    createBatch(lab.project(), "b", {"r_1"});
    EXPECT_EQ(refusal([&] {
                  addToBatch(lab.project(), "b", {"r_2", "r_3"});
              }),
              R"(There is no sample "r_3" in the project. Nothing was added.)");
    EXPECT_EQ(refusal([&] {
                  removeFromBatch(lab.project(), "b", {"r_1", "r_2"});
              }),
              R"(The batch "b" has no sample "r_2". Nothing was removed.)");
    EXPECT_THAT(samplesOf("b"), ElementsAre("r_1"));
}

TEST_F(BatchesTest, SamplesAreAddedAndRemoved)
{
    createBatch(lab.project(), "b", {"r_1"});
    const Report added = addToBatch(lab.project(), "b", {"r_1", "r_2"});
    ASSERT_EQ(added.done.size(), 1U);
    EXPECT_EQ(added.done[0].input, "r_2");
    ASSERT_EQ(added.skipped.size(), 1U);
    EXPECT_EQ(added.skipped[0].input, "r_1");
    EXPECT_THAT(samplesOf("b"), ElementsAre("r_1", "r_2"));
    removeFromBatch(lab.project(), "b", {"r_1"});
    EXPECT_THAT(samplesOf("b"), ElementsAre("r_2"));
}

TEST_F(BatchesTest, WhatIsNoBatchCannotBeChanged)
{
    const std::string expected = R"(There is no batch "x" in the project.)";
    EXPECT_EQ(refusal([&] { addToBatch(lab.project(), "x", {"r_1"}); }), expected);
    EXPECT_EQ(refusal([&] { removeFromBatch(lab.project(), "x", {"r_1"}); }), expected);
    EXPECT_EQ(refusal([&] { describeBatch(lab.project(), "x", "y"); }), expected);
    EXPECT_EQ(refusal([&] { static_cast<void>(samplesOf("x")); }), expected);
}

TEST_F(BatchesTest, DeletingTellsWhatIsLostAndLeavesTheData)
{
    storeCycles("r_1", {2.0});
    createBatch(lab.project(), "b", {"r_1", "r_2"}, "the good ones");
    createBatch(lab.project(), "c", {});
    static_cast<void>(analyse({"b"}));

    EXPECT_THAT(refusal([&] { deleteBatches(lab.project(), {"b", "x"}); }), HasSubstr("no batch \"x\""));
    EXPECT_THAT(names(), ElementsAre("b", "c")) << "none is deleted";

    const Report report = deleteBatches(lab.project(), {"b"});
    ASSERT_EQ(report.done.size(), 1U);
    EXPECT_EQ(
        report.done[0].message,
        "deleted: its list of 2 samples (r_1, r_2) and its description \"the good ones\" are lost; the samples and "
        "their data stay, and so do the files in " +
            pathText(batchFile(lab.project(), "b", "").parent_path()));
    EXPECT_THAT(names(), ElementsAre("c"));
    EXPECT_TRUE(fs::exists(lab.file("r_1", "cycles.r_1.json")));
    EXPECT_TRUE(fs::exists(batchFile(lab.project(), "b", ".xlsx")));

    createBatch(lab.project(), "b", {});
    EXPECT_THAT(samplesOf("b"), IsEmpty()) << "the samples of the old one do not come back";
}

TEST_F(BatchesTest, AnalysingJoinsTheSamplesThatHaveData)
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

TEST_F(BatchesTest, ADamagedSampleFailsAndTheRestGoesOn)
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

TEST_F(BatchesTest, ABatchWithoutDataKeepsTheFilesItHadAndFailsOnlyWhereItWasNamed)
{
    storeCycles("r_1", {2.0});
    createBatch(lab.project(), "b", {"r_1"});
    createBatch(lab.project(), "empty", {});
    static_cast<void>(analyse({"b"}));
    fs::remove(lab.file("r_1", "cycles.r_1.json"));

    const Report named = analyse({"b", "empty", "no such"});
    EXPECT_EQ(named.failed.size(), 3U);
    EXPECT_THAT(messages(named.failed), HasSubstr(R"(There is no batch "no such")"));
    EXPECT_EQ(written("b")["data"].size(), 1U);
    EXPECT_FALSE(fs::exists(batchFile(lab.project(), "empty", ".json").parent_path()));

    const Report all = analyse({});
    EXPECT_TRUE(all.ok());
    EXPECT_EQ(all.skipped.size(), 3U) << "b, its sample, and the empty one";
}

TEST_F(BatchesTest, ABatchOfAnotherProgramWhoseNameLeadsOutOfTheFolderIsNotWritten)
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

TEST_F(BatchesTest, AveragesOfAnUnknownColumnAreRefusedBeforeAnythingIsRead)
{
    storeCycles("r_1", {2.0});
    replaceFileText(lab.file("r_1", "cycles.r_1.json"), "damaged");
    createBatch(lab.project(), "b", {"r_1"});
    EXPECT_THAT(refusal([&] { (void)averageBatch(lab.project(), "b", "Anode type", {}); }),
                HasSubstr("\"Anode type\" is not a value of a cycle"));
    EXPECT_THAT(refusal([&] { (void)averageBatch(lab.project(), "b", "Discharge capacity (mAh)", {}); }),
                HasSubstr("cycles.r_1.json"));
}

TEST_F(BatchesTest, AveragesCanBeCancelledAtEverySample)
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

TEST_F(BatchesTest, AnalysingAgainGivesTheSameData)
{
    storeCycles("r_1", {2.0, 1.0 / 3.0});
    createBatch(lab.project(), "b", {"r_1"});
    static_cast<void>(analyse({"b"}));
    const Json before = written("b");
    const test::GermanNumbers german;
    static_cast<void>(analyse({"b"}));
    EXPECT_EQ(dumpJson(written("b")["data"]), dumpJson(before["data"]));
}

TEST_F(BatchesTest, AReadOnlyProjectIsLeftAsItIs)
{
    createBatch(lab.project(), "b", {"r_1"});
    const Project readOnly(lab.project().config(), database::Access::ReadOnly);
    EXPECT_THAT(refusal([&] { addToBatch(readOnly, "b", {"r_2"}); }), HasSubstr("read-only"));
    EXPECT_THAT(refusal([&] { static_cast<void>(analyseBatches(readOnly, {}, Progress::none())); }),
                HasSubstr("read-only"));
    EXPECT_EQ(listBatches(readOnly).size(), 1U);
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
