#include "aurora/storage/sample_files.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;
using testing::Each;
using testing::ElementsAre;

/// Name and type of every column, as the table of the file formats lists them.
std::vector<std::string> layoutOf(const fs::path& file)
{
    std::vector<std::string> layout;
    for (const Column& column : readFrame(file).columns) {
        layout.push_back(column.name + ": " + typeName(column.values));
    }
    return layout;
}

CyclingSeries twoRows()
{
    CyclingSeries series;
    series.uts = {1e9, 1e9 + 10};
    series.voltage_V = {3.5F, 3.6F};
    series.current_A = {0.001F, -0.001F};
    series.cycleNumber = {0, 70'000};
    series.technique = {1, -4};
    return series;
}

TEST(SnapshotFile, HasTheColumnsEveryRecordingHas)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "snapshot.a.h5";
    writeSnapshot(file, twoRows(), {{"provenance", 1}});
    EXPECT_THAT(layoutOf(file), ElementsAre("uts: float64", "V (V): float32", "I (A): float32", "cycle_number: int32",
                                            "technique: int16"));
    const Snapshot back = readSnapshot(file);
    EXPECT_THAT(back.series.uts, ElementsAre(1e9, 1e9 + 10));
    EXPECT_THAT(back.series.voltage_V, ElementsAre(3.5F, 3.6F));
    EXPECT_THAT(back.series.current_A, ElementsAre(0.001F, -0.001F));
    EXPECT_THAT(back.series.cycleNumber, ElementsAre(0, 70'000));
    EXPECT_THAT(back.series.technique, ElementsAre(1, -4));
    EXPECT_TRUE(back.series.chargeStep_mAh.empty());
    EXPECT_TRUE(back.series.loopNumber.empty());
    EXPECT_FALSE(back.series.hasImpedance());
    EXPECT_EQ(back.metadata["provenance"], 1);
}

TEST(SnapshotFile, AddsChargeLoopsAndImpedanceWhereTheyAre)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "snapshot.a.h5";
    CyclingSeries series = twoRows();
    series.chargeStep_mAh = {0, 0.5F};
    series.loopNumber = {0, 3};
    series.index = {1, 2};
    series.frequency_Hz = {0, 1000};
    series.reZ_ohm = {0, 50};
    series.imZ_ohm = {0, -5};
    writeFrame(file, snapshotFrame(series, nullptr));
    EXPECT_THAT(layoutOf(file),
                ElementsAre("uts: float64", "V (V): float32", "I (A): float32", "dQ (mAh): float32",
                            "cycle_number: int32", "technique: int16", "loop_number: int32", "index: int16",
                            "f (Hz): float32", "Re(Z) (ohm): float32", "Im(Z) (ohm): float32"));
    const CyclingSeries back = readSnapshot(file).series;
    EXPECT_EQ(back.chargeStep_mAh, series.chargeStep_mAh);
    EXPECT_EQ(back.loopNumber, series.loopNumber);
    EXPECT_EQ(back.index, series.index);
    EXPECT_EQ(back.frequency_Hz, series.frequency_Hz);
    EXPECT_EQ(back.reZ_ohm, series.reZ_ohm);
    EXPECT_EQ(back.imZ_ohm, series.imZ_ohm);
}

TEST(SnapshotFile, WithoutVoltageIsRefusedByName)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "snapshot.a.h5";
    writeFrame(file, {{{"uts", {}, std::vector<double>{1}}}, nullptr, {}});
    try {
        static_cast<void>(readSnapshot(file));
        FAIL() << "was read";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("snapshot.a.h5"), testing::HasSubstr("\"V (V)\"")));
    }
}

TEST(MergedFile, HasTheColumnsOfFullAndComesBack)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "full.a.h5";
    MergedSeries series;
    series.uts = {1, 2, 3};
    series.voltage_V = {3, 4, 3.5F};
    series.current_A = {1, 1, -1};
    series.charge_mAh = {0, 0.25, -0.1};
    series.technique = {1, 2, 3};
    series.step = {1, 1, 2};
    series.cycle = {0, 0, 1};
    writeFull(file, series, nullptr);
    EXPECT_THAT(layoutOf(file), ElementsAre("uts: float64", "V (V): float32", "I (A): float32", "dQ (mAh): float32",
                                            "technique: int16", "Step: int32", "Cycle: int32"));
    const MergedSeries back = readFull(file);
    EXPECT_EQ(back.uts, series.uts);
    EXPECT_EQ(back.voltage_V, series.voltage_V);
    EXPECT_EQ(back.current_A, series.current_A);
    EXPECT_THAT(back.charge_mAh, ElementsAre(0, 0.25, static_cast<double>(-0.1F)));
    EXPECT_EQ(back.technique, series.technique);
    EXPECT_EQ(back.step, series.step);
    EXPECT_EQ(back.cycle, series.cycle);
    writeFrame(folder.path() / "copy.h5", fullFrame(series, nullptr));
    EXPECT_TRUE(readBytes(folder.path() / "copy.h5") == readBytes(file));
}

TEST(ImpedanceFile, HasTheColumnsOfEisAndComesBack)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "eis.a.h5";
    const ImpedanceSeries series{{1, 2}, {0, 5}, {1e5F, 10}, {5, 6}, {-1, 2}};
    writeImpedance(file, series, nullptr);
    EXPECT_THAT(layoutOf(file), ElementsAre("uts: float64", "Cycle: int32", "f (Hz): float32", "Re(Z) (ohm): float32",
                                            "Im(Z) (ohm): float32"));
    const ImpedanceSeries back = readImpedance(file);
    EXPECT_EQ(back.uts, series.uts);
    EXPECT_EQ(back.cycle, series.cycle);
    EXPECT_EQ(back.frequency_Hz, series.frequency_Hz);
    EXPECT_EQ(back.reZ_ohm, series.reZ_ohm);
    EXPECT_EQ(back.imZ_ohm, series.imZ_ohm);
}

TEST(ThinnedFile, HasTheColumnsOfShrunkAndComesBack)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "shrunk.a.h5";
    const ThinnedSeries series{{1, 2}, {3, 4}, {0.1F, -0.1F}, {0, 1}, {5, -5}, {0, 1}};
    writeThinned(file, series, nullptr);
    EXPECT_THAT(layoutOf(file), ElementsAre("uts: float64", "V (V): float32", "I (A): float32", "dQ (mAh): float32",
                                            "dQ/dV (mAh/V): float32", "Cycle: int32"));
    const ThinnedSeries back = readThinned(file);
    EXPECT_EQ(back.uts, series.uts);
    EXPECT_EQ(back.voltage_V, series.voltage_V);
    EXPECT_EQ(back.current_A, series.current_A);
    EXPECT_EQ(back.charge_mAh, series.charge_mAh);
    EXPECT_EQ(back.differentialCapacity_mAhPerV, series.differentialCapacity_mAhPerV);
    EXPECT_EQ(back.cycle, series.cycle);
}

TEST(Glossary, ExplainsEveryColumnOfEveryFile)
{
    const Json meanings = glossary();
    CyclingSeries series = twoRows();
    series.chargeStep_mAh = series.frequency_Hz = series.reZ_ohm = series.imZ_ohm = {1, 1};
    series.loopNumber = {1, 1};
    series.index = {1, 1};
    for (const Frame& frame : {snapshotFrame(series, nullptr), fullFrame({}, nullptr), impedanceFrame({}, nullptr),
                               thinnedFrame({}, nullptr)})
    {
        for (const Column& column : frame.columns) {
            EXPECT_TRUE(meanings.contains(column.name)) << column.name;
        }
    }
}

/// A sample of the project that the Python program made; numbers below as pandas prints them.
std::optional<fs::path> pythonSample(const std::string& run, const std::string& sample)
{
    const auto corpus = test::corpus();
    return corpus ? std::optional(*corpus / "python_project" / "project" / "snapshots" / run / sample) : std::nullopt;
}

TEST(PythonProject, ItsTomatoSnapshotReads)
{
    const auto folder = pythonSample("240620_kigr_gen2", "240620_kigr_gen2_01");
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const Snapshot snapshot = readSnapshot(*folder / "snapshot.tt1-12.h5");
    ASSERT_EQ(snapshot.series.size(), 1104U);
    EXPECT_EQ(snapshot.series.uts.front(), 1718878200.0);
    EXPECT_EQ(snapshot.series.voltage_V.front(), 3.31F);
    EXPECT_EQ(snapshot.series.technique.front(), 100);
    EXPECT_EQ(snapshot.series.loopNumber.size(), 1104U);
    EXPECT_EQ(snapshot.series.index.size(), 1104U);
    EXPECT_TRUE(snapshot.series.chargeStep_mAh.empty());
    EXPECT_EQ(snapshot.metadata["job_data"]["Status"], "r");
}

TEST(PythonProject, ItsSnapshotsWithColumnsInAnotherOrderRead)
{
    const auto folder = pythonSample("commercial_cell", "commercial_cell_009");
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const CyclingSeries series = readSnapshot(*folder / "snapshot.nw4-120-6-1-36.h5").series;
    ASSERT_EQ(series.size(), 7257U);
    EXPECT_NEAR(series.voltage_V[1], 4.143876, 1e-6);
    EXPECT_NEAR(series.current_A[1], 0.022499, 1e-6);
    EXPECT_THAT(series.technique[1], 1);
}

TEST(PythonProject, ItsMergedFilesCountStepsFromOneHere)
{
    const auto folder = pythonSample("commercial_cell", "commercial_cell_009");
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const MergedSeries series = readFull(*folder / "full.commercial_cell_009.h5");
    ASSERT_EQ(series.size(), 7257U);
    EXPECT_EQ(series.step.front(), 1);
    EXPECT_EQ(series.cycle.front(), 0);
    EXPECT_NEAR(series.charge_mAh[1], 0.062471, 1e-6);
    EXPECT_EQ(*std::max_element(series.cycle.begin(), series.cycle.end()), 4);
}

TEST(PythonProject, ItsThinnedFilesOfHalfPrecisionRead)
{
    const auto folder = pythonSample("240620_kigr_gen2", "240620_kigr_gen2_01");
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const ThinnedSeries series = readThinned(*folder / "shrunk.240620_kigr_gen2_01.h5");
    ASSERT_EQ(series.size(), 2110U);
    EXPECT_EQ(series.voltage_V.front(), 3.310546875F);  // 3.31 in half precision
    EXPECT_EQ(series.cycle.front(), 1);
    EXPECT_EQ(series.differentialCapacity_mAhPerV.size(), 2110U);
    EXPECT_TRUE(std::isnan(series.differentialCapacity_mAhPerV.front()));
}

}  // namespace
}  // namespace aurora::storage
