// What the `.ndax` files of the corpus say besides their rows; those are compared in neware_export_test.cpp.
#include "aurora/core/json.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/registry.h"
#include "formats/btsda_export.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <fstream>

namespace aurora {

namespace {

using formats::ReadOptions;

class NdaxFile : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        m_corpus = *folder;
    }

    [[nodiscard]] Recording read(const std::string& name, CycleMode mode = CycleMode::Chg) const
    {
        ReadOptions options;
        options.cycleMode = mode;
        return formats::readRecording(m_corpus / "neware" / name, options);
    }

    std::filesystem::path m_corpus;
};

TEST_F(NdaxFile, CyclesHaveTheTimesAndChargesOfTheReferenceCalculation)
{
    const CyclingSeries series = read("nw4-120-6-1-36.ndax").series;
    std::ifstream stream(m_corpus / "expected" / "cycles.commercial_cell_009.json");
    const Json expected = Json::parse(stream);
    std::size_t row = 0;
    for (std::int32_t cycle = 1; cycle <= 5; ++cycle) {
        SCOPED_TRACE(cycle);
        const Json& step = expected["merged"]["steps"][static_cast<std::size_t>(cycle) - 1];
        const auto rows = step["rows"].get<std::size_t>();
        ASSERT_LE(row + rows, series.size());
        EXPECT_NEAR(series.uts[row], step["first uts"].get<double>(), 2.4e-7);
        EXPECT_NEAR(series.uts[row + rows - 1], step["last uts"].get<double>(), 2.4e-7);
        double charged_mAh = 0;
        double discharged_mAh = 0;
        for (const std::size_t end = row + rows; row < end; ++row) {
            EXPECT_EQ(series.cycleNumber[row], cycle);
            const double charge_mAh = series.chargeStep_mAh[row];
            (charge_mAh > 0 ? charged_mAh : discharged_mAh) += charge_mAh;
        }
        EXPECT_NEAR(charged_mAh, step["sum dQ+ (mAh)"].get<double>(), 1e-9);
        EXPECT_NEAR(discharged_mAh, step["sum dQ- (mAh)"].get<double>(), 1e-8);
    }
    EXPECT_EQ(row, series.size());
}

TEST_F(NdaxFile, TellsWhichTestItIsAndWhetherItEnded)
{
    const Recording recording = read("nw4-120-6-1-36.ndax");
    EXPECT_EQ(recording.device, "120");
    EXPECT_EQ(recording.channel, "6-1");
    EXPECT_EQ(recording.testId, "36");
    EXPECT_EQ(recording.finished, true);
    EXPECT_EQ(recording.sampleHints, std::vector<std::string>{"commercial_cell_009"});
    EXPECT_TRUE(recording.formatVersion.starts_with("ndc 14")) << recording.formatVersion;
    EXPECT_EQ(read("empty.ndax").finished, false);
    EXPECT_EQ(read("scrubbed_ndc2.ndax").finished, std::nullopt);
    EXPECT_EQ(read("46_1_5_60_bts16.ndax").channel, "1-5");
}

TEST_F(NdaxFile, ProtocolIsAListOfStepsInVoltAmpereAndSeconds)
{
    namespace job = formats::neware::job;
    const Json data = read("nw4-120-6-1-36.ndax").jobData;
    EXPECT_EQ(data[std::string(job::multCap_mAs)], 162000);
    const Json& steps = data[std::string(job::steps)];
    ASSERT_EQ(steps.size(), 5U);
    EXPECT_EQ(steps[0],
              Json::parse(R"json({"Step Index": 1, "Step Name": "CC Chg", "Current (A)": 0.0225, "Time (s)": 10800,
                                        "Cut-off voltage (V)": 4.2, "Rate": 0.5,
                                        "Recording": {"Every (s)": 10, "Every voltage change (V)": 0.05},
                                        "Protection": {"Upper voltage (V)": 4.5, "Lower voltage (V)": 2.5}})json"));
    EXPECT_EQ(steps[1], Json::parse(R"json({"Step Index": 2, "Step Name": "CV Chg", "Current (A)": 0.0225,
                                        "Voltage (V)": 4.2, "Time (s)": 1800, "Cut-off current (A)": 0.00225,
                                        "Stop rate": 0.05,
                                        "Recording": {"Every (s)": 5, "Every current change (A)": 0.005},
                                        "Protection": {"Upper voltage (V)": 4.5, "Lower voltage (V)": 2.5}})json"));
    EXPECT_EQ(steps[3],
              Json::parse(R"json({"Step Index": 4, "Step Name": "Cycle", "Cycle count": 5, "Start step ID": 1})json"));
    EXPECT_EQ(steps[4], Json::parse(R"json({"Step Index": 5, "Step Name": "End"})json"));
}

TEST_F(NdaxFile, KeepsWhatTestAndProtocolSayBesides)
{
    // As TestInfo.xml, Step.xml and VersionInfo.xml of the file have it.
    const Json data = read("21_10_7_85.ndax").jobData;
    EXPECT_EQ(data["Protocol remark"], "Hello there");
    EXPECT_EQ(data["Protocol number"], "2025-11-05 16-55-02");
    EXPECT_EQ(data["Rate type"], 105);
    EXPECT_EQ(data["Start step"], 1);
    EXPECT_EQ(data["Recording"], Json::parse(R"json({"Every (s)": 1})json"));
    EXPECT_EQ(data["Test GUID"], "26B2D311B9AE3D4EBA943D6D4B41DCF7");
    EXPECT_EQ(data["Server address"], "127.0.0.1");
    EXPECT_EQ(data["Modify count"], 0);
    EXPECT_EQ(data["Current ranges (mA)"], Json::parse("[0.1, 1, 10, 100]"));
    EXPECT_EQ(read("46_1_5_60_bts16.ndax").jobData["Versions"]["Is9s"], "0");
}

TEST_F(NdaxFile, IsShownWithUnitsAndChargeInMilliampereHours)
{
    // 11340 mA·s are 3.15 mA·h, 36000 mA·s are 10.
    const Recording recording = read("21_10_7_85.ndax");
    const formats::Reader* reader = nullptr;
    for (const formats::Reader* known : formats::readers()) {
        reader = known->name() == recording.format ? known : reader;
    }
    ASSERT_NE(reader, nullptr);
    const Json shown = reader->readable(recording.jobData);
    EXPECT_EQ(shown["Nominal capacity"], "3.15 mA\u00B7h");
    EXPECT_EQ(shown["Protection"]["Upper capacity"], "10 mA\u00B7h");
    EXPECT_EQ(shown["Current range"], "100 mA");
    EXPECT_EQ(shown["Steps"][0]["Time"], "600 s");
    EXPECT_EQ(shown["Steps"][0]["Step Name"], "Rest");
}

TEST_F(NdaxFile, RawCyclesAreThoseThatTheFileStores)
{
    const test::Export table = test::readExport(m_corpus / "neware" / "nw4-120-1-6-53.btsda.csv");
    const std::vector<std::int32_t> cycles = read("nw4-120-1-6-53.ndax", CycleMode::Raw).series.cycleNumber;
    ASSERT_EQ(cycles.size(), table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
        ASSERT_EQ(std::to_string(cycles[row]), table.columns.at("Cycle Index")[row]) << "row " << row + 1;
    }
}

TEST_F(NdaxFile, CalendarDatesOfOldVersionsAreLocalTimeOfTheZone)
{
    // 2023-09-28 10:39:45 is 08:39:45 UTC in Zurich and 01:39:45 UTC in Tokyo; a microsecond is added to each first
    // row.
    ReadOptions options;
    const std::filesystem::path file = m_corpus / "neware" / "scrubbed_ndc2.ndax";
    EXPECT_NEAR(formats::readRecording(file, options).series.uts[0], 1695890385.000001, 3e-7);
    options.timeZone = "Asia/Tokyo";
    EXPECT_NEAR(formats::readRecording(file, options).series.uts[0], 1695865185.000001, 3e-7);
}

}  // namespace

}  // namespace aurora
