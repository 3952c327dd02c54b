// Every column of every `.ndax` in the corpus against BTSDA's own table.
#include "aurora/core/column.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/registry.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace aurora {

namespace {

using formats::AllColumns;
using formats::ReadOptions;

/// BTSDA's table as text, by column.
struct Export
{
    std::map<std::string, std::vector<std::string>> columns;
    std::size_t rows = 0;
};

Export readExport(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    const std::vector<std::string> names = split(trimmed(line), ',');
    Export table;
    for (const std::string& name : names) {
        table.columns[name];
    }
    while (std::getline(stream, line)) {
        const std::vector<std::string> cells = split(trimmed(line), ',');
        for (std::size_t i = 0; i < names.size(); ++i) {
            table.columns[names[i]].push_back(cells[i]);
        }
        ++table.rows;
    }
    return table;
}

const Column* findColumn(const Recording& recording, std::string_view name)
{
    for (const Column& column : recording.vendorColumns) {
        if (column.name == name) {
            return &column;
        }
    }
    return nullptr;
}

/// The export's "T1(?)" is our "T1": the degree sign was lost in it.
std::string nameWithoutUnit(const std::string& exported)
{
    return exported.substr(0, exported.find('('));
}

/// Half the distance between 32-bit floats at a value: BTSDA kept its numbers as such.
double halfFloatSpacing(double value)
{
    return value == 0 ? 0 : std::ldexp(1.0, std::ilogb(value) - 24);
}

/// The last digit that BTSDA printed, by quantity; some depend on the file (corpus README).
double lastDigit(const std::string& exported, const std::string& stem)
{
    static const std::map<std::string, double> ofQuantity{{"Current(uA)", 1}, {"Voltage(mV)", 0.1}};
    static const std::map<std::string, double> capacity_mAs{{"46_1_5_60_bts16", 1},
                                                            {"TESTCELL0001-Test_Data_Collection_Ndc17", 0.01}};
    // Energies were printed in mWh: their last digit is no round number of mWs.
    static const std::map<std::string, double> energy_mWs{{"46_1_5_60_bts16", 2e-4}};
    const auto find = [](const std::map<std::string, double>& table, const std::string& key, double other) {
        const auto found = table.find(key);
        return found == table.end() ? other : found->second;
    };
    if (exported == "Capacity(mAs)") {
        return find(capacity_mAs, stem, 1e-4);
    }
    if (exported == "Energy(mWs)") {
        return find(energy_mWs, stem, 1e-4);
    }
    return find(ofQuantity, exported, 0.1);  // temperatures and voltages of auxiliary channels
}

/// How far a number may lie from the printed one. Counts are exact, times to a microsecond; the rest may
/// have been rounded twice.
double allowedDistance(const std::string& exported, const std::string& stem)
{
    if (exported == "Time" || exported == "Total Time") {
        return 1e-6;
    }
    if (exported.find('(') == std::string::npos) {
        return 0;
    }
    return 0.55 * lastDigit(exported, stem);
}

class NdaxCorpus : public testing::TestWithParam<std::string>
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        m_folder = *folder / "neware";
    }

    [[nodiscard]] Recording read(AllColumns columns = AllColumns::Yes) const
    {
        ReadOptions options;
        options.allColumns = columns;
        return formats::readRecording(m_folder / (GetParam() + ".ndax"), options);
    }

    std::filesystem::path m_folder;
};

double dateOf(const std::string& text)
{
    return parseTimestamp(text, "UTC").value();
}

void expectDates(const std::vector<std::string>& exported, const std::vector<std::string>& ours)
{
    for (std::size_t row = 0; row < exported.size(); ++row) {
        const double theirs_s = dateOf(exported[row]) - dateOf(exported[0]);
        const double ours_s = dateOf(ours[row]) - dateOf(ours[0]);
        ASSERT_NEAR(ours_s, theirs_s, 1e-5) << "row " << row + 1;
    }
}

void expectNumbers(const std::string& name, const std::string& stem, const std::vector<std::string>& exported,
                   const ColumnValues& ours)
{
    const bool magnitudes = name.starts_with("Capacity") || name.starts_with("Energy");
    const bool wasFloat = name != "Time" && name != "Total Time";
    for (std::size_t row = 0; row < exported.size(); ++row) {
        const double text = parseNumber(exported[row]).value();
        const double theirs = wasFloat ? static_cast<double>(static_cast<float>(text)) : text;
        const double value = magnitudes ? std::abs(numberAt(ours, row)) : numberAt(ours, row);
        const double allowed =
            allowedDistance(name, stem) + (wasFloat ? halfFloatSpacing(theirs) : 0) + 4e-16 * std::abs(theirs);
        ASSERT_LE(std::abs(value - theirs), allowed)
            << name << ", row " << row + 1 << ": " << formatNumber(value) << " where BTSDA prints " << exported[row];
    }
}

TEST_P(NdaxCorpus, EveryColumnEqualsTheVendorsExportOnEveryRow)
{
    const Export table = readExport(m_folder / (GetParam() + ".btsda.csv"));
    const Recording recording = read();
    ASSERT_EQ(recording.series.size(), table.rows);
    for (const auto& [name, cells] : table.columns) {
        SCOPED_TRACE(name);
        const Column* column = findColumn(recording, nameWithoutUnit(name));
        if (name == "H2(%)" && column == nullptr) {
            continue;  // zeros that BTSDA adds; the file has no such channel
        }
        ASSERT_NE(column, nullptr);
        ASSERT_EQ(rowCount(column->values), table.rows);
        if (name == "Step Type") {
            EXPECT_EQ(std::get<std::vector<std::string>>(column->values), cells);
        } else if (name == "Date") {
            expectDates(cells, std::get<std::vector<std::string>>(column->values));
        } else {
            expectNumbers(name, GetParam(), cells, column->values);
        }
    }
}

TEST_P(NdaxCorpus, SeriesHoldsTheSameNumbersInVoltAndAmpereAndTimeGoesForward)
{
    const Export table = readExport(m_folder / (GetParam() + ".btsda.csv"));
    const CyclingSeries series = read(AllColumns::No).series;
    ASSERT_EQ(series.size(), table.rows);
    for (std::size_t row = 0; row < table.rows; ++row) {
        const double voltage_mV = parseNumber(table.columns.at("Voltage(mV)")[row]).value();
        const double current_uA = parseNumber(table.columns.at("Current(uA)")[row]).value();
        const double time_s = parseNumber(table.columns.at("Total Time")[row]).value();
        ASSERT_NEAR(series.voltage_V[row] * 1e3, voltage_mV, 0.051 + 1e-6 * std::abs(voltage_mV)) << "row " << row + 1;
        ASSERT_NEAR(series.current_A[row] * 1e6, current_uA, 0.51 + 1e-6 * std::abs(current_uA)) << "row " << row + 1;
        ASSERT_NEAR(series.uts[row] - series.uts[0], time_s, 3e-6) << "row " << row + 1;
        ASSERT_TRUE(row == 0 || series.uts[row] > series.uts[row - 1]) << "row " << row + 1;
    }
}

TEST_P(NdaxCorpus, WithoutAllColumnsTheirNamesAreStillThere)
{
    const Recording all = read();
    const Recording few = read(AllColumns::No);
    EXPECT_TRUE(few.vendorColumns.empty());
    ASSERT_EQ(few.vendorColumnNames.size(), all.vendorColumns.size());
    for (std::size_t i = 0; i < all.vendorColumns.size(); ++i) {
        EXPECT_EQ(header(few.vendorColumnNames[i]), header(all.vendorColumns[i]));
        EXPECT_EQ(typeName(few.vendorColumnNames[i].values), typeName(all.vendorColumns[i].values));
        EXPECT_EQ(rowCount(few.vendorColumnNames[i].values), 0U);
    }
}

INSTANTIATE_TEST_SUITE_P(Files, NdaxCorpus,
                         testing::Values("21_10_7_85", "Unit27_Example_Data_File", "nw4-120-1-6-53", "empty",
                                         "46_1_5_60_bts16", "TESTCELL0001-Test_Data_Collection_Ndc17", "scrubbed_ndc2"),
                         [](const auto& instance) {
                             std::string name = instance.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

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
                                        "Cut-off voltage (V)": 4.2, "Rate": 0.5})json"));
    EXPECT_EQ(steps[1], Json::parse(R"json({"Step Index": 2, "Step Name": "CV Chg", "Current (A)": 0.0225,
                                        "Voltage (V)": 4.2, "Time (s)": 1800, "Cut-off current (A)": 0.00225,
                                        "Stop rate": 0.05})json"));
    EXPECT_EQ(steps[3],
              Json::parse(R"json({"Step Index": 4, "Step Name": "Cycle", "Cycle count": 5, "Start step ID": 1})json"));
    EXPECT_EQ(steps[4], Json::parse(R"json({"Step Index": 5, "Step Name": "End"})json"));
}

TEST_F(NdaxFile, RawCyclesAreThoseThatTheFileStores)
{
    const Export table = readExport(m_corpus / "neware" / "nw4-120-1-6-53.btsda.csv");
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
