#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

namespace aurora::formats {

namespace {

using testing::ElementsAre;
using testing::FloatNear;
using testing::HasSubstr;
using testing::Pointwise;

/// Files of a few rows, made by hand: columns and the rows that go with them.
class Rows
{
public:
    explicit Rows(std::vector<std::uint16_t> ids) : m_ids(std::move(ids)) {}

    template <typename... T>
    Rows& add(T... values)
    {
        (test::append(m_rows, values), ...);
        ++m_count;
        return *this;
    }

    [[nodiscard]] std::string file() const { return test::mprFile(test::dataBody(m_ids, m_count, m_rows)); }

private:
    std::vector<std::uint16_t> m_ids;
    std::string m_rows;
    std::uint32_t m_count = 0;
};

Recording read(const std::string& bytes, const ReadOptions& options = {})
{
    const test::TemporaryFolder folder;
    return readRecording(test::writeFile(folder.path() / "cell.mpr", bytes), options);
}

TEST(MprSeries, CurrentWithoutItsColumnFollowsFromChargeAndTime)
{
    // time s, dq mA·h, Ewe V. 1 mA·h in 1800 s are 2 mA; in the third row time stands still.
    const Recording recording = read(Rows({4, 7, 6})
                                         .add(0.0, 5.0, 3.0F)
                                         .add(1800.0, 1.0, 3.1F)
                                         .add(1800.0, 1.0, 3.1F)
                                         .add(3600.0, -0.5, 3.0F)
                                         .file());
    EXPECT_THAT(recording.series.current_A, ElementsAre(0.0F, 0.002F, 0.0F, -0.001F));
    EXPECT_THAT(recording.series.chargeStep_mAh, ElementsAre(5.0F, 1.0F, 1.0F, -0.5F));
}

TEST(MprSeries, ChargeStepsAreDifferencesOfTheTotalInCoulombs)
{
    // (Q-Qo) with ID 434 is in C: 3.6 C are 1 mA·h.
    const Recording recording =
        read(Rows({4, 434, 6}).add(0.0, 36.0F, 3.0F).add(1.0, 39.6F, 3.0F).add(2.0, 37.8F, 3.0F).file());
    EXPECT_THAT(recording.series.chargeStep_mAh, Pointwise(FloatNear(1e-6F), {0.0F, 1.0F, -0.5F}));
}

TEST(MprSeries, StoredCurrentGoesBeforeTheAverage)
{
    // time, I mA, <I> mA, <Ewe> V
    const Recording recording = read(Rows({4, 11, 8, 174}).add(0.0, 7.0, 2.5F, 3.25F).file());
    EXPECT_THAT(recording.series.current_A, ElementsAre(0.0025F));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.25F));
}

TEST(MprSeries, CyclesAreHalfCyclesByTwoUnlessTheFileCountsThem)
{
    const Recording counted = read(Rows({4, 6, 468, 24}).add(0.0, 3.0F, std::uint32_t{7}, 9.0).file());
    EXPECT_THAT(counted.series.cycleNumber, ElementsAre(9));
    const Recording halves = read(Rows({4, 6, 468}).add(0.0, 3.0F, std::uint32_t{7}).file());
    EXPECT_THAT(halves.series.cycleNumber, ElementsAre(3));
}

TEST(MprSeries, ImpedanceHasTheSignOfItsImaginaryPart)
{
    // time, Ewe, freq, Re(Z), −Im(Z)
    const Recording cartesian = read(Rows({4, 6, 32, 37, 38}).add(0.0, 3.0F, 1000.0F, 4.0F, 3.0F).file());
    EXPECT_THAT(cartesian.series.frequency_Hz, ElementsAre(1000.0F));
    EXPECT_THAT(cartesian.series.imZ_ohm, ElementsAre(-3.0F));
    // |Z| and Phase(Z): 5 Ω at −36.87° are 4 − 3i
    const Recording polar = read(Rows({4, 6, 32, 36, 35}).add(0.0, 3.0F, 1000.0F, 5.0F, -36.869898F).file());
    EXPECT_THAT(polar.series.reZ_ohm, Pointwise(FloatNear(1e-5F), {4.0F}));
    EXPECT_THAT(polar.series.imZ_ohm, Pointwise(FloatNear(1e-5F), {-3.0F}));
}

TEST(MprStart, IsUnknownWithoutLogAndMplAndTimesCountFromZero)
{
    const Recording recording = read(Rows({4, 6}).add(5.0, 3.0F).file());
    EXPECT_EQ(recording.start_uts, std::nullopt);
    EXPECT_EQ(recording.end_uts, std::nullopt);
    EXPECT_THAT(recording.series.uts, ElementsAre(5.0));
    EXPECT_THAT(recording.warnings, testing::Contains(HasSubstr("start of the recording is unknown")));
}

TEST(MprStart, SaidByTheUserCountsWhereTheFileIsSilent)
{
    ReadOptions options;
    options.start_uts = 1.7e9;
    EXPECT_THAT(read(Rows({4, 6}).add(5.0, 3.0F).file(), options).series.uts, ElementsAre(1.7e9 + 5));
}

TEST(MprStart, ComesFromTheMplBesideWithItsCommentsInAnyEncoding)
{
    const test::TemporaryFolder folder;
    const auto file = test::writeFile(folder.path() / "cell.mpr", Rows({4, 6}).add(5.0, 3.0F).file());
    // 15:22:09.494 in winter in Zurich is 14:22:09.494 UTC. "°" in UTF-8 in one line, "µ" in Windows-1252 in the other.
    test::writeFile(folder.path() / "cell.mpl", "EC-Lab LOG FILE\r\n"
                                                "Run on channel : 7 (SN 70387)\r\n"
                                                "Acquisition started on : 11/10/2025 15:22:09.494\r\n"
                                                "Device : MPG-2 (SN 0356)\r\n"
                                                "Comments : 25\xC2\xB0"
                                                "C\r\n"
                                                "Comments : 15 \xB5L\r\n");
    const Recording recording = readRecording(file, {});
    EXPECT_DOUBLE_EQ(recording.start_uts.value(), 1762784529.494);
    EXPECT_DOUBLE_EQ(recording.series.uts.front(), 1762784534.494);
    EXPECT_EQ(recording.device, "MPG-2");
    EXPECT_EQ(recording.channel, "7");
    EXPECT_EQ(recording.jobData["Comments"], "25°C\n15 µL");
    EXPECT_EQ(recording.jobData["Channel SN"], 70387);
}

class MprExpected : public testing::TestWithParam<const char*>
{
};

TEST_P(MprExpected, RowsTimesAndChargeAreThoseExpected)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const auto path = *corpus / "expected" / GetParam();
    const Json expected = parseJson(readFile(path), GetParam());
    std::size_t files = 0;
    for (const Json& file : expected["files"]) {
        const std::string name = file["path"].get<std::string>();
        if (!name.ends_with(".mpr")) {
            continue;
        }
        const Recording recording = readRecording(*corpus / name, {});
        EXPECT_EQ(recording.series.size(), file["rows"].get<std::size_t>()) << name;
        EXPECT_NEAR(recording.series.uts.front(), file["first uts"].get<double>(), 1e-5) << name;
        EXPECT_NEAR(recording.end_uts.value(), file["last uts"].get<double>(), 1e-5) << name;
        EXPECT_EQ(recording.finished, file["finished"].get<bool>()) << name;
        ++files;
    }
    EXPECT_GT(files, 0U);
}

INSTANTIATE_TEST_SUITE_P(Corpus, MprExpected,
                         testing::Values("cycles.250116_kigr_gen6_01.json", "cycles.commercial_cell_009.json"),
                         [](const auto& testInfo) {
                             return std::string(testInfo.index == 0 ? "LinkedTechniques" : "ModuloBat");
                         });

TEST(MprSeries, ChargeStepsAddUpToWhatWasExpectedOfARestAtTheStart)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const Recording recording =
        readRecording(*corpus / "eclab/snapshots/250116_kigr_gen6/1/250116_kigr_gen6_01_01_GCPL_CD8.mpr", {});
    // expected/cycles.250116_kigr_gen6_01.json, Step 1
    const auto& steps = recording.series.chargeStep_mAh;
    EXPECT_NEAR(std::accumulate(steps.begin(), steps.end(), 0.0), 0.00025062389470065227, 1e-12);
}

TEST(MprJobData, HoldsCellDeviceAndSequencesAsTheMplPrintsThem)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    // The .mpl beside this file says these numbers; the file has its own log, so that they are read from the binary.
    const Recording recording =
        readRecording(*corpus / "eclab/snapshots/250116_kigr_gen6/1/250116_kigr_gen6_01_02_GCPL_CD8.mpr", {});
    const Json& job = recording.jobData;
    EXPECT_EQ(recording.technique, "GCPL");
    EXPECT_EQ(recording.formatVersion, "data 3, BT-Lab 1.79");
    EXPECT_EQ(job["Battery capacity (mA.h)"], 2.413);
    EXPECT_EQ(job["Mass of active material (mg)"], 17.233);
    EXPECT_EQ(job["Device"], "BCS-805");
    EXPECT_EQ(job["Device SN"], "0709");
    EXPECT_EQ(job["Channel"], "D8");
    EXPECT_EQ(job["Channel SN"], 892);
    EXPECT_EQ(job["Acquisition started on"], "2025-01-16 14:05:54");
    EXPECT_EQ(job["Comments"], "rest 12 h\nformation: 3x (C/2+CV, D/2)\ncycling C/2+CV ; D/2, recovery cycle  ");
    ASSERT_EQ(job["Parameters"].size(), 4U);
    const Json& charge = job["Parameters"][1];
    EXPECT_EQ(charge["Set I/C"], 1);  // C / N
    EXPECT_EQ(charge["N"], 2.0);
    EXPECT_EQ(charge["I sign"], 0);  // > 0
    EXPECT_EQ(charge["EM (V)"], 4.9);
    const Json& discharge = job["Parameters"][2];
    EXPECT_EQ(discharge["I sign"], 1);  // < 0
    EXPECT_EQ(discharge["EM (V)"], 3.5);
    EXPECT_EQ(discharge["goto Ns'"], 1);
    EXPECT_EQ(discharge["nc cycles"], 2);
}

}  // namespace

}  // namespace aurora::formats
