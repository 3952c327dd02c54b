// The whole way on real files: rows → samples table, vendor files → snapshots → numbers, held against the reference.
#include "aurora/services/analyse.h"
#include "aurora/services/sample_data.h"
#include "aurora/services/tables.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "lab_project.h"
#include "support/corpus.h"
#include "support/deviations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

/// The reference takes time steps from Unix times, which resolve 0.24 µs; the reader takes them from the file's own
/// time column. Average currents of GCPL files, which store no current, differ by 1.0e-9 because of that, everything
/// else by less than 1e-12.
constexpr double relativeTolerance = 2e-9;

/// Of what is computed from the steps of charge in full.*.h5, which are float32.
constexpr double storedTolerance = 1e-6;

/// Compares an expected value (number, null, text, list) with what was written; a missing key means null.
void expectEqual(const Json& expected, const Json& written, const std::string& what,
                 double tolerance = relativeTolerance)
{
    if (expected.is_array()) {
        if (written.is_null()) {
            for (const Json& value : expected) {
                EXPECT_TRUE(value.is_null()) << what;
            }
            return;
        }
        ASSERT_EQ(written.size(), expected.size()) << what;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            expectEqual(expected[i], written[i], what + "[" + std::to_string(i) + "]", tolerance);
        }
        return;
    }
    if (!expected.is_number()) {
        EXPECT_EQ(expected, written) << what;
        return;
    }
    ASSERT_TRUE(written.is_number()) << what;
    const double a = expected.get<double>();
    test::Deviations::note(written.get<double>(), a, what);
    EXPECT_NEAR(written.get<double>(), a, std::max(std::abs(a) * tolerance, 1e-12)) << what;
}

class CorpusPipeline : public testing::TestWithParam<const char*>
{
protected:
    void SetUp() override
    {
        m_corpus = test::corpus();
        if (!m_corpus) {
            GTEST_SKIP() << "../shared/corpus is missing";
        }
        m_expected =
            parseJson(readFile(*m_corpus / "expected" / ("cycles." + std::string(GetParam()) + ".json")), GetParam());
        test::Deviations::begin("cycles." + std::string(GetParam()), m_expected, {"sample_row", "row in cycle"});
        m_lab.addSamples(Json::array({m_expected["sample_row"]}));
        std::vector<fs::path> files;
        for (const Json& file : m_expected["files"]) {
            files.push_back(*m_corpus / file["path"].get<std::string>());
        }
        m_result = m_lab.import(files);
    }

    [[nodiscard]] std::string written(const std::string& name) const { return readFile(m_lab.file(GetParam(), name)); }

    [[nodiscard]] Json cycles() const
    {
        return parseJson(written("cycles." + std::string(GetParam()) + ".json"), GetParam());
    }

    std::optional<fs::path> m_corpus;
    Json m_expected;
    LabProject m_lab;
    ImportDataResult m_result;
};

TEST_P(CorpusPipeline, EveryFileFindsItsSampleWithoutBeingTold)
{
    EXPECT_TRUE(m_result.report.ok()) << messages(m_result.report.failed);
    EXPECT_EQ(m_result.samples, std::vector<std::string>{GetParam()});
}

TEST_P(CorpusPipeline, EveryNumberEqualsTheReference)
{
    const Json data = cycles()["data"];
    for (const char* part : {"per_cycle", "per_sample"}) {
        for (const auto& [key, value] : m_expected[part].items()) {
            ASSERT_TRUE(data.contains(key)) << key;
            expectEqual(value, data[key], key);
        }
    }
}

TEST_P(CorpusPipeline, EverySnapshotHasTheRowsAndTimesOfTheReference)
{
    const Json names = cycles()["metadata"]["provenance"]["aurora_metadata"]["data_merging"]["job_files"];
    ASSERT_EQ(names.size(), m_expected["files"].size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        const Json& file = m_expected["files"][i];
        const storage::Snapshot snapshot = storage::readSnapshot(m_lab.file(GetParam(), names[i].get<std::string>()));
        const std::string what = names[i].get<std::string>();
        expectEqual(file["rows"], snapshot.series.size(), what + " rows");
        ASSERT_FALSE(snapshot.series.uts.empty());
        expectEqual(file["first uts"], snapshot.series.uts.front(), what + " first uts");
        expectEqual(file["last uts"], snapshot.series.uts.back(), what + " last uts");
        constexpr double resolution_s = 1e-6;  // a relative tolerance says little of Unix times
        EXPECT_NEAR(snapshot.series.uts.front(), file["first uts"].get<double>(), resolution_s) << what;
        EXPECT_NEAR(snapshot.series.uts.back(), file["last uts"].get<double>(), resolution_s) << what;
        const Json& job = snapshot.metadata["job_data"];  // of the Python program: the status `r` of a running one
        const bool running = job.contains("finished") ? job["finished"] == Json(false) : job["Status"] == Json("r");
        EXPECT_EQ(!running, file["finished"].get<bool>()) << what;
    }
}

TEST_P(CorpusPipeline, EveryMergedStepEqualsTheReference)
{
    const MergedSeries series = storage::readFull(m_lab.file(GetParam(), "full." + std::string(GetParam()) + ".h5"));
    expectEqual(m_expected["merged"]["rows"], series.size(), "merged rows");
    std::size_t row = 0;
    for (const Json& step : m_expected["merged"]["steps"]) {
        const std::string what = "step " + dumpJson(step["Step"]);
        const std::size_t first = row;
        double charged_mAh = 0;
        double discharged_mAh = 0;
        for (; row < series.size() && series.step[row] == step["Step"].get<std::int32_t>(); ++row) {
            EXPECT_EQ(series.cycle[row], series.cycle[first]) << what;
            (series.charge_mAh[row] > 0 ? charged_mAh : discharged_mAh) += series.charge_mAh[row];
        }
        ASSERT_GT(row, first) << what;
        expectEqual(step["Step"], series.step[first], what);
        expectEqual(step["Cycle"], series.cycle[first], what + " Cycle");
        expectEqual(step["rows"], row - first, what + " rows");
        expectEqual(step["first uts"], series.uts[first], what + " first uts");
        expectEqual(step["last uts"], series.uts[row - 1], what + " last uts");
        expectEqual(step["sum dQ+ (mAh)"], charged_mAh, what + " sum dQ+", storedTolerance);
        expectEqual(step["sum dQ- (mAh)"], discharged_mAh, what + " sum dQ-", storedTolerance);
    }
    EXPECT_EQ(row, series.size());
}

TEST_P(CorpusPipeline, EveryCurveEqualsTheReference)
{
    if (!m_expected.contains("curves")) {
        return;  // of the snapshot without a counter the reference has none
    }
    const SampleCurves curves = loadSampleCurves(m_lab.project(), SampleId(GetParam()), Detail::Full);
    const auto orNull = [](double value) { return std::isnan(value) ? Json() : Json(value); };
    for (const Json& curve : m_expected["curves"]) {
        const auto cycle = curve["Cycle"].get<std::int32_t>();
        const std::string what = "curve of cycle " + std::to_string(cycle);
        std::vector<std::size_t> rows;
        std::size_t withSlope = 0;
        for (std::size_t row = 0; row < curves.cycle.size(); ++row) {
            if (curves.cycle[row] == cycle) {
                rows.push_back(row);
                withSlope += std::isnan(curves.differentialCapacity_mAhPerV[row]) ? 0 : 1;
            }
        }
        ASSERT_FALSE(rows.empty()) << what;
        expectEqual(curve["Cycle"], curves.cycle[rows.front()], what);
        expectEqual(curve["rows with dQ/dV"], withSlope, what + " rows with dQ/dV");
        for (std::size_t i = 0; i < curve["row in cycle"].size(); ++i) {
            const std::size_t row = rows.at(curve["row in cycle"][i].get<std::size_t>());
            expectEqual(curve["Q (mAh)"][i], orNull(curves.chargeInCycle_mAh[row]), what + " Q", storedTolerance);
            expectEqual(curve["dQ/dV (mAh/V)"][i], orNull(curves.differentialCapacity_mAhPerV[row]), what + " dQ/dV",
                        storedTolerance);
        }
    }
}

/// What the protocols in the files ask for: D/10 three times and then D/3 in the payload, `C / N` with N = 2, and 22.5
/// mA on a cell of 45 mAh. The reference does not know rates.
const std::map<std::string, std::vector<double>> dischargeRates{
    {"240620_kigr_gen2_01", {0.1, 0.1, 0.1, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3}},
    {"250116_kigr_gen6_01", {0.5, 0.5, 0.5}},
    {"commercial_cell_009", {0.5, 0.5, 0.5, 0.5, 0.5}},
};

TEST_P(CorpusPipeline, DischargeRatesAreThoseThatTheProtocolAsksFor)
{
    const std::vector<double>& expected = dischargeRates.at(GetParam());
    const Json rates = cycles()["data"]["Discharge rate (C)"];
    const bool running = rates.size() == expected.size() + 1;
    ASSERT_TRUE(running || rates.size() == expected.size()) << rates;
    EXPECT_TRUE(!running || rates.back().is_null());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_NEAR(rates[i].get<double>(), expected[i], 3e-4 * expected[i]) << "cycle " << i + 1;
    }
}

TEST_P(CorpusPipeline, RateCapabilityListsTheCyclesAfterFormation)
{
    const Json data = cycles()["data"];
    const Json& capability = data["Rate capability"];
    if (std::string(GetParam()) != "240620_kigr_gen2_01") {
        EXPECT_TRUE(capability.is_null()) << "all its cycles are formation";
        return;
    }
    ASSERT_EQ(capability.size(), 1U);
    EXPECT_DOUBLE_EQ(capability[0]["rate"].get<double>(), 1.0 / 3);
    EXPECT_EQ(capability[0]["cycles"], Json::array({4, 5, 6, 7, 8}));
    double sum_mAh = 0;
    for (std::size_t cycle = 3; cycle < 8; ++cycle) {
        sum_mAh += m_expected["per_cycle"]["Discharge capacity (mAh)"][cycle].get<double>();
    }
    EXPECT_NEAR(capability[0]["discharge capacity"].get<double>(), sum_mAh / 5, 1e-9);
}

TEST_P(CorpusPipeline, AnalysingAgainWritesTheSameBytesButForDates)
{
    const std::string full = "full." + std::string(GetParam()) + ".h5";
    const Json before = cycles()["data"];
    const storage::Frame frameBefore = storage::readFrame(m_lab.file(GetParam(), full));
    const Report report = analyseSamples(m_lab.project(), {}, When::Always, Progress::none());
    EXPECT_EQ(report.done.size(), 1U) << messages(report.failed);
    EXPECT_EQ(dumpJson(cycles()["data"]), dumpJson(before));
    const storage::Frame frameAfter = storage::readFrame(m_lab.file(GetParam(), full));
    ASSERT_EQ(frameAfter.columns.size(), frameBefore.columns.size());
    for (std::size_t i = 0; i < frameBefore.columns.size(); ++i) {
        EXPECT_EQ(frameAfter.columns[i].name, frameBefore.columns[i].name);
        EXPECT_EQ(toDoubles(frameAfter.columns[i].values), toDoubles(frameBefore.columns[i].values));
    }
}

TEST_P(CorpusPipeline, NothingNewIsNeitherImportedNorAnalysedAgain)
{
    std::vector<fs::path> files;
    for (const Json& file : m_expected["files"]) {
        files.push_back(*m_corpus / file["path"].get<std::string>());
    }
    const ImportDataResult again = m_lab.import(files);
    EXPECT_TRUE(again.report.done.empty()) << messages(again.report.done);
    EXPECT_NE(messages(again.report.skipped).find("unchanged"), std::string::npos);
    EXPECT_NE(messages(again.report.skipped).find("nothing new"), std::string::npos);
}

TEST_P(CorpusPipeline, TheResultsTableShowsTheSummary)
{
    const auto database = m_lab.project().openDatabase();
    const Table results = readTable(*database, m_lab.project(), TableKind::Results);
    ASSERT_EQ(results.rows.size(), 1U);
    for (std::size_t i = 0; i < results.columns.size(); ++i) {
        if (results.columns[i].name == "Number of cycles") {
            EXPECT_EQ(toText(results.rows[0][i]), dumpJson(m_expected["per_sample"]["Number of cycles"]));
        }
        if (results.columns[i].name == "Sample ID") {
            EXPECT_EQ(toText(results.rows[0][i]), GetParam());
        }
    }
}

TEST_P(CorpusPipeline, MergedFilesCarryTheProvenanceOfEverySource)
{
    const Json provenance = cycles()["metadata"]["provenance"];
    const Json original = provenance["original_file_provenance"];
    EXPECT_EQ(original.size(), m_expected["files"].size());
    for (const auto& [name, source] : original.items()) {
        ASSERT_TRUE(source.contains("source")) << name;
        EXPECT_EQ(source["source"]["sha256"].get<std::string>().size(), 64U) << name;
    }
    EXPECT_EQ(provenance["aurora_metadata"]["data_merging"]["job_files"].size(), m_expected["files"].size());
}

INSTANTIATE_TEST_SUITE_P(RealCells, CorpusPipeline,
                         testing::Values("250116_kigr_gen6_01", "commercial_cell_009", "240620_kigr_gen2_01"),
                         [](const auto& cell) { return std::string(cell.param); });

}  // namespace
}  // namespace aurora::services
