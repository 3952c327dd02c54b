#include "aurora/core/error.h"
#include "aurora/core/json.h"
#include "formats/nda_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace aurora {

namespace {

using test::bts91Record;
using test::ByteVector;
using test::noon;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::FloatNear;
using testing::HasSubstr;
using testing::Pointwise;

using NdaReaderBts9 = test::NdaReading;

/// A rest of one row, then a discharge of 36 mA: 100 s are 3600 mA·s.
std::vector<ByteVector> bts91Rows(std::size_t size)
{
    return {bts91Record({1, 1, 4, 0, 10'000'000, 0, 3.875F, 0, 0, 0, noon, 970'000'000}, size, 23.0314F),
            bts91Record({2, 2, 2, 0, 10'000'000, -36, 3.75F, 0, 0, 0, noon + 1, 0}, size, 23.5F),
            bts91Record({3, 2, 2, 100, 510'000'000, -36, 3.5F, -3600, -12960, 1, noon + 500, 0}, size, 24)};
}

TEST_F(NdaReaderBts9, RecordsOfBts91HaveTheTotalTimeAndCountersWithASign)
{
    const Recording recording = read(test::bts9File(19, bts91Rows(52), test::bts91Info(3)));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.875F, 3.75F, 3.5F));
    EXPECT_THAT(recording.series.current_A, Pointwise(FloatNear(1e-9F), {0.0F, -0.036F, -0.036F}));
    EXPECT_THAT(recording.series.technique, ElementsAre(4, 2, 2));
    EXPECT_THAT(recording.series.chargeStep_mAh, Pointwise(FloatNear(1e-6F), {0.0F, 0.0F, -1.0F}));
    EXPECT_THAT(columnOf(recording, "Total Time"), Pointwise(DoubleNear(1e-9), {0.01, 0.01, 100.51}));
    EXPECT_THAT(columnOf(recording, "Time"), Pointwise(DoubleNear(1e-9), {0.01, 0.0, 100.5}));
    EXPECT_THAT(columnOf(recording, "Capacity"), Pointwise(DoubleNear(1e-9), {0.0, 0.0, -3600.0}));
    EXPECT_THAT(columnOf(recording, "Energy"), Pointwise(DoubleNear(1e-9), {0.0, 0.0, -12960.0}));
    // The pause before the last record is in its date, not in the time.
    EXPECT_THAT(recording.series.uts, Pointwise(DoubleNear(4e-7), {noon + 0.97, noon + 0.970001, noon + 101.47}));
    EXPECT_TRUE(columnOf(recording, "T1").empty());
    EXPECT_TRUE(recording.warnings.empty()) << recording.warnings.front();
}

TEST_F(NdaReaderBts9, TemperatureOfLongerRecordsOfBts91IsAChannel)
{
    const Recording recording = read(test::bts9File(19, bts91Rows(56), test::bts91Info(3)));
    EXPECT_THAT(columnOf(recording, "T1"), Pointwise(DoubleNear(1e-5), {23.0314, 23.5, 24.0}));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.875F, 3.75F, 3.5F));
}

TEST_F(NdaReaderBts9, SizeOfRecordsIsFoundByTheirLookWhereTheirNumberIsNotTold)
{
    const Recording recording = read(test::bts9File(19, bts91Rows(56), {}));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.875F, 3.75F, 3.5F));
    EXPECT_EQ(columnOf(recording, "T1").size(), 3U);
}

TEST_F(NdaReaderBts9, LongestRecordsOfBts91AreReadWithAWarning)
{
    ByteVector row(60);
    row[0] = 0x55;
    row[2] = 1;
    row[3] = 4;
    test::putNumber<std::uint32_t>(row, 8, 1);
    test::putNumber(row, 20, 5.0F);
    test::putNumber(row, 24, 3.25F);
    test::putNumber<std::uint32_t>(row, 36, noon);
    test::putNumber<std::uint32_t>(row, 40, 500'000'000);
    test::putNumber(row, 48, 25.5F);
    test::putNumber<std::uint32_t>(row, 52, 6);
    const Recording recording = read(test::bts9File(19, {row}, test::bts91Info(1)));
    EXPECT_EQ(recording.series.voltage_V.at(0), 3.25F);
    EXPECT_NEAR(recording.series.uts.at(0), noon + 0.500001, 4e-7);
    EXPECT_THAT(columnOf(recording, "T1"), ElementsAre(25.5));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(7));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("known from public sources only")));
}

ByteVector bts90Row(std::uint32_t index, std::uint8_t stepIndex, std::uint8_t type, std::uint64_t time_us,
                    float voltage_V, float current_mA, float charge_mAs, float discharge_mAs)
{
    ByteVector row(88);
    row[0] = 0x12;
    row[4] = 0x55;
    row[9] = stepIndex;
    row[10] = type;
    test::putNumber(row, 16, index);
    test::putNumber(row, 28, time_us);
    test::putNumber(row, 36, voltage_V);
    test::putNumber(row, 40, current_mA);
    test::putNumber(row, 52, charge_mAs);
    test::putNumber(row, 56, charge_mAs * 4);
    test::putNumber(row, 60, discharge_mAs);
    test::putNumber(row, 64, discharge_mAs * 4);
    test::putNumber<std::uint64_t>(row, 68, std::uint64_t{noon} * 1'000'000 + time_us);
    return row;
}

TEST_F(NdaReaderBts9, RecordsOfBts90HaveMicrosecondsAndNoCycle)
{
    const Recording recording = read(
        test::bts9File(3,
                       {bts90Row(1, 1, 1, 250'000, 3.5F, 36, 0, 0), bts90Row(2, 1, 1, 100'250'000, 3.75F, 36, 3600, 0),
                        bts90Row(3, 2, 2, 50'000'000, 3.25F, -36, 0, -1800)},
                       test::bts90Info(3)));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 3.75F, 3.25F));
    EXPECT_THAT(recording.series.current_A, Pointwise(FloatNear(1e-9F), {0.036F, 0.036F, -0.036F}));
    EXPECT_THAT(recording.series.chargeStep_mAh, Pointwise(FloatNear(1e-6F), {0.0F, 1.0F, -0.5F}));
    EXPECT_THAT(columnOf(recording, "Total Time"), Pointwise(DoubleNear(1e-9), {0.25, 100.25, 150.25}));
    EXPECT_THAT(columnOf(recording, "Capacity"), Pointwise(DoubleNear(1e-9), {0.0, 3600.0, -1800.0}));
    EXPECT_THAT(columnOf(recording, "Energy"), Pointwise(DoubleNear(1e-9), {0.0, 14400.0, -7200.0}));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(1, 1, 1));
    EXPECT_NEAR(recording.series.uts[0], noon + 0.25, 4e-7);
    EXPECT_EQ(recording.formatVersion, "nda 130, records 3, 9.0.3.1");
    EXPECT_THAT(recording.sampleHints, ElementsAre("cell_07"));
    EXPECT_EQ(recording.testId, "7");
}

/// A header of 1024 bytes at its own place in a file of sections; its last block is empty and stands where it ends.
ByteVector sectionHeader(std::uint64_t recordsAt, std::uint64_t length, std::uint64_t end)
{
    ByteVector header(1024);
    test::putText(header, 0, "NEWARE20240403");
    header[14] = 130;
    test::putNumber<std::uint16_t>(header, 16, 19);
    test::putNumber(header, 82, recordsAt);
    test::putNumber(header, 90, length);
    test::putNumber(header, 242, end);
    return header;
}

TEST_F(NdaReaderBts9, SectionsOfBts91AreReadOneAfterTheOther)
{
    const std::vector<ByteVector> rows = bts91Rows(52);
    ByteVector file = sectionHeader(0, 3 * 52, 0);
    test::append(file, {sectionHeader(2048, 2 * 52, 2048 + 2 * 52), rows[0], rows[1],
                        sectionHeader(2048 + 2 * 52 + 1024, 52, 2048 + 3 * 52 + 1024), rows[2]});
    const Recording recording = read(file);
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.875F, 3.75F, 3.5F));
    EXPECT_TRUE(recording.warnings.empty()) << recording.warnings.front();
}

TEST_F(NdaReaderBts9, SectionThatIsMissingIsReported)
{
    const std::vector<ByteVector> rows = bts91Rows(52);
    ByteVector file = sectionHeader(0, 3 * 52, 0);
    test::append(file, {sectionHeader(2048, 2 * 52, 2048 + 2 * 52), rows[0], rows[1]});
    const Recording recording = read(file);
    EXPECT_EQ(recording.series.size(), 2U);
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("hold 104 bytes of records, but its header promises 156")));
}

TEST_F(NdaReaderBts9, UnknownRecordVersionOfBts9IsReadAsWhatItLooksLikeAndReported)
{
    const Recording recording = read(test::bts9File(77, bts91Rows(52), test::bts91Info(3)));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.875F, 3.75F, 3.5F));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("records of version 77, which is not known; its records were "
                                                          "read as those of version 19")));
}

}  // namespace

}  // namespace aurora
