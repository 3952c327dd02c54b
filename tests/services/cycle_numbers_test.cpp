// Per-cycle numbers that no reference program has, held against what the vendor's own export of the file shows.
#include "aurora/core/text.h"
#include "aurora/services/analyse.h"
#include "aurora/services/sample_data.h"
#include "lab_project.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <numbers>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

/// What flowed in one cycle by the counters of BTSDA's table, mA·s.
struct ExportedCycle
{
    double current_mAs = 0;
    double hold_mAs = 0;
    double discharge_mAs = 0;
    int dischargeRows = 0;

    [[nodiscard]] double charge_mAs() const { return current_mAs + hold_mAs; }
};

/// A cycle begins with each constant-current charge; the counter of a step ends with what flowed in it. Those with too
/// few rows of discharge to count as a cycle are left out.
std::vector<ExportedCycle> exportedCycles(const fs::path& table)
{
    constexpr std::size_t stepType = 2;
    constexpr std::size_t current_uA = 5;
    constexpr std::size_t capacity_mAs = 7;
    constexpr std::size_t stepCount = 10;
    std::vector<ExportedCycle> cycles;
    std::string step;
    double* counter = nullptr;
    const std::string text = readFile(table);
    for (const std::string& line : split(text, '\n')) {
        const std::vector<std::string> cells = split(trimmed(line), ',');
        if (cells.size() <= stepCount || !parseNumber(cells[capacity_mAs])) {
            continue;
        }
        if (cells[stepCount] != step) {
            step = cells[stepCount];
            if (cells[stepType] == "CC Chg") {
                cycles.emplace_back();
            }
            ExportedCycle& cycle = cycles.back();
            counter = cells[stepType] == "CC Chg"   ? &cycle.current_mAs
                      : cells[stepType] == "CV Chg" ? &cycle.hold_mAs
                                                    : &cycle.discharge_mAs;
        }
        *counter = *parseNumber(cells[capacity_mAs]);
        cycles.back().dischargeRows += parseNumber(cells[current_uA]).value() < 0 ? 1 : 0;
    }
    constexpr int tooFew = 5;
    std::erase_if(cycles, [](const ExportedCycle& cycle) { return cycle.dischargeRows <= tooFew; });
    return cycles;
}

/// A cell that is charged by a current, then held, then discharged.
class HeldCell : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "../shared/corpus is missing";
        }
        m_file = *corpus / "neware" / "nw4-120-1-6-53.ndax";
        m_exported = exportedCycles(*corpus / "neware" / "nw4-120-1-6-53.btsda.csv");
        ASSERT_EQ(m_exported.size(), 43U);
    }

    fs::path m_file;
    std::vector<ExportedCycle> m_exported;
};

TEST_F(HeldCell, HoldsItsVoltageForTheShareThatTheExportShows)
{
    const CycleTable cycles = loadFileCurves(m_file, {}, Progress::none()).cycles;
    ASSERT_EQ(cycles.size(), m_exported.size());
    for (std::size_t i = 0; i < cycles.size(); ++i) {
        const ExportedCycle& exported = m_exported[i];
        ASSERT_TRUE(cycles[i].constantVoltageShare_pct.has_value()) << "cycle " << i + 1;
        EXPECT_NEAR(*cycles[i].constantVoltageShare_pct, 100 * exported.hold_mAs / exported.charge_mAs(), 1e-3)
            << "cycle " << i + 1;
    }
}

TEST_F(HeldCell, OfItsSampleIsMeasuredByDiameterCapacityAndFirstHalfCycle)
{
    LabProject lab;
    lab.addSamples(Json::array({{{"Sample ID", "half_01"},
                                 {"Cathode diameter (mm)", 14},
                                 {"C-rate definition capacity (mAh)", 2},
                                 {"First half cycle", "discharge"}}}));
    ASSERT_TRUE(lab.import({m_file}, "half_01").report.ok());
    const Json data = parseJson(readFile(lab.file("half_01", "cycles.half_01.json")), "cycles")["data"];

    const ExportedCycle& first = m_exported.front();
    constexpr double secondsPerHour = 3600;
    constexpr double area_cm2 = std::numbers::pi * 0.7 * 0.7;
    const double charge_mAh = first.charge_mAs() / secondsPerHour;
    const double discharge_mAh = first.discharge_mAs / secondsPerHour;
    const auto of = [&](const char* key) { return data[key][0].get<double>(); };
    EXPECT_NEAR(of("Areal charge capacity (mAh/cm2)"), charge_mAh / area_cm2, 1e-5);
    EXPECT_NEAR(of("Areal discharge capacity (mAh/cm2)"), discharge_mAh / area_cm2, 1e-5);
    EXPECT_NEAR(of("Efficiency (%)"), 100 * charge_mAh / discharge_mAh, 1e-2);
    EXPECT_DOUBLE_EQ(of("Discharge rate (C)"), 500 * of("Discharge average current (A)"));
    EXPECT_DOUBLE_EQ(of("Charge rate (C)"), 500 * of("Charge average current (A)"));
    EXPECT_TRUE(data["DC resistance (ohm)"].is_null()) << "the cell never rests";
}

TEST_F(HeldCell, AnalysedByAnEarlierVersionIsAnalysedAgain)
{
    LabProject lab;
    lab.addSamples(Json::array({{{"Sample ID", "old_01"}}}));
    lab.import({m_file}, "old_01");
    EXPECT_TRUE(analyseSamples(lab.project(), {}, When::NewData, Progress::none()).done.empty());

    const fs::path file = lab.file("old_01", "cycles.old_01.json");
    Json content = parseJson(readFile(file), "cycles");
    Json& version = content["metadata"]["provenance"]["inputs"]["analysis_version"];
    version = version.get<int>() - 1;
    replaceFileText(file, dumpJson(content));
    EXPECT_EQ(analyseSamples(lab.project(), {}, When::NewData, Progress::none()).done.size(), 1U);
}

TEST(DischargedCell, HasTheResistanceThatTheExportShowsTenSecondsAfterItsRest)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "../shared/corpus is missing";
    }
    const fs::path file = *corpus / "neware" / "TESTCELL0001-Test_Data_Collection_Ndc17.ndax";
    const CycleTable cycles = loadFileCurves(file, {}, Progress::none()).cycles;
    ASSERT_EQ(cycles.size(), 1U);
    // BTSDA's table: 3590.6 mV at rest at 45 s, 3567.5 mV and -999972 uA at 55 s; it prints tenths of a millivolt.
    constexpr double twoRoundings_V = 1e-4;
    EXPECT_NEAR(cycles[0].dcResistance_ohm.value(), (3.5906 - 3.5675) / 0.999972, twoRoundings_V / 0.999972);
}

/// A recording as the Python program stored it, and the vendor's file it was made from.
struct StoredByPython
{
    const char* name;
    const char* snapshot;
    const char* file;
};

void PrintTo(const StoredByPython& stored, std::ostream* out)
{
    *out << stored.name;
}

class PythonSnapshot : public testing::TestWithParam<StoredByPython>
{
};

TEST_P(PythonSnapshot, HoldsTheVoltageInTheSameRowsAsTheVendorFile)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "../shared/corpus is missing";
    }
    const fs::path snapshots = *corpus / "python_project" / "project" / "snapshots";
    const CycleTable stored = loadFileCurves(snapshots / GetParam().snapshot, {}, Progress::none()).cycles;
    const CycleTable read = loadFileCurves(*corpus / GetParam().file, {}, Progress::none()).cycles;
    ASSERT_FALSE(stored.empty());
    ASSERT_GE(read.size(), stored.size());
    for (std::size_t i = 0; i < stored.size(); ++i) {
        ASSERT_TRUE(stored[i].constantVoltageShare_pct.has_value());
        // The Python program leaves out the charge that the cycler counted, which makes some difference.
        EXPECT_NEAR(*stored[i].constantVoltageShare_pct, read[i].constantVoltageShare_pct.value(), 0.5);
        EXPECT_GT(*stored[i].constantVoltageShare_pct, 0.1);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Corpus, PythonSnapshot,
    testing::Values(StoredByPython{"EcLab",
                                   "250116_kigr_gen6/250116_kigr_gen6_01/snapshot.250116_kigr_gen6_01_02_GCPL_CD8.h5",
                                   "eclab/snapshots/250116_kigr_gen6/1/250116_kigr_gen6_01_02_GCPL_CD8.mpr"},
                    StoredByPython{"Neware", "commercial_cell/commercial_cell_009/snapshot.nw4-120-6-1-36.h5",
                                   "neware/nw4-120-6-1-36.ndax"}),
    [](const auto& stored) { return std::string(stored.param.name); });

TEST(FileLabels, AreNamesOrTheShortestTailsThatDiffer)
{
    const auto labels = [](std::vector<std::filesystem::path> files) { return fileLabels(files); };
    EXPECT_EQ(labels({"/x/a/cell.ndax", "/x/b/cell.ndax", "/x/b/other.mpr"}),
              (std::vector<std::string>{"a/cell.ndax", "b/cell.ndax", "other.mpr"}));
    EXPECT_EQ(labels({"/x/a/cell.ndax", "/y/a/cell.ndax", "/x/b/cell.ndax"}),
              (std::vector<std::string>{"x/a/cell.ndax", "y/a/cell.ndax", "b/cell.ndax"}));
    EXPECT_EQ(labels({"/x/cell.ndax", "/x/./cell.ndax"}), (std::vector<std::string>{"cell.ndax", "cell.ndax"}))
        << "one file, named twice";
}

}  // namespace
}  // namespace aurora::services
