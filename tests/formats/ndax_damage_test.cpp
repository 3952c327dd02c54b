// Archives that are cut off, and pages whose checksum is wrong: what is left is read, what is missing is told.
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/ndax_builder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace aurora {

namespace {

using formats::AllColumns;
using formats::ReadOptions;
using test::ByteVector;
using test::mainRecord;
using test::memberOf;
using test::ndcFile;
using test::noon;
using test::runInfoRecord;
using test::stepRecord;
using test::twoSteps;
using test::ZipMembers;
using testing::Contains;
using testing::HasSubstr;

constexpr std::size_t pageSize = 4096;

void spoil(ByteVector& member, std::size_t page)
{
    member[page * pageSize + 200] ^= 1;
}

class DamagedNdax : public testing::Test
{
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_folder.path() / "cell.ndax"; }

    Recording read(const ZipMembers& members, AllColumns columns = AllColumns::Yes)
    {
        test::writeZip(file(), members);
        return read(columns);
    }

    Recording read(AllColumns columns = AllColumns::Yes)
    {
        ReadOptions options;
        options.allColumns = columns;
        return formats::readRecording(file(), options);
    }

    std::string message()
    {
        try {
            (void)read();
        } catch (const FormatError& error) {
            return error.what();
        }
        return "no error";
    }

private:
    test::TemporaryFolder m_folder;
};

std::vector<double> columnOf(const Recording& recording, std::string_view name)
{
    for (const Column& column : recording.vendorColumns) {
        if (column.name == name) {
            return toDoubles(column.values);
        }
    }
    return {};
}

/// 1485 records of 1 s in three pages of 495, at 1 mV more each; at each record given there is run info, and a step
/// begins.
ZipMembers threePages(const std::vector<std::uint32_t>& runInfoAt)
{
    std::vector<ByteVector> records;
    for (int i = 1; i <= 1485; ++i) {
        records.push_back(mainRecord(0.001F * static_cast<float>(i), 0));
    }
    std::vector<ByteVector> infos;
    std::vector<ByteVector> steps;
    std::uint32_t step = 1;
    for (const std::uint32_t index : runInfoAt) {
        infos.push_back(runInfoRecord({index, step, 1000, 1000, noon + index}));
        steps.push_back(stepRecord(0, step, static_cast<std::uint8_t>(step % 2 + 1)));
        ++step;
    }
    return {{"data.ndc", ndcFile(1, 14, 8, records)},
            {"data_runInfo.ndc", ndcFile(18, 14, 55, infos)},
            {"data_step.ndc", ndcFile(7, 14, 37, steps)}};
}

TEST_F(DamagedNdax, PageOfRecordsCostsItsRecordsAndThoseWhoseTimeItHid)
{
    ZipMembers members = threePages({1, 1000});
    spoil(memberOf(members, "data.ndc"), 2);
    const Recording recording = read(members);
    // Page 2 holds the records 496 to 990; 991 to 999 would go on from it.
    ASSERT_EQ(recording.series.size(), 495U + 486U);
    EXPECT_EQ(recording.series.voltage_V[494], 0.001F * 495);
    EXPECT_EQ(recording.series.voltage_V[495], 0.001F * 1000);
    EXPECT_NEAR(recording.series.uts[495] - recording.series.uts[0], 999, 1e-5);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("page 2 (byte 8192 to 12288)")));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("9 records of data.ndc were left out")));
}

TEST_F(DamagedNdax, PageOfRunInfoCostsTheRecordsBetweenItsNeighbours)
{
    // 72 run infos a page: the second holds those of the records 721 to 1431.
    std::vector<std::uint32_t> every10th;
    for (std::uint32_t i = 0; i < 148; ++i) {
        every10th.push_back(1 + 10 * i);
    }
    ZipMembers members = threePages(every10th);
    const Recording whole = read(members);
    spoil(memberOf(members, "data_runInfo.ndc"), 2);
    const Recording recording = read(members);
    ASSERT_EQ(whole.series.size(), 1485U);
    ASSERT_EQ(recording.series.size(), 711U + 45U);  // up to 711, where the last run info stands; from 1441 on
    EXPECT_EQ(recording.series.voltage_V[711], 0.001F * 1441);
    EXPECT_EQ(recording.series.technique[711], whole.series.technique[1440]);
    EXPECT_EQ(columnOf(recording, "Step Count")[711], 145);
    EXPECT_NEAR(recording.series.uts[711] - recording.series.uts[0], 1440, 1e-5);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("data_runInfo.ndc is damaged: the checksum of page 2")));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("729 records of data.ndc were left out")));
}

TEST_F(DamagedNdax, PageOfStepsCostsTheTypesOfItsStepsOnly)
{
    // 107 steps a page.
    std::vector<std::uint32_t> each;
    for (std::uint32_t i = 1; i <= 220; ++i) {
        each.push_back(i);
    }
    ZipMembers members = threePages(each);
    spoil(memberOf(members, "data_step.ndc"), 2);
    const Recording recording = read(members);
    ASSERT_EQ(recording.series.size(), 1485U);
    EXPECT_EQ(recording.series.technique[106], 107 % 2 + 1);
    EXPECT_EQ(recording.series.technique[107], 0);
    EXPECT_EQ(recording.series.technique[213], 0);
    EXPECT_EQ(recording.series.technique[214], 215 % 2 + 1);
}

TEST_F(DamagedNdax, StepFileThatCannotBeReadCostsTheTypesOnly)
{
    ZipMembers members = twoSteps();
    spoil(memberOf(members, "data_step.ndc"), 1);
    const Recording recording = read(members);
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.series.technique, testing::Each(0));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("data_step.ndc is damaged")));
}

TEST_F(DamagedNdax, PageOfAnAuxiliaryChannelCostsItsValues)
{
    ZipMembers members = threePages({1});
    memberOf(members, "data_1.ndc") = ndcFile(5, 14, 4, std::vector<ByteVector>(1485, test::auxRecord(25.0F)));
    spoil(memberOf(members, "data_1.ndc"), 1);  // 990 values a page
    const std::vector<double> values = columnOf(read(members), "Aux0_1");
    ASSERT_EQ(values.size(), 1485U);
    EXPECT_TRUE(std::isnan(values[989]));
    EXPECT_EQ(values[990], 25);
}

TEST_F(DamagedNdax, ArchiveThatIsCutOffIsReadAsFarAsTimesGoOrRefused)
{
    test::writeZip(file(), twoSteps());
    const ByteVector whole = test::readAll(file());
    std::size_t complete = 0;
    std::size_t partial = 0;
    for (std::size_t size = 1; size < whole.size(); ++size) {
        test::writeAll(file(), ByteVector(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size)));
        try {
            const Recording recording = read();
            ASSERT_EQ(recording.finished, false) << size;
            ASSERT_THAT(recording.warnings, Contains(HasSubstr("not closed"))) << size;
            if (recording.series.size() == 6) {
                ++complete;
                continue;
            }
            // All of data.ndc is there, and run info up to record 4: the rows behind it may have had some of their own.
            ASSERT_EQ(recording.series.size(), 4U) << size;
            ASSERT_THAT(recording.warnings, Contains(HasSubstr("2 records of data.ndc were left out"))) << size;
            ++partial;
        } catch (const FormatError& error) {
            ASSERT_THAT(error.what(), HasSubstr("cell.ndax: ")) << size;
        }
    }
    EXPECT_GT(complete, 0U);
    EXPECT_GT(partial, 0U);
}

TEST_F(DamagedNdax, CutOffMemberIsReadToItsLastWholePage)
{
    // Numbers that do not compress, so that half of the archive is half of the pages.
    std::vector<ByteVector> infos;
    std::vector<ByteVector> records;
    std::uint32_t noise = 1;
    for (std::uint32_t i = 1; i <= 990; ++i) {
        noise = noise * 1'664'525 + 1'013'904'223;
        infos.push_back(runInfoRecord({i, 1, i * 1000, 1000, noon + i, static_cast<float>(noise >> 8), 0}));
        records.push_back(mainRecord(3.0F + static_cast<float>(noise >> 8) * 1e-8F, 0));
    }
    test::writeZip(file(),
                   {{"data.ndc", ndcFile(1, 14, 8, records)}, {"data_runInfo.ndc", ndcFile(18, 14, 55, infos)}});
    ByteVector bytes = test::readAll(file());
    const Recording whole = read();
    bytes.resize(bytes.size() * 3 / 4);
    test::writeAll(file(), bytes);
    const Recording recording = read();
    ASSERT_EQ(whole.series.size(), 990U);
    EXPECT_GT(recording.series.size(), 72U);
    EXPECT_LT(recording.series.size(), 990U);
    EXPECT_EQ(recording.series.size() % 72, 0U);  // 72 run infos a page
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("data_runInfo.ndc ends with")));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr(std::to_string(990 - recording.series.size()) +
                                                       " records of data.ndc were left out")));
}

TEST_F(DamagedNdax, FileThatIsStillGrowingIsReadToItsLastWholePage)
{
    ZipMembers members = threePages({1});
    memberOf(members, "data.ndc").resize(3 * pageSize + 100);
    const Recording recording = read(members);
    EXPECT_EQ(recording.series.size(), 990U);
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("data.ndc ends with 100 bytes of a page")));
}

TEST_F(DamagedNdax, FileThatEndsInItsFirstPageIsRefused)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc").resize(pageSize + 100);
    test::writeZip(file(), members);
    EXPECT_THAT(message(), HasSubstr("cell.ndax: data.ndc ends before its first page"));
}

TEST_F(DamagedNdax, FileThatEndsInItsHeaderPageIsRefused)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc").resize(300);
    test::writeZip(file(), members);
    EXPECT_THAT(message(), HasSubstr("data.ndc has only 300 bytes"));
}

TEST_F(DamagedNdax, MemberOfAnotherTypeIsRefused)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc")[0] = 9;
    test::writeZip(file(), members);
    EXPECT_THAT(message(), HasSubstr("data.ndc says at byte 0 that it is of type 9 where type 1 was expected"));
}

TEST_F(DamagedNdax, EarlierTestInfoCountsWhereTheNewestIsMissing)
{
    ZipMembers members = twoSteps();
    const ByteVector testInfo = memberOf(members, "TestInfo.xml");
    memberOf(members, "TestInfo0.xml") = testInfo;
    test::removeMember(members, "TestInfo.xml");
    memberOf(members, "Step0.xml") = test::bytesOf(
        R"(<root><config><Step_Info Num="1"><Step1 Step_ID="1" Step_Type="4"/></Step_Info></config></root>)");
    const Recording recording = read(members);
    EXPECT_THAT(recording.sampleHints, testing::ElementsAre("cell_01", "second try"));
    EXPECT_EQ(recording.finished, std::nullopt);
    EXPECT_EQ(recording.jobData["Steps"][0]["Step Name"], "Rest");
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("TestInfo0.xml")));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("Step0.xml")));
}

TEST_F(DamagedNdax, NewestTestInfoCountsWhereBothAreThere)
{
    ZipMembers members = twoSteps();
    memberOf(members, "TestInfo0.xml") =
        test::bytesOf(R"(<root><config><TestInfo Barcode="old_name"/></config></root>)");
    EXPECT_THAT(read(members).sampleHints, testing::ElementsAre("cell_01", "second try"));
}

TEST_F(DamagedNdax, ArchiveWithoutTestInfoKeepsItsRowsAndTellsWhatIsUnknown)
{
    ZipMembers members = twoSteps();
    test::removeMember(members, "TestInfo.xml");
    const Recording recording = read(members);
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_EQ(recording.finished, std::nullopt);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("no TestInfo.xml")));
}

}  // namespace

}  // namespace aurora
