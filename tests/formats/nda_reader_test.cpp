#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "formats/nda_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace aurora {

namespace {

using test::ByteVector;
using test::nda22Auxiliary;
using test::nda22Record;
using test::nda26Record;
using test::nda8Record;
using test::ndaFile;
using test::noon;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::FloatNear;
using testing::HasSubstr;
using testing::Pointwise;

using NdaReader = test::NdaReading;

// A charge of 0.36 A for 10 s is 3600 mA·s: at a range of 500 mA, whose factor is 0.01, 36000 for the current and
// 360000 for the capacity; at 3.6 V 1296000 for the energy.
std::vector<test::Nda22Record> twoSteps()
{
    return {
        {.index = 1, .cycle = 0, .stepIndex = 1, .type = 1, .jump = 255, .time_ms = 0, .voltage = 36'000, .current = 0},
        {.index = 2,
         .cycle = 0,
         .stepIndex = 1,
         .type = 1,
         .jump = 255,
         .time_ms = 10'000,
         .voltage = 36'001,
         .current = 36'000,
         .chargeCapacity = 360'000,
         .chargeEnergy = 1'296'000},
        {.index = 3,
         .cycle = 0,
         .stepIndex = 2,
         .type = 2,
         .jump = 0,
         .time_ms = 5'500,
         .voltage = -91,
         .current = -36'000,
         .dischargeCapacity = 180'000,
         .dischargeEnergy = 720'000},
    };
}

ByteVector version23()
{
    std::vector<ByteVector> records{test::nda22Page()};
    for (const test::Nda22Record& record : twoSteps()) {
        records.push_back(nda22Record(record, noon + record.index));
    }
    return ndaFile(23, records);
}

ByteVector version26()
{
    std::vector<ByteVector> records{test::nda22Page()};
    for (const test::Nda22Record& record : twoSteps()) {
        records.push_back(nda26Record(record, {2020, 3, 25, 11, 16, static_cast<std::uint8_t>(49 + record.index)}));
    }
    return ndaFile(26, records);
}

TEST_F(NdaReader, RecordsOfVersion23HaveTheirNumbersByTheFactorOfTheirRange)
{
    const Recording recording = read(version23());
    EXPECT_THAT(recording.series.voltage_V, Pointwise(FloatNear(1e-7F), {3.6F, 3.6001F, -0.0091F}));
    EXPECT_THAT(recording.series.current_A, Pointwise(FloatNear(1e-7F), {0.0F, 0.36F, -0.36F}));
    EXPECT_THAT(recording.series.chargeStep_mAh, Pointwise(FloatNear(1e-6F), {0.0F, 1.0F, -0.5F}));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 1, 2));
    EXPECT_THAT(columnOf(recording, "Capacity"), Pointwise(DoubleNear(1e-9), {0.0, 3600.0, 1800.0}));
    EXPECT_THAT(columnOf(recording, "Energy"), Pointwise(DoubleNear(1e-9), {0.0, 12960.0, 7200.0}));
    EXPECT_THAT(columnOf(recording, "Time"), Pointwise(DoubleNear(1e-9), {0.0, 10.0, 5.5}));
    EXPECT_THAT(columnOf(recording, "Total Time"), Pointwise(DoubleNear(1e-9), {0.0, 10.0, 15.5}));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(1, 1, 1));
    EXPECT_THAT(columnOf(recording, "Step Index"), ElementsAre(1, 1, 2));
    EXPECT_TRUE(recording.warnings.empty()) << recording.warnings.front();
    EXPECT_EQ(recording.finished, std::nullopt);
}

TEST_F(NdaReader, DatesOfVersion23AreUtc)
{
    EXPECT_THAT(read(version23()).series.uts, Pointwise(DoubleNear(3e-7), {noon + 1.000001, noon + 11.0, noon + 16.5}));
}

TEST_F(NdaReader, DatesOfVersion26AreLocalTimeOfTheZone)
{
    // 2020-03-25 11:16:50 is 10:16:50 UTC in Zurich, 02:16:50 UTC in Tokyo.
    const Recording zurich = read(version26());
    EXPECT_THAT(zurich.series.uts, Pointwise(DoubleNear(3e-7), {1585131410.000001, 1585131420.0, 1585131425.5}));
    EXPECT_THAT(zurich.series.current_A, Pointwise(FloatNear(1e-7F), {0.0F, 0.36F, -0.36F}));
    EXPECT_EQ(zurich.formatVersion, "nda 26");
    EXPECT_NEAR(read(version26(), "Asia/Tokyo").series.uts[0], 1585102610.000001, 3e-7);
}

TEST_F(NdaReader, StepThatIsRepeatedIsAnotherStepByItsCounter)
{
    std::vector<ByteVector> records;
    for (std::uint32_t index = 1; index <= 4; ++index) {
        const auto jump = static_cast<std::uint8_t>((index - 1) / 2 + 255);
        records.push_back(nda22Record({.index = index,
                                       .cycle = (index - 1) / 2,
                                       .stepIndex = 1,
                                       .type = 4,
                                       .jump = jump,
                                       .time_ms = 1000 * ((index - 1) % 2),
                                       .voltage = 1,
                                       .current = 0},
                                      noon));
    }
    const Recording recording = read(ndaFile(22, records));
    EXPECT_THAT(columnOf(recording, "Step Count"), ElementsAre(1, 1, 2, 2));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(1, 1, 2, 2));
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 1, 1, 2));
}

TEST_F(NdaReader, RangeOfTheDeviceCountsWhereTheRecordHasNone)
{
    test::Nda22Record record{
        .index = 1, .cycle = 0, .stepIndex = 1, .type = 1, .jump = 0, .time_ms = 0, .voltage = 1, .current = 100'000};
    record.range_mA = 0;
    const ByteVector bytes = nda22Record(record, noon);
    // 100000 at 1e-4 mA (range 5 mA), and at 0.1 mA where nothing is known.
    EXPECT_FLOAT_EQ(read(ndaFile(22, {bytes}, 5)).series.current_A[0], 0.01F);
    EXPECT_FLOAT_EQ(read(ndaFile(22, {bytes}, 0)).series.current_A[0], 10.0F);
    record.range_mA = -1000;
    EXPECT_FLOAT_EQ(read(ndaFile(22, {nda22Record(record, noon)}, 5)).series.current_A[0], 1.0F);
}

TEST_F(NdaReader, RecordsOfVersion8HaveOneCounterWhoseDirectionTheStepTells)
{
    // A range of 50 mA: 1e-3 mA. 36000 are 36 mA; for 100 s 3600 mA·s = 1 mA·h.
    const ByteVector file = ndaFile(8,
                                    {nda8Record({1, 1, 2, 0, 21'217, 0, 0, 0, noon, 1, 0xFF}),
                                     nda8Record({1, 1, 2, 0, 21'217, 0, 0, 0, noon}),
                                     nda8Record({2, 1, 2, 100, 21'000, -36'000, 3'600'000, 7'200'000, noon + 100}),
                                     nda8Record({3, 2, 1, 50, 22'000, 36'000, 1'800'000, 3'600'000, noon + 150})},
                                    50);
    const Recording recording = read(file);
    EXPECT_THAT(recording.series.voltage_V, Pointwise(FloatNear(1e-7F), {2.1217F, 2.1F, 2.2F}));
    EXPECT_THAT(recording.series.current_A, Pointwise(FloatNear(1e-8F), {0.0F, -0.036F, 0.036F}));
    EXPECT_THAT(recording.series.chargeStep_mAh, Pointwise(FloatNear(1e-6F), {0.0F, -1.0F, 0.5F}));
    EXPECT_THAT(columnOf(recording, "Capacity"), Pointwise(DoubleNear(1e-9), {0.0, 3600.0, 1800.0}));
    EXPECT_THAT(columnOf(recording, "Energy"), Pointwise(DoubleNear(1e-9), {0.0, 7200.0, 3600.0}));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(1, 1, 1));
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 100, 150));
    EXPECT_NEAR(recording.series.uts[2], noon + 150.0, 3e-7);
}

TEST_F(NdaReader, AuxiliaryRecordsAreColumnsOfTheirChannelInTheRowOfTheirIndex)
{
    std::vector<ByteVector> records{nda22Auxiliary(2, 1, 24'464, 251), nda22Auxiliary(1, 3, 10, -15)};
    for (const test::Nda22Record& record : twoSteps()) {
        records.push_back(nda26Record(record, {2020, 3, 25, 11, 16, 50}));
    }
    records.push_back(nda22Auxiliary(1, 1, 20, 260));
    const Recording recording = read(ndaFile(29, records));
    const double none = std::nan("");
    EXPECT_THAT(columnOf(recording, "T1"), Pointwise(testing::NanSensitiveDoubleNear(1e-9), {26.0, none, -1.5}));
    EXPECT_THAT(columnOf(recording, "V1"), Pointwise(testing::NanSensitiveDoubleNear(1e-9), {2.0, none, 1.0}));
    EXPECT_THAT(columnOf(recording, "T2"), Pointwise(testing::NanSensitiveDoubleNear(1e-9), {25.1, none, none}));
    EXPECT_THAT(columnOf(recording, "V2"), Pointwise(testing::NanSensitiveDoubleNear(1e-9), {2446.4, none, none}));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("auxiliary records is known from public sources only")));
}

TEST_F(NdaReader, AuxiliaryRecordsMayStandInABlockOfTheirOwn)
{
    ByteVector file = version23();
    test::putNumber(file, 72, static_cast<std::uint32_t>(file.size()));
    test::putNumber<std::uint32_t>(file, 76, 86);
    test::append(file, {nda22Auxiliary(1, 2, 0, 300)});
    EXPECT_EQ(columnOf(read(file), "T1").at(1), 30);
}

TEST_F(NdaReader, RecordsOutOfOrderAreSortedAndOfRepeatedOnesTheFirstCounts)
{
    std::vector<test::Nda22Record> rows = twoSteps();
    test::Nda22Record again = rows[1];
    again.voltage = 1;
    const Recording recording = read(ndaFile(22, {nda22Record(rows[2], noon + 3), nda22Record(rows[0], noon + 1),
                                                  nda22Record(rows[1], noon + 2), nda22Record(again, noon + 2)}));
    const Recording ordered = read(version23());
    EXPECT_EQ(recording.series.uts, ordered.series.uts);
    EXPECT_EQ(recording.series.voltage_V, ordered.series.voltage_V);
    EXPECT_EQ(recording.series.technique, ordered.series.technique);
    EXPECT_EQ(recording.series.chargeStep_mAh, ordered.series.chargeStep_mAh);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("1 records repeat the index of another")));
}

TEST_F(NdaReader, RecordWithoutIndexIsNoRow)
{
    std::vector<test::Nda22Record> rows = twoSteps();
    rows[1].index = 0;
    const Recording recording =
        read(ndaFile(22, {nda22Record(rows[0], noon), nda22Record(rows[1], noon), nda22Record(rows[2], noon)}));
    EXPECT_EQ(recording.series.size(), 2U);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("1 records have the index 0")));
}

TEST_F(NdaReader, VersionKnownFromPublicSourcesOnlyIsReadWithAWarning)
{
    ByteVector file = version23();
    file[14] = 24;
    const Recording recording = read(file);
    EXPECT_EQ(recording.series.size(), 3U);
    EXPECT_THAT(recording.warnings,
                ElementsAre("The layout of nda version 24 is known from public sources only; compare the numbers with "
                            "BTSDA."));
}

ByteVector info29(std::string_view start, std::string_view barcode)
{
    ByteVector info(503);
    info[0] = 1;
    info[1] = 5;
    info[2] = 1;
    test::putNumber<std::uint16_t>(info, 3, 2399);
    test::putText(info, 37, start);
    test::putText(info, 77, "operator");
    test::putText(info, 137, "SN-4");
    test::putText(info, 227, "second try");
    test::putText(info, 343, barcode);
    test::putText(info, 443, "formation.xml");
    return info;
}

TEST_F(NdaReader, TheLastTestInfoTellsWhichTestItIs)
{
    ByteVector file = ndaFile(29, {nda26Record(twoSteps()[0], {2020, 3, 25, 11, 16, 50})}, 0,
                              {info29("2020-03-24 09:00:00", "old"), info29("2020.03.25 11:16:21", "\xD6\xD0_01")});
    test::putNumber<std::uint32_t>(file, 152, 1500);
    test::putText(file, 3200, "BTSServer-7.6.0.1");
    test::putText(file, 3300, "BTSClient-7.6.0.2");
    const Recording recording = read(file);
    EXPECT_EQ(recording.device, "1");
    EXPECT_EQ(recording.channel, "5-1");
    EXPECT_EQ(recording.testId, "2399");
    EXPECT_THAT(recording.sampleHints, ElementsAre("\xE4\xB8\xAD_01", "second try"));  // D6 D0 is U+4E2D in GB2312
    EXPECT_EQ(recording.formatVersion, "nda 29, BTSServer-7.6.0.1");
    EXPECT_EQ(recording.jobData,
              Json::parse(R"json({"Technique": "formation", "Barcode": "中_01", "Remark": "second try",
        "Start time": "2020-03-25 11:16:21", "Device ID": 1, "Unit ID": 5, "Channel ID": 1, "Test ID": 2399,
        "Creator": "operator", "Serial number": "SN-4", "Active mass (mg)": 1.5,
        "Versions": {
        "SvrVer" : "BTSServer-7.6.0.1", "CurrClientVer" : "BTSClient-7.6.0.2"}
})json"));
}

TEST_F(NdaReader, FileOfATestThatHasNotBegunIsAnEmptyRecording)
{
    const Recording recording = read(ndaFile(29, {test::nda22Page()}, 0, {info29("2020-03-25 11:16:21", "cell_01")}));
    EXPECT_EQ(recording.series.size(), 0U);
    EXPECT_EQ(recording.start_uts, 1585131381);
    EXPECT_THAT(recording.sampleHints, ElementsAre("cell_01", "second try"));
}

TEST_F(NdaReader, IsFoundByItsContentUnderAnyName)
{
    test::TemporaryFolder folder;
    const std::filesystem::path renamed = folder.path() / "renamed.dat";
    test::writeAll(renamed, version23());
    const formats::Reader* reader = formats::findReader(renamed);
    ASSERT_NE(reader, nullptr);
    EXPECT_EQ(reader->name(), "Neware nda");
}

}  // namespace

}  // namespace aurora
