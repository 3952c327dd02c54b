// Versions 7 and 15 of .ndc, whose header page lists the columns; no file of them is at hand.
#include "formats/ndc_version_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora {

namespace {

using test::ByteVector;
using test::columnOf;
using test::IntegerRow;
using test::integerRows;
using test::ndcFile;
using test::NdcVersion;
using test::noon;
using test::putNumber;
using test::putStep;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

using ListedNdcVersion = NdcVersion;

/// data.ndc, version 7: the header page lists codes of columns from byte 13 on.
ByteVector listedFile7(std::uint8_t content, const std::vector<std::int32_t>& codes, std::size_t recordSize,
                       const std::vector<ByteVector>& records)
{
    ByteVector file = ndcFile(content, 7, recordSize, records);
    for (std::size_t i = 0; i < codes.size(); ++i) {
        putNumber(file, 13 + 4 * i, codes[i]);
    }
    return file;
}

/// Flag, date with milliseconds, index, cycle, step index and type, step time, voltage, resistance, current, counters.
const std::vector<std::int32_t> codes7{1, 21, 53, 6, 7, 8, 9, 12, 13, 15, 14, 17, 18, 19, 20, 28};
constexpr std::size_t recordSize7 = 1 + 7 + 2 + 4 + 4 + 1 + 1 + 8 + 4 + 2 + 4 + 8 + 8 + 8 + 8 + 4;

ByteVector record7(const IntegerRow& row)
{
    ByteVector record(recordSize7);
    putNumber<std::uint16_t>(record, 1, 2023);
    record[3] = 9;
    record[4] = 28;
    record[5] = 10;
    record[6] = 39;
    record[7] = 45;
    putNumber<std::uint16_t>(record, 8, 500);
    putStep(record, 10, row);
    putNumber(record, 20, row.stepTime_ms);
    putNumber(record, 28, row.voltage_tenthOfMillivolt);
    putNumber(record, 34, row.current);
    putNumber(record, 38, row.chargeCapacity);
    putNumber(record, 46, row.dischargeCapacity);
    putNumber<std::int32_t>(record, 70, 6000);
    return record;
}

std::vector<ByteVector> records7()
{
    std::vector<ByteVector> records;
    for (const IntegerRow& row : integerRows()) {
        records.push_back(record7(row));
    }
    return records;
}

TEST_F(ListedNdcVersion, Number7HasTheColumnsThatItsHeaderLists)
{
    ByteVector aux(6);
    putNumber<std::uint32_t>(aux, 0, 2);
    putNumber<std::int16_t>(aux, 4, 251);
    const Recording recording = read({{"data.ndc", listedFile7(1, codes7, recordSize7, records7())},
                                      {"data_1.ndc", listedFile7(5, {6, 16}, 6, {aux})}});
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 3.6F, -0.002F));
    EXPECT_THAT(recording.series.current_A, testing::Pointwise(testing::FloatEq(), {0.36F, 0.36F, -0.72F}));
    EXPECT_THAT(recording.series.chargeStep_mAh, testing::Pointwise(testing::FloatEq(), {0.0F, 1.0F, -0.3F}));
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 10, 11.5));
    EXPECT_NEAR(recording.series.uts[0], 1'695'897'585.5, 2e-6);
    EXPECT_NEAR(columnOf(recording, "T1")[1], 25.1, 1e-9);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("ndc version 7 is known from public sources only")));
}

TEST_F(ListedNdcVersion, Number7WithAColumnThatIsNotKnownIsRefusedByItsCode)
{
    std::vector<std::int32_t> codes = codes7;
    codes[3] = 99;
    EXPECT_THAT(messageOf({{"data.ndc", listedFile7(1, codes, recordSize7, records7())}}),
                HasSubstr("has the code 99 at byte 25, which is not known"));
}

TEST_F(ListedNdcVersion, Number7WithoutVoltageIsRefused)
{
    EXPECT_THAT(messageOf({{"data.ndc", listedFile7(1, {6, 7, 8, 9, 12, 14}, 22, {ByteVector(22)})}}),
                HasSubstr("names no voltage"));
}

/// data.ndc, version 15: size of the records at 516, then code, type and place of each column.
ByteVector listedFile15(const std::vector<std::pair<std::int32_t, std::int32_t>>& columns, std::uint32_t recordSize,
                        const std::vector<ByteVector>& records)
{
    ByteVector file = ndcFile(1, 15, 36 > recordSize ? 36 : recordSize, records);
    putNumber(file, 516, recordSize);
    std::size_t at = 520;
    for (const auto& [code, place] : columns) {
        putNumber(file, at, code);
        file[at + 4] = 3;
        putNumber(file, at + 5, place);
        at += 9;
    }
    return file;
}

ByteVector record15(std::uint32_t index, std::uint8_t stepIndex, std::uint8_t stepType, std::uint32_t total_s,
                    float voltage_V, float current_mA, float capacity_mAs)
{
    ByteVector record(48);
    record[2] = stepIndex;
    record[3] = stepType;
    putNumber(record, 8, index);
    putNumber(record, 12, total_s);
    putNumber<std::uint32_t>(record, 16, 500'000'000);
    putNumber(record, 20, current_mA);
    putNumber(record, 24, voltage_V);
    putNumber(record, 28, capacity_mAs);
    putNumber<std::uint32_t>(record, 36, noon + total_s);
    putNumber<std::uint32_t>(record, 40, 250'000'000);
    return record;
}

TEST_F(ListedNdcVersion, Number15HasAFixedBeginningAndTheColumnsThatItsHeaderLists)
{
    // 21 is CPCV charge in BTS 9, which is 27 elsewhere; 2 is a discharge.
    const Recording recording =
        read({{"data.ndc", listedFile15({{11, 44}, {15, 36}}, 48,
                                        {record15(1, 1, 21, 0, 3.5F, 360, 0), record15(2, 1, 21, 10, 3.6F, 360, 3600),
                                         record15(3, 2, 2, 15, 3.4F, -720, 1080)})}});
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 3.6F, 3.4F));
    EXPECT_THAT(recording.series.current_A, testing::Pointwise(testing::FloatEq(), {0.36F, 0.36F, -0.72F}));
    EXPECT_THAT(recording.series.chargeStep_mAh, testing::Pointwise(testing::FloatEq(), {0.0F, 1.0F, -0.3F}));
    EXPECT_THAT(recording.series.technique, ElementsAre(27, 27, 2));
    EXPECT_THAT(columnOf(recording, "Total Time"), testing::Pointwise(testing::DoubleNear(1e-9), {0.5, 10.5, 15.5}));
    EXPECT_NEAR(recording.series.uts[0], noon + 0.25, 2e-6);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("ndc version 15 is known from public sources only")));
}

TEST_F(ListedNdcVersion, Number15WithAColumnOutsideItsRecordIsRefused)
{
    EXPECT_THAT(messageOf({{"data.ndc", listedFile15({{15, 44}}, 48, {ByteVector(48)})}}),
                HasSubstr("puts column 15 at byte 44 of records that have 48"));
    EXPECT_THAT(messageOf({{"data.ndc", listedFile15({{15, -8}}, 48, {ByteVector(48)})}}), HasSubstr("byte -8"));
}

TEST_F(ListedNdcVersion, Number15WithRecordsThatCannotBeIsRefused)
{
    for (const std::uint32_t size : {0U, 35U, 3961U, 0xFFFFFFFFU}) {
        EXPECT_THAT(messageOf({{"data.ndc", listedFile15({}, size, {})}}),
                    HasSubstr("records have " + std::to_string(size) + " bytes"));
    }
}

}  // namespace

}  // namespace aurora
