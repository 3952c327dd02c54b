// Records of all .ndc versions of which the corpus has no file, put together byte by byte.
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
using test::bytesOf;
using test::ByteVector;
using test::mainRecord;
using test::memberOf;
using test::ndcFile;
using test::noon;
using test::putNumber;
using test::smallNdcFile;
using test::stepRecord;
using test::twoSteps;
using test::ZipMembers;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

class NdcVersion : public testing::Test
{
protected:
    Recording read(const ZipMembers& members)
    {
        const std::filesystem::path file = m_folder.path() / "cell.ndax";
        test::writeZip(file, members);
        ReadOptions options;
        options.allColumns = AllColumns::Yes;
        options.timeZone = "UTC";
        return formats::readRecording(file, options);
    }

    std::string messageOf(const ZipMembers& members)
    {
        try {
            (void)read(members);
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

/// A row of the versions whose records hold everything as integers.
struct IntegerRow
{
    std::uint32_t index = 1;
    std::uint32_t cycle = 0;
    std::uint8_t stepIndex = 1;
    std::uint8_t stepType = 1;
    std::uint64_t stepTime_ms = 0;
    std::int32_t voltage_tenthOfMillivolt = 0;
    std::int32_t current = 0;
    std::int64_t chargeCapacity = 0;
    std::int64_t dischargeCapacity = 0;
};

/// Step time, voltage, current, counters, date and range, from an offset on. The date is 2023-09-28 10:39:45; the range
/// of 6000 mA stands for steps of 0.1 mA and 0.1 mA·s.
void putMeasured(ByteVector& record, std::size_t at, const IntegerRow& row)
{
    putNumber(record, at, row.stepTime_ms);
    putNumber(record, at + 8, row.voltage_tenthOfMillivolt);
    putNumber(record, at + 12, row.current);
    putNumber(record, at + 20, row.chargeCapacity);
    putNumber(record, at + 28, row.dischargeCapacity);
    putNumber<std::uint16_t>(record, at + 52, 2023);
    record[at + 54] = 9;
    record[at + 55] = 28;
    record[at + 56] = 10;
    record[at + 57] = 39;
    record[at + 58] = 45;
    putNumber<std::int32_t>(record, at + 59, 6000);
}

void putStep(ByteVector& record, std::size_t at, const IntegerRow& row)
{
    putNumber(record, at, row.index);
    putNumber(record, at + 4, row.cycle);
    record[at + 8] = row.stepIndex;
    record[at + 9] = row.stepType;
}

const std::vector<IntegerRow>& integerRows()
{
    static const std::vector<IntegerRow> rows{{.index = 1,
                                               .stepIndex = 1,
                                               .stepType = 1,
                                               .stepTime_ms = 0,
                                               .voltage_tenthOfMillivolt = 35'000,
                                               .current = 3600},
                                              {.index = 2,
                                               .stepIndex = 1,
                                               .stepType = 1,
                                               .stepTime_ms = 10'000,
                                               .voltage_tenthOfMillivolt = 36'000,
                                               .current = 3600,
                                               .chargeCapacity = 36'000},
                                              {.index = 3,
                                               .cycle = 1,
                                               .stepIndex = 2,
                                               .stepType = 2,
                                               .stepTime_ms = 1'500,
                                               .voltage_tenthOfMillivolt = -20,
                                               .current = -7200,
                                               .dischargeCapacity = 10'800}};
    return rows;
}

/// 360 mA for 10 s are 1 mA·h; 1080 mA·s are 0.3 mA·h.
void expectIntegerRows(const Recording& recording)
{
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 3.6F, -0.002F));
    EXPECT_THAT(recording.series.current_A, testing::Pointwise(testing::FloatEq(), {0.36F, 0.36F, -0.72F}));
    EXPECT_THAT(recording.series.chargeStep_mAh, testing::Pointwise(testing::FloatEq(), {0.0F, 1.0F, -0.3F}));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 1, 2));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(1, 1, 2));
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 10, 11.5));
    EXPECT_NEAR(recording.series.uts[0], 1'695'897'585, 2e-6);  // 2023-09-28 10:39:45 UTC
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("public sources only")));
}

class IntegerVersion1And3 : public NdcVersion, public testing::WithParamInterface<std::uint8_t>
{
};

TEST_P(IntegerVersion1And3, HasRecordsOf83BytesWithTheStepTimeAt20)
{
    std::vector<ByteVector> records;
    for (const IntegerRow& row : integerRows()) {
        ByteVector& record = records.emplace_back(83);
        putStep(record, 8, row);
        putMeasured(record, 20, row);
    }
    expectIntegerRows(read({{"data.ndc", smallNdcFile(1, GetParam(), 83, records)}}));
}

INSTANTIATE_TEST_SUITE_P(Versions, IntegerVersion1And3, testing::Values(1, 3));

TEST_F(NdcVersion, Number3WithADamagedPageKeepsTheTimeThatItsDatesTell)
{
    // Six records a page; the one that is lost ran from 10:39:51 to 10:39:57, its steps with it.
    std::vector<ByteVector> records;
    for (std::uint8_t i = 0; i < 18; ++i) {
        const std::uint8_t step = i < 6 ? 1 : i < 9 ? 2 : 3;
        const std::uint64_t inStep_s = i < 6 ? i : i < 9 ? i - 6 : i - 9;
        ByteVector& record = records.emplace_back(83);
        putStep(record, 8, {.index = i + 1U, .stepIndex = step, .stepType = step});
        putMeasured(record, 20, {.stepTime_ms = inStep_s * 1000});
        record[78] = static_cast<std::uint8_t>(36 + i);  // seconds of the date
    }
    ByteVector file = smallNdcFile(1, 3, 83, records);
    file[2 * 512 + 100] ^= 1;
    const Recording recording = read({{"data.ndc", file}});
    ASSERT_EQ(recording.series.size(), 12U);
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 1, 2, 3, 4, 5, 12, 13, 14, 15, 16, 17));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("page 2 (byte 1024 to 1536)")));
}

TEST_F(NdcVersion, Number4IsWrittenAs2)
{
    std::vector<ByteVector> records;
    for (const IntegerRow& row : integerRows()) {
        ByteVector& record = records.emplace_back(94);
        putStep(record, 8, row);
        putMeasured(record, 23, row);
    }
    ByteVector aux(94);
    aux[0] = 0x65;
    aux[3] = 1;
    putNumber<std::uint32_t>(aux, 8, 2);       // belongs to record 2
    putNumber<std::int32_t>(aux, 31, 12'345);  // 1.2345 V
    putNumber<std::int16_t>(aux, 41, 251);     // 25.1 °C
    const Recording recording =
        read({{"data.ndc", smallNdcFile(1, 4, 94, records)}, {"x_1.ndc", smallNdcFile(5, 4, 94, {aux})}});
    expectIntegerRows(recording);
    EXPECT_NEAR(columnOf(recording, "V1")[1], 1234.5, 1e-9);
    EXPECT_NEAR(columnOf(recording, "T1")[1], 25.1, 1e-9);
    EXPECT_TRUE(std::isnan(columnOf(recording, "T1")[0]));
}

TEST_F(NdcVersion, Number5HasLargePagesAndRecordsOf87Bytes)
{
    std::vector<ByteVector> records;
    for (const IntegerRow& row : integerRows()) {
        ByteVector& record = records.emplace_back(87);
        record[0] = 0x55;
        putStep(record, 1, row);
        putMeasured(record, 16, row);
    }
    ByteVector aux(87);
    aux[0] = 0x74;
    putNumber<std::uint32_t>(aux, 1, 3);
    putNumber<std::int16_t>(aux, 34, -55);  // -5.5 °C
    putNumber<std::int16_t>(aux, 36, -60);  // set to -6.0 °C
    const Recording recording = read({{"data.ndc", ndcFile(1, 5, 87, records)}, {"x_1.ndc", ndcFile(5, 5, 87, {aux})}});
    expectIntegerRows(recording);
    EXPECT_NEAR(columnOf(recording, "T1")[2], -5.5, 1e-9);
    EXPECT_NEAR(columnOf(recording, "t1")[2], -6.0, 1e-9);
}

/// A version with voltage and current apart from run info and steps.
struct SparseVersion
{
    std::uint8_t version;
    bool inAmperes;  ///< V, A, A·h, W·h; else 0.1 mV, mA, mA·s, mW·s
    std::size_t runInfoSize;
    std::size_t intervalAt;  ///< in run info; date, step number and index follow
    bool hasMilliseconds;
};

class SparseNdcVersion : public NdcVersion, public testing::WithParamInterface<SparseVersion>
{
protected:
    [[nodiscard]] ByteVector record(double voltage_V, double current_mA) const
    {
        return GetParam().inAmperes
                   ? mainRecord(static_cast<float>(voltage_V), static_cast<float>(current_mA / 1000))
                   : mainRecord(static_cast<float>(voltage_V * 10'000), static_cast<float>(current_mA));
    }

    [[nodiscard]] ByteVector runInfo(std::uint32_t index, std::uint32_t stepNumber, double charge_mAh) const
    {
        const SparseVersion& version = GetParam();
        const double scale = version.inAmperes ? 1e-3 : 3600;
        ByteVector info(version.runInfoSize);
        putNumber<std::uint32_t>(info, 0, 500 * index);
        putNumber(info, 5, static_cast<float>(charge_mAh * scale));
        putNumber<std::int32_t>(info, version.intervalAt, 10'000);
        putNumber<std::uint32_t>(info, version.intervalAt + 4, noon + index);
        putNumber(info, version.intervalAt + 8, stepNumber);
        putNumber(info, version.intervalAt + 12, index);
        if (version.hasMilliseconds) {
            putNumber<std::uint16_t>(info, version.intervalAt + 16, 250);
        }
        return info;
    }

    /// One value of 25.5: as it is, or as tenths of a degree beside 3.3 V.
    [[nodiscard]] ByteVector aux() const
    {
        if (GetParam().inAmperes) {
            return test::auxRecord(25.5F);
        }
        ByteVector pair(7);
        pair[0] = 0x65;
        putNumber(pair, 1, 33'000.0F);
        putNumber<std::int16_t>(pair, 5, 255);
        return pair;
    }
};

TEST_P(SparseNdcVersion, GivesRowsInItsUnits)
{
    const SparseVersion& version = GetParam();
    const std::uint8_t number = version.version;
    const Recording recording = read({
        {"data.ndc", ndcFile(1, number, 8, {record(3.5, 360), record(3.6, 360), record(3.4, -720)})},
        {"data_runInfo.ndc", ndcFile(18, number, version.runInfoSize, {runInfo(1, 1, 2), runInfo(3, 2, 5)})},
        {"data_step.ndc", ndcFile(7, number, 37, {stepRecord(3, 4, 1), stepRecord(4, 5, 2)})},
        {"data_1.ndc", ndcFile(5, number, version.inAmperes ? 4 : 7, {aux()})},
        {"TestInfo.xml", bytesOf(R"(<root><config><TestInfo><Aux1 AuxID="1" RealChlID="9" ChlType="103" TypeID="1"/>)"
                                 R"(</TestInfo></config></root>)")},
    });
    EXPECT_THAT(recording.series.voltage_V, testing::Pointwise(testing::FloatEq(), {3.5F, 3.6F, 3.4F}));
    EXPECT_THAT(recording.series.current_A, testing::Pointwise(testing::FloatEq(), {0.36F, 0.36F, -0.72F}));
    // 2 mA·h at the first record; 0.36 A for 10 s are 1 mA·h more; the next step begins with 5 mA·h.
    EXPECT_THAT(columnOf(recording, "Capacity"),
                testing::Pointwise(testing::DoubleNear(2e-3), {2.0 * 3600, 3.0 * 3600, 5.0 * 3600}));
    EXPECT_THAT(columnOf(recording, "Time"), testing::Pointwise(testing::DoubleNear(1e-9), {0.5, 10.5, 1.5}));
    EXPECT_THAT(columnOf(recording, "Cycle Index"), ElementsAre(4, 4, 5));
    EXPECT_THAT(columnOf(recording, "Step Index"), ElementsAre(4, 4, 5));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 1, 2));
    EXPECT_NEAR(recording.series.uts[0], noon + 1 + (version.hasMilliseconds ? 0.25 : 0), 1e-6);
    EXPECT_NEAR(columnOf(recording, "T1")[0], 25.5, 1e-9);
    EXPECT_EQ(columnOf(recording, "V1").size(), version.inAmperes ? 0U : 3U);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("ndc version " + std::to_string(number))));
}

INSTANTIATE_TEST_SUITE_P(Versions, SparseNdcVersion,
                         testing::Values(SparseVersion{8, true, 42, 26, false}, SparseVersion{9, false, 45, 29, false},
                                         SparseVersion{11, false, 47, 29, true}, SparseVersion{12, true, 47, 29, true},
                                         SparseVersion{13, false, 55, 29, true}),
                         [](const auto& instance) { return "Number" + std::to_string(instance.param.version); });

TEST_F(NdcVersion, Number11HasLongAuxiliaryRecordsWhereTheFirstByteSaysSo)
{
    ZipMembers members = twoSteps();
    ByteVector aux(88);
    aux[0] = 0x74;
    putNumber<std::uint32_t>(aux, 1, 5);
    putNumber<std::int16_t>(aux, 35, 301);
    memberOf(members, "data_2.ndc") = ndcFile(5, 11, 88, {aux});
    const std::vector<double> temperature = columnOf(read(members), "T2");
    ASSERT_EQ(temperature.size(), 6U);
    EXPECT_NEAR(temperature[4], 30.1, 1e-9);
    EXPECT_TRUE(std::isnan(temperature[0]));
}

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

TEST_F(NdcVersion, Number7HasTheColumnsThatItsHeaderLists)
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

TEST_F(NdcVersion, Number7WithAColumnThatIsNotKnownIsRefusedByItsCode)
{
    std::vector<std::int32_t> codes = codes7;
    codes[3] = 99;
    EXPECT_THAT(messageOf({{"data.ndc", listedFile7(1, codes, recordSize7, records7())}}),
                HasSubstr("has the code 99 at byte 25, which is not known"));
}

TEST_F(NdcVersion, Number7WithoutVoltageIsRefused)
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

TEST_F(NdcVersion, Number15HasAFixedBeginningAndTheColumnsThatItsHeaderLists)
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

TEST_F(NdcVersion, Number15WithAColumnOutsideItsRecordIsRefused)
{
    EXPECT_THAT(messageOf({{"data.ndc", listedFile15({{15, 44}}, 48, {ByteVector(48)})}}),
                HasSubstr("puts column 15 at byte 44 of records that have 48"));
    EXPECT_THAT(messageOf({{"data.ndc", listedFile15({{15, -8}}, 48, {ByteVector(48)})}}), HasSubstr("byte -8"));
}

TEST_F(NdcVersion, Number15WithRecordsThatCannotBeIsRefused)
{
    for (const std::uint32_t size : {0U, 35U, 3961U, 0xFFFFFFFFU}) {
        EXPECT_THAT(messageOf({{"data.ndc", listedFile15({}, size, {})}}),
                    HasSubstr("records have " + std::to_string(size) + " bytes"));
    }
}

/// twoSteps() as version 17 writes it, under another number.
ZipMembers newer(std::uint8_t version)
{
    ZipMembers members = twoSteps();
    const auto padded = [](ByteVector record) {
        record.resize(100);
        return record;
    };
    memberOf(members, "data.ndc")[2] = version;
    memberOf(members, "data_runInfo.ndc") = ndcFile(18, version, 100,
                                                    {padded(test::runInfoRecord({1, 1, 0, 10'000, noon})),
                                                     padded(test::runInfoRecord({4, 2, 0, 10'000, noon + 20}))});
    memberOf(members, "data_step.ndc") =
        ndcFile(7, version, 100, {padded(stepRecord(0, 1, 1)), padded(stepRecord(0, 2, 2))});
    return members;
}

TEST_F(NdcVersion, NewerThanAllKnownIsReadAsTheNewestWhereAllAgreesAndThatIsTold)
{
    const Recording recording = read(newer(19));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 3.6F, 0.0F, 3.4F, 3.3F, 3.2F));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 1, 1, 2, 2, 2));
    EXPECT_TRUE(recording.formatVersion.starts_with("ndc 19")) << recording.formatVersion;
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("ndc version 19, which is not known")));
}

TEST_F(NdcVersion, NewerThanAllKnownIsRefusedWhereItsPagesDiffer)
{
    ZipMembers members = newer(19);
    memberOf(members, "data_runInfo.ndc") = ndcFile(18, 19, 55, std::vector<ByteVector>(50, ByteVector(55)));
    EXPECT_THAT(messageOf(members),
                HasSubstr("data_runInfo.ndc says at byte 2 that it is of ndc version 19, which is not known, and it is "
                          "not written as version 17: page 1 says that it holds 50 records"));
}

TEST_F(NdcVersion, NewerThanAllKnownIsRefusedWhereItsNumbersAreInOtherUnits)
{
    ZipMembers members = newer(18);
    memberOf(members, "data.ndc") = ndcFile(1, 18, 8, {mainRecord(35'000.0F, 360.0F)});
    EXPECT_THAT(messageOf(members), HasSubstr("where a voltage in V was expected"));
}

TEST_F(NdcVersion, NewerThanAllKnownIsRefusedWhereAChecksumIsWrong)
{
    ZipMembers members = newer(18);
    memberOf(members, "data.ndc")[4096 + 140] ^= 1;
    EXPECT_THAT(messageOf(members), HasSubstr("page 1 has a checksum that is not that of its content"));
}

TEST_F(NdcVersion, NewerThanAllKnownIsRefusedWhereItsPagesHaveAnotherType)
{
    ZipMembers members = newer(18);
    memberOf(members, "data.ndc")[4096] = 7;
    EXPECT_THAT(messageOf(members), HasSubstr("page 1 begins with the byte 7 where 2 was expected"));
}

}  // namespace

}  // namespace aurora
