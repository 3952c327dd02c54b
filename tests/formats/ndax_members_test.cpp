// Members that cannot be unpacked cost what they would tell, and no more; reading can be stopped at every pass over the
// rows.
#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "aurora/formats/registry.h"
#include "formats/ndax_builder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <limits>

namespace aurora {

namespace {

using formats::AllColumns;
using formats::ReadOptions;
using test::ByteVector;
using test::memberOf;
using test::ndcFile;
using test::noon;
using test::twoSteps;
using test::ZipMembers;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;

/// Asks to stop at the n-th look, and counts them.
class StopAt : public Progress
{
public:
    explicit StopAt(std::size_t look) : m_stopAt(look) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return ++m_looks >= m_stopAt; }

    [[nodiscard]] std::size_t looks() const noexcept { return m_looks; }

private:
    const std::size_t m_stopAt;
    mutable std::atomic<std::size_t> m_looks = 0;
};

constexpr std::size_t never = std::numeric_limits<std::size_t>::max();

class NdaxMember : public testing::Test
{
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_folder.path() / "cell.ndax"; }

    Recording read(AllColumns columns = AllColumns::Yes, Progress& progress = Progress::none())
    {
        ReadOptions options;
        options.allColumns = columns;
        return formats::readRecording(file(), options, progress);
    }

    /// Writes the archive with a checksum of one member that is not that of its bytes: in its entry of the directory
    /// at 16, whose name stands at 46 (APPNOTE.TXT, 4.3.12).
    void writeWithWrongChecksum(const ZipMembers& members, std::string_view name)
    {
        test::writeZip(file(), members);
        ByteVector bytes = test::readAll(file());
        const std::string text(bytes.begin(), bytes.end());
        const std::size_t nameAt = text.rfind(name);
        ASSERT_EQ(text.substr(nameAt - 46, 4), "PK\x01\x02");
        bytes[nameAt - 46 + 16] ^= 1;
        test::writeAll(file(), bytes);
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

ZipMembers withAuxAndProtocol()
{
    ZipMembers members = twoSteps();
    memberOf(members, "data_1.ndc") = ndcFile(5, 14, 4, std::vector<ByteVector>(6, test::auxRecord(25.0F)));
    memberOf(members, "data_2.ndc") = ndcFile(5, 14, 4, std::vector<ByteVector>(6, test::auxRecord(26.0F)));
    memberOf(members, "Step.xml") =
        test::bytesOf(R"(<root><config><Head_Info><Creator Value="me"/></Head_Info></config></root>)");
    return members;
}

std::vector<std::string> namesOf(const std::vector<Column>& columns)
{
    std::vector<std::string> names;
    for (const Column& column : columns) {
        names.push_back(column.name);
    }
    return names;
}

TEST_F(NdaxMember, RangeAndConditionsOfAStepAreKept)
{
    ZipMembers members = withAuxAndProtocol();
    memberOf(members, "Step.xml") = test::bytesOf(
        R"(<root><config><Step_Info Num="1"><Step1 Step_ID="1" Step_Type="1"><Limit><Other><Step_Range Value="100"/>)"
        R"(<Cnd1 type="3" CmpType="2" Value="-50" Jump_Line="4" Text="a"/></Other></Limit></Step1></Step_Info>)"
        R"(</config></root>)");
    test::writeZip(file(), members);
    const Json step = read().jobData["Steps"][0];
    EXPECT_EQ(step["Current range (mA)"], 100);
    EXPECT_EQ(step["Conditions"],
              Json::parse(R"([{"type": 3, "CmpType": 2, "Value": -50, "Jump_Line": 4, "Text": "a"}])"));
}

TEST_F(NdaxMember, AuxiliaryChannelWithAWrongChecksumCostsThatChannel)
{
    writeWithWrongChecksum(withAuxAndProtocol(), "data_1.ndc");
    const Recording recording = read();
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.warnings, Contains(AllOf(HasSubstr("data_1.ndc"), HasSubstr("checksum"))));
    EXPECT_THAT(namesOf(recording.vendorColumns), testing::Not(Contains("Aux0_1")));
    EXPECT_THAT(namesOf(recording.vendorColumns), Contains("Aux0_2"));
}

TEST_F(NdaxMember, AuxiliaryChannelThatNeverChangesIsLeftOutWhereItPacksTooWell)
{
    // An input with nothing plugged in: each page is the same, and 600 of them pack better than 200 to 1.
    ZipMembers members = withAuxAndProtocol();
    memberOf(members, "data_1.ndc") = ndcFile(5, 14, 4, std::vector<ByteVector>(594'000, test::auxRecord(-273.0F)));
    test::writeZip(file(), members);
    for (const AllColumns columns : {AllColumns::No, AllColumns::Yes}) {
        const Recording recording = read(columns);
        EXPECT_EQ(recording.series.size(), 6U);
        EXPECT_THAT(recording.warnings, Contains(AllOf(HasSubstr("data_1.ndc"), HasSubstr("200 to 1"))));
        EXPECT_THAT(namesOf(recording.vendorColumnNames), Contains("Aux0_2"));
    }
}

TEST_F(NdaxMember, ProtocolWithAWrongChecksumCostsTheProtocol)
{
    writeWithWrongChecksum(withAuxAndProtocol(), "Step.xml");
    const Recording recording = read();
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_FALSE(recording.jobData.contains("Creator"));
    EXPECT_EQ(recording.sampleHints.front(), "cell_01");
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("Step.xml was left out: ")));
}

TEST_F(NdaxMember, EarlierTestInfoCountsWhereTheNewestIsDamaged)
{
    ZipMembers members = withAuxAndProtocol();
    memberOf(members, "TestInfo0.xml") =
        test::bytesOf(R"(<root><config><TestInfo Barcode="earlier" EndTime="2023-11-14 23:14:00"/></config></root>)");
    writeWithWrongChecksum(members, "TestInfo.xml");
    const Recording recording = read();
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.sampleHints, testing::ElementsAre("earlier"));
    EXPECT_EQ(recording.finished, std::nullopt);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("TestInfo.xml was left out: ")));
}

TEST_F(NdaxMember, StepsWithAWrongChecksumCostTheTypesOnly)
{
    writeWithWrongChecksum(withAuxAndProtocol(), "data_step.ndc");
    const Recording recording = read();
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.series.technique, testing::Each(0));
}

TEST_F(NdaxMember, RecordsOrTheirTimesWithAWrongChecksumAreRefused)
{
    for (const char* needed : {"data.ndc", "data_runInfo.ndc"}) {
        writeWithWrongChecksum(withAuxAndProtocol(), needed);
        EXPECT_THAT(message(), AllOf(HasSubstr("cell.ndax: "), HasSubstr(needed), HasSubstr("Nothing was read")));
    }
}

TEST_F(NdaxMember, NamesOfAuxiliaryColumnsAreKnownWithoutTheirValues)
{
    test::writeZip(file(), withAuxAndProtocol());
    EXPECT_EQ(namesOf(read(AllColumns::No).vendorColumnNames), namesOf(read(AllColumns::Yes).vendorColumns));
}

/// Records of 1 s, each with run info.
ZipMembers manyRows(std::uint32_t rows)
{
    std::vector<ByteVector> records;
    std::vector<ByteVector> infos;
    for (std::uint32_t i = 1; i <= rows; ++i) {
        records.push_back(test::mainRecord(3.5F + 1e-7F * static_cast<float>(i), 0.1F));
        infos.push_back(test::runInfoRecord({i, 1, i * 1000, 1000, noon + i, 0, 0}));
    }
    return {{"data.ndc", ndcFile(1, 14, 8, records)},
            {"data_runInfo.ndc", ndcFile(18, 14, 55, infos)},
            {"data_step.ndc", ndcFile(7, 14, 37, {test::stepRecord(0, 1, 1)})}};
}

TEST_F(NdaxMember, EveryPassOverManyRowsLooksWhetherToStop)
{
    test::writeZip(file(), manyRows(60'000));
    StopAt few(never);
    EXPECT_EQ(read(AllColumns::Yes, few).series.size(), 60'000U);
    test::writeZip(file(), manyRows(70'000));
    StopAt more(never);
    EXPECT_EQ(read(AllColumns::Yes, more).series.size(), 70'000U);
    // One look more, behind row 65 536, of: run info, rows, cycles, techniques, four columns of steps, dates.
    EXPECT_GE(more.looks(), few.looks() + 9);

    for (const std::size_t look : {std::size_t{1}, more.looks() / 2, more.looks() - 1, more.looks()}) {
        StopAt stop(look);
        EXPECT_THROW((void)read(AllColumns::Yes, stop), Cancelled) << look;
    }
}

/// Bytes that do not pack well.
ByteVector noise(std::size_t size)
{
    ByteVector bytes(size);
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < size; i += 2) {
        state = state * 1'664'525 + 1'013'904'223;
        bytes[i] = static_cast<std::uint8_t>(state >> 24);
    }
    return bytes;
}

TEST_F(NdaxMember, LargeMemberIsUnpackedBesideTheOneWhoWaits)
{
    ZipMembers members = withAuxAndProtocol();
    memberOf(members, "data_1.ndc") = noise(24 << 20);
    memberOf(members, "data_1.ndc")[0] = 60;
    test::writeZip(file(), members);
    EXPECT_THAT(read().warnings, Contains(HasSubstr("data_1.ndc says at byte 0 that it is of type 60")));
    writeWithWrongChecksum(members, "data_1.ndc");
    EXPECT_THAT(read().warnings, Contains(AllOf(HasSubstr("data_1.ndc is damaged"), HasSubstr("checksum"))));
}

TEST_F(NdaxMember, LargeMemberCanBeLeftWhileItIsUnpacked)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc") = noise(24 << 20);
    test::writeZip(file(), members);
    StopAt stop(1);
    EXPECT_THROW((void)read(AllColumns::Yes, stop), Cancelled);
}

}  // namespace

}  // namespace aurora
