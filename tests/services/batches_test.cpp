#include "batch_project.h"

#include <gmock/gmock.h>

namespace aurora::services {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Which samples a batch has, and what may be changed about it.
class BatchesTest : public BatchProject
{
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

TEST_F(BatchesTest, AReadOnlyProjectIsLeftAsItIs)
{
    createBatch(lab.project(), "b", {"r_1"});
    const Project readOnly(lab.project().config(), database::Access::ReadOnly);
    EXPECT_THAT(refusal([&] { addToBatch(readOnly, "b", {"r_2"}); }), HasSubstr("read-only"));
    EXPECT_THAT(refusal([&] { static_cast<void>(analyseBatches(readOnly, {}, Progress::none())); }),
                HasSubstr("read-only"));
    EXPECT_EQ(listBatches(readOnly).size(), 1U);
}

}  // namespace
}  // namespace aurora::services
