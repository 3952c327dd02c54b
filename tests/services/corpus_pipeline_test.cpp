// The whole way on real files: rows → samples table, vendor files → snapshots → numbers, held against the reference.
#include "aurora/services/analyse.h"
#include "aurora/services/tables.h"
#include "aurora/storage/frame.h"
#include "lab_project.h"
#include "support/corpus.h"

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

/// Compares an expected value (number, null, text, list) with what was written; a missing key means null.
void expectEqual(const Json& expected, const Json& written, const std::string& what)
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
            expectEqual(expected[i], written[i], what + "[" + std::to_string(i) + "]");
        }
        return;
    }
    if (!expected.is_number()) {
        EXPECT_EQ(expected, written) << what;
        return;
    }
    ASSERT_TRUE(written.is_number()) << what;
    const double a = expected.get<double>();
    EXPECT_NEAR(written.get<double>(), a, std::max(std::abs(a) * relativeTolerance, 1e-12)) << what;
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
