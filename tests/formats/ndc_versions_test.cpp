// Records of .ndc versions of which the corpus has no file, put together byte by byte.
#include "formats/ndc_version_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace aurora {

namespace {

using test::bytesOf;
using test::ByteVector;
using test::columnOf;
using test::IntegerRow;
using test::integerRows;
using test::mainRecord;
using test::memberOf;
using test::ndcFile;
using test::NdcVersion;
using test::noon;
using test::putMeasured;
using test::putNumber;
using test::putStep;
using test::smallNdcFile;
using test::stepRecord;
using test::twoSteps;
using test::ZipMembers;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

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

/// Rows 10 s apart in two steps, with the total time of each at 79.
std::vector<ByteVector> recordsWithTotalTime(const std::vector<std::uint64_t>& totals_ms)
{
    std::vector<ByteVector> records;
    for (std::size_t i = 0; i < totals_ms.size(); ++i) {
        const std::uint8_t step = i < 2 ? 1 : 2;
        ByteVector& record = records.emplace_back(87);
        record[0] = 0x55;
        putStep(record, 1, {.index = static_cast<std::uint32_t>(i) + 1, .stepIndex = step, .stepType = step});
        putMeasured(record, 16, {.stepTime_ms = (i % 2) * 10'000});
        putNumber(record, 79, totals_ms[i]);
    }
    return records;
}

TEST_F(NdcVersion, Number5TellsTheTotalTimeItself)
{
    // 5 s passed between the steps, in which nothing was recorded.
    const Recording recording =
        read({{"data.ndc", ndcFile(1, 5, 87, recordsWithTotalTime({0, 10'000, 15'000, 25'000}))}});
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 10, 15, 25));
}

TEST_F(NdcVersion, Number5WithTotalTimesThatCannotBeTrueAddsUpItsSteps)
{
    const Recording recording =
        read({{"data.ndc", ndcFile(1, 5, 87, recordsWithTotalTime({0, 10'000, 3'000, 4'000}))}});
    EXPECT_THAT(columnOf(recording, "Total Time"), ElementsAre(0, 10, 10, 20));
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

class PairedAuxVersion : public NdcVersion, public testing::WithParamInterface<std::uint8_t>
{
};

TEST_P(PairedAuxVersion, HasLongAuxiliaryRecordsWhereTheFirstByteSaysSo)
{
    ZipMembers members = twoSteps();
    ByteVector aux(88);
    aux[0] = 0x74;
    putNumber<std::uint32_t>(aux, 1, 5);
    putNumber<std::int16_t>(aux, 35, 301);
    memberOf(members, "data_2.ndc") = ndcFile(5, GetParam(), 88, {aux});
    const std::vector<double> temperature = columnOf(read(members), "T2");
    ASSERT_EQ(temperature.size(), 6U);
    EXPECT_NEAR(temperature[4], 30.1, 1e-9);
    EXPECT_TRUE(std::isnan(temperature[0]));
}

INSTANTIATE_TEST_SUITE_P(Versions, PairedAuxVersion, testing::Values(9, 11, 13));

TEST_F(NdcVersion, AuxiliaryNumberThatSeveralTypesHaveIsTold)
{
    ZipMembers members = twoSteps();
    memberOf(members, "data_1.ndc") = ndcFile(5, 14, 4, {test::auxRecord(25.5F)});
    memberOf(members, "TestInfo.xml") =
        bytesOf(R"(<root><config><TestInfo><Aux1 AuxID="1" RealChlID="10" ChlType="103" TypeID="1"/>)"
                R"(<Aux2 AuxID="1" RealChlID="9" ChlType="102" TypeID="1"/></TestInfo></config></root>)");
    const Recording recording = read(members);
    EXPECT_EQ(columnOf(recording, "T1")[0], 25.5);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("were taken as type 103, not as 102")));
}

TEST_F(NdcVersion, PageThatMarksMoreRecordsThanFitIsTold)
{
    // Records of 7 bytes: 565 lie before the checksum at 4092, the 566th would lie in it.
    ZipMembers members = twoSteps();
    ByteVector pair(7);
    pair[0] = 0x65;
    putNumber<std::int16_t>(pair, 5, 255);
    ByteVector file = ndcFile(5, 16, 7, std::vector<ByteVector>(565, pair));
    file[4096 + 4 + 565 / 8] = static_cast<std::uint8_t>(file[4096 + 4 + 565 / 8] | 1U << 565 % 8);
    putNumber<std::uint16_t>(file, 4096 + 2, 566);
    putNumber<std::uint32_t>(file, 4096 + 4092, libdeflate_crc32(0, file.data() + 4096, 4092));
    memberOf(members, "data_1.ndc") = file;
    const Recording recording = read(members);
    EXPECT_NEAR(columnOf(recording, "T1")[0], 25.5, 1e-9);
    EXPECT_THAT(
        recording.warnings,
        Contains(HasSubstr("data_1.ndc: page 1 says that it holds 566 records and marks 566, of which 565 fit")));
}

}  // namespace

}  // namespace aurora
