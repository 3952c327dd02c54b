#include "aurora/core/error.h"
#include "aurora/formats/neware/job_data.h"
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
using test::auxRecord;
using test::bytesOf;
using test::ByteVector;
using test::mainRecord;
using test::memberOf;
using test::ndcFile;
using test::noon;
using test::runInfoRecord;
using test::stepRecord;
using test::twoSteps;
using test::ZipMembers;
using testing::HasSubstr;

class NdaxReader : public testing::Test
{
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_folder.path() / "cell.ndax"; }

    Recording read(const ZipMembers& members, AllColumns columns = AllColumns::No)
    {
        test::writeZip(file(), members);
        return read(columns);
    }

    Recording read(AllColumns columns = AllColumns::No)
    {
        ReadOptions options;
        options.allColumns = columns;
        return formats::readRecording(file(), options);
    }

    std::string messageOf(const ZipMembers& members)
    {
        test::writeZip(file(), members);
        return message();
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

TEST_F(NdaxReader, RowsWithoutRunInfoGoOnFromTheOneBefore)
{
    // 0.36 A in 10 s are 3.6 A·s = 1 mA·h = 3600 mA·s; at 3.6 V 12960 mW·s more, at 0 V none.
    const Recording recording = read(twoSteps(), AllColumns::Yes);
    EXPECT_THAT(columnOf(recording, "Time"), testing::ElementsAre(0, 10, 20, 0, 10, 20));
    EXPECT_THAT(columnOf(recording, "Total Time"), testing::ElementsAre(0, 10, 20, 20, 30, 40));
    EXPECT_THAT(columnOf(recording, "Capacity"),
                testing::Pointwise(testing::DoubleNear(1e-3), {0.0, 3600.0, 7200.0, 0.0, 3600.0, 7200.0}));
    EXPECT_THAT(columnOf(recording, "Energy"),
                testing::Pointwise(testing::DoubleNear(1e-2), {0.0, 12960.0, 12960.0, 0.0, 11880.0, 23400.0}));
    EXPECT_THAT(recording.series.chargeStep_mAh,
                testing::Pointwise(testing::FloatNear(1e-6F), {0.0F, 1.0F, 1.0F, 0.0F, -1.0F, -1.0F}));
}

TEST_F(NdaxReader, TimeGoesOnFromTheFirstDateAndAMicrosecondPartsTwoSteps)
{
    const CyclingSeries series = read(twoSteps()).series;
    const double start = noon;
    EXPECT_THAT(series.uts, testing::Pointwise(testing::DoubleNear(3e-7), {start + 1e-6, start + 10, start + 20,
                                                                           start + 20 + 1e-6, start + 30, start + 40}));
    EXPECT_GT(series.uts[3], series.uts[2]);
}

TEST_F(NdaxReader, StepTypesAreTheTechniqueOfEachRow)
{
    EXPECT_THAT(read(twoSteps()).series.technique, testing::ElementsAre(1, 1, 1, 2, 2, 2));
}

TEST_F(NdaxReader, SlotThatIsSwitchedOffIsNoRecord)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc") = ndcFile(1, 14, 8, {mainRecord(3.5F, 0.36F), {}, mainRecord(3.7F, 0.36F)});
    EXPECT_THAT(read(members).series.voltage_V, testing::ElementsAre(3.5F, 3.7F));
}

TEST_F(NdaxReader, RecordsGoOnOverPages)
{
    // 495 slots a page; the run info of record 500 lies in the second page of data.ndc.
    std::vector<ByteVector> slots(500, mainRecord(3.5F, 0));
    slots[499] = mainRecord(3.9F, 0);
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc") = ndcFile(1, 14, 8, slots);
    memberOf(members, "data_runInfo.ndc") =
        ndcFile(18, 14, 55, {runInfoRecord({1, 1, 0, 1000, noon}), runInfoRecord({500, 2, 0, 1000, noon + 499})});
    const CyclingSeries series = read(members).series;
    ASSERT_EQ(series.size(), 500U);
    EXPECT_EQ(series.technique[498], 1);
    EXPECT_EQ(series.technique[499], 2);
    EXPECT_EQ(series.voltage_V[499], 3.9F);
}

TEST_F(NdaxReader, IdentityComesFromTestInfo)
{
    const Recording recording = read(twoSteps());
    EXPECT_EQ(recording.channel, "6-1");  // channel 41 in units of eight
    EXPECT_EQ(recording.finished, true);
    EXPECT_THAT(recording.sampleHints, testing::ElementsAre("cell_01", "second try"));
}

TEST_F(NdaxReader, TestInfoThatIsCutOffKeepsTheDataAndWhatStandsBefore)
{
    ZipMembers members = twoSteps();
    ByteVector& xml = memberOf(members, "TestInfo.xml");
    const std::string text(xml.begin(), xml.end());
    xml.resize(text.find("EndTime") + 12);
    const Recording recording = read(members);
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_EQ(recording.device, "120");
    EXPECT_EQ(recording.finished, std::nullopt);
}

TEST_F(NdaxReader, HalfABarcodeIsNoNameOfASample)
{
    ZipMembers members = twoSteps();
    ByteVector& xml = memberOf(members, "TestInfo.xml");
    const std::string text(xml.begin(), xml.end());
    xml.resize(text.find("cell_01") + 5);
    EXPECT_THAT(read(members).sampleHints, testing::IsEmpty());
}

TEST_F(NdaxReader, TextDeclaredAsGb2312IsReadAsItsSuperset)
{
    // D6 D0 is U+4E2D in GB2312; A8 A6 is U+00E9 in both.
    ZipMembers members = twoSteps();
    memberOf(members, "TestInfo.xml") = bytesOf("<?xml version=\"1.0\" encoding=\"GB2312\"?><root><config><TestInfo "
                                                "Barcode=\"\xD6\xD0\xA8\xA6\"/></config></root>");
    EXPECT_THAT(read(members).sampleHints, testing::ElementsAre("\xE4\xB8\xAD\xC3\xA9"));
}

TEST_F(NdaxReader, AuxiliaryFilesAreMatchedByTheirNumbersAndNotByTheirOrder)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data_AUX_9_3_1.ndc") = ndcFile(5, 14, 4, {auxRecord(25.5F), {}, auxRecord(26.0F)});
    memberOf(members, "data_AUX_10_2_1.ndc") = ndcFile(5, 14, 4, {auxRecord(3.25F)});
    memberOf(members, "data_AUX_77_3_1.ndc") = ndcFile(5, 14, 4, {auxRecord(11.0F)});
    memberOf(members, "TestInfo.xml") =
        bytesOf(R"(<root><config><TestInfo><Aux1 AuxID="1" RealChlID="10" ChlType="102" TypeID="1"/>)"
                R"(<Aux2 AuxID="2" RealChlID="9" ChlType="103" TypeID="1"/></TestInfo></config></root>)");
    const Recording recording = read(members, AllColumns::Yes);
    const std::vector<double> temperature = columnOf(recording, "T2");
    ASSERT_EQ(temperature.size(), 6U);
    EXPECT_EQ(temperature[0], 25.5);
    EXPECT_TRUE(std::isnan(temperature[1]));
    EXPECT_EQ(temperature[2], 26.0);
    ASSERT_EQ(columnOf(recording, "V1").size(), 6U);
    EXPECT_EQ(columnOf(recording, "V1")[0], 3250);
    ASSERT_EQ(columnOf(recording, "T_77_3_1").size(), 6U);
    EXPECT_EQ(columnOf(recording, "T_77_3_1")[0], 11);
}

TEST_F(NdaxReader, DamagedAuxiliaryChannelCostsOnlyItself)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data_1.ndc") = ndcFile(5, 14, 4, {auxRecord(25.5F)});
    memberOf(members, "data_1.ndc")[4096 + 133] ^= 1;
    const Recording recording = read(members, AllColumns::Yes);
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.warnings, testing::Contains(HasSubstr("data_1.ndc is damaged")));
}

TEST_F(NdaxReader, StepsThatTheStepFileDoesNotTellOfAreReported)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data_step.ndc") = ndcFile(7, 14, 37, {stepRecord(0, 1, 1)});
    const Recording recording = read(members);
    EXPECT_THAT(recording.series.technique, testing::ElementsAre(1, 1, 1, 0, 0, 0));
    EXPECT_THAT(recording.warnings, testing::Contains(HasSubstr("1 steps, but 2 were run")));
}

TEST_F(NdaxReader, PageWithAWrongChecksumIsNamed)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc")[4096 + 200] ^= 1;
    const std::string text = messageOf(members);
    EXPECT_THAT(text, HasSubstr("cell.ndax: data.ndc is damaged"));
    EXPECT_THAT(text, HasSubstr("byte 4096 to 8192"));
}

TEST_F(NdaxReader, VersionThatIsNotKnownIsRefusedByItsNumber)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc")[2] = 10;
    EXPECT_THAT(messageOf(members), HasSubstr("cell.ndax: data.ndc says at byte 2 that it is of ndc version 10"));
}

TEST_F(NdaxReader, VersionKnownFromPublicSourcesOnlyIsReadWithAWarning)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc")[2] = 12;  // volts and amperes, as version 14
    const Recording recording = read(members);
    EXPECT_EQ(recording.series.voltage_V[0], 3.5F);
    EXPECT_THAT(recording.warnings, testing::Contains(HasSubstr("ndc version 12")));
}

/// A record of data.ndc, version 6: times and counters stand in it.
ByteVector completeRecord(std::uint32_t stepTime_ms, float voltage_V, float charge_Ah, std::uint32_t unixTime_s,
                          std::uint32_t stepNumber)
{
    ByteVector record(38);
    test::putNumber(record, 0, stepTime_ms);
    test::putNumber(record, 5, voltage_V);
    test::putNumber(record, 9, 0.5F);
    test::putNumber(record, 13, charge_Ah);
    test::putNumber(record, 30, unixTime_s);
    test::putNumber(record, 34, stepNumber);
    return record;
}

TEST_F(NdaxReader, RecordsOfVersion6NeedNoRunInfo)
{
    const ZipMembers members{
        {"data.ndc", ndcFile(1, 6, 38,
                             {completeRecord(0, 3.5F, 0, noon, 1), completeRecord(36'000, 3.6F, 0.005F, noon + 36, 1),
                              completeRecord(1'000, 3.7F, 0.0001F, noon + 37, 2)})},
        {"data_step.ndc", ndcFile(7, 6, 37, {stepRecord(0, 1, 1), stepRecord(0, 2, 3)})}};
    const CyclingSeries series = read(members).series;
    EXPECT_THAT(series.voltage_V, testing::ElementsAre(3.5F, 3.6F, 3.7F));
    EXPECT_THAT(series.current_A, testing::Each(0.5F));
    EXPECT_THAT(series.chargeStep_mAh, testing::Pointwise(testing::FloatNear(1e-6F), {0.0F, 5.0F, 0.1F}));
    EXPECT_THAT(series.technique, testing::ElementsAre(1, 1, 3));
    EXPECT_NEAR(series.uts[2] - series.uts[0], 37, 2e-6);
}

TEST_F(NdaxReader, RecordsWithoutRunInfoAreRefusedBecauseTheyHaveNoTimes)
{
    ZipMembers members = twoSteps();
    members.erase(members.begin() + 1);
    EXPECT_THAT(messageOf(members), HasSubstr("the 6 records of data.ndc have no times"));
}

TEST_F(NdaxReader, ArchiveWithoutRecordsIsRefused)
{
    ZipMembers members = twoSteps();
    members.erase(members.begin());
    EXPECT_THAT(messageOf(members), HasSubstr("no member data.ndc"));
}

TEST_F(NdaxReader, MemberThatUnpacksMoreThan200ToOneIsRefused)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data.ndc") = ByteVector(64 << 20);
    EXPECT_THAT(messageOf(members), HasSubstr("more than 200 to 1"));
}

TEST_F(NdaxReader, MemberWhoseSizeLiesIsRefused)
{
    test::writeZip(file(), twoSteps());
    ByteVector bytes = test::readAll(file());
    // The directory's entry of data.ndc: uncompressed size at 24, name at 46 (APPNOTE.TXT, 4.3.12).
    const std::string text(bytes.begin(), bytes.end());
    const std::size_t entry = text.find("PK\x01\x02");
    ASSERT_EQ(text.substr(entry + 46, 8), "data.ndc");
    test::putNumber<std::uint32_t>(bytes, entry + 24, 8193);
    test::writeAll(file(), bytes);
    EXPECT_THAT(message(), HasSubstr("cell.ndax: "));
    EXPECT_THAT(message(), HasSubstr("data.ndc"));
    test::putNumber<std::uint32_t>(bytes, entry + 20, 0x7FFFFFFF);
    test::writeAll(file(), bytes);
    EXPECT_THAT(message(), HasSubstr("cell.ndax: "));
}

TEST_F(NdaxReader, EmptyFileIsRefused)
{
    test::writeAll(file(), {});
    EXPECT_THAT(message(), HasSubstr("0 bytes"));
}

TEST_F(NdaxReader, PictureWithTheEndingNdaxIsRefused)
{
    test::writeAll(file(), {0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 'J', 'F', 'I', 'F'});
    EXPECT_THAT(message(), HasSubstr("cell.ndax: The file is no zip archive: it begins with the bytes FF D8 FF E0"));
}

TEST_F(NdaxReader, ReadingCanBeCancelled)
{
    class Cancelling : public Progress
    {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
    };

    test::writeZip(file(), twoSteps());
    Cancelling progress;
    EXPECT_THROW((void)formats::readRecording(file(), ReadOptions(), progress), Cancelled);
}

TEST_F(NdaxReader, IsFoundByItsContentUnderAnyName)
{
    const std::filesystem::path renamed = file().parent_path() / "renamed.dat";
    test::writeZip(renamed, twoSteps());
    const formats::Reader* reader = formats::findReader(renamed);
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->name(), "Neware ndax");
}

}  // namespace

}  // namespace aurora
