#include "analysis/summary_values.h"
#include "analysis/synthetic_case.h"

namespace aurora::analysis::test {
namespace {

class Synthetic : public ::testing::TestWithParam<const char*>
{
protected:
    void SetUp() override
    {
        if (!aurora::test::corpus()) {
            GTEST_SKIP() << "no corpus";
        }
        synthetic = loadSynthetic(GetParam());
        analysis = synthetic.analyse();
    }

    /// A value by its path: {"per_cycle", key, index}, {"per_sample", key} or {"eis", "Cycle", index}.
    [[nodiscard]] std::optional<double> valueAt(const std::vector<std::string>& path) const
    {
        if (path.at(0) == "per_sample") {
            return numberAt(valuesByName(analysis.summary), path.at(1));
        }
        const auto index = static_cast<std::size_t>(parseInteger(path.at(2)).value());
        if (path.at(0) == "eis") {
            return analysis.merged.impedance.cycle.at(index);
        }
        return valueOfCycle(path.at(1), index);
    }

    /// A value of a cycle by its key; nothing where the cycle or the value is missing.
    [[nodiscard]] std::optional<double> valueOfCycle(const std::string& key, std::size_t index) const
    {
        const CycleColumn* column = findCycleColumn(key);
        if (column == nullptr || index >= analysis.cycles.size()) {
            return std::nullopt;
        }
        return analysis.cycles[index].*column->value;
    }

    SyntheticCase synthetic;
    SampleAnalysis analysis;
};

struct StepSums
{
    std::int32_t step = 0;
    std::int32_t cycle = 0;
    std::int64_t rows = 0;
    double first_uts = 0;
    double last_uts = 0;
    double charged_mAh = 0;
    double discharged_mAh = 0;
};

std::vector<StepSums> sumSteps(const MergedSeries& series)
{
    std::vector<StepSums> steps;
    for (std::size_t row = 0; row < series.size(); ++row) {
        if (steps.empty() || steps.back().step != series.step[row]) {
            steps.push_back({.step = series.step[row], .cycle = series.cycle[row], .first_uts = series.uts[row]});
        }
        StepSums& sums = steps.back();
        EXPECT_EQ(sums.cycle, series.cycle[row]) << "a step belongs to one cycle";
        ++sums.rows;
        sums.last_uts = series.uts[row];
        (series.charge_mAh[row] > 0 ? sums.charged_mAh : sums.discharged_mAh) += series.charge_mAh[row];
    }
    return steps;
}

TEST_P(Synthetic, MergesToTheExpectedSteps)
{
    const Json& merged = synthetic.expected["merged"];
    const std::vector<StepSums> steps = sumSteps(analysis.merged.series);
    expectAgrees(static_cast<double>(analysis.merged.series.size()), merged["rows"], "rows");
    ASSERT_EQ(steps.size(), merged["steps"].size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Json& expected = merged["steps"][i];
        const std::string where = "step " + std::to_string(i + 1);
        expectAgrees(steps[i].step, expected["Step"], where);
        expectAgrees(steps[i].cycle, expected["Cycle"], where);
        expectAgrees(static_cast<double>(steps[i].rows), expected["rows"], where);
        expectAgrees(steps[i].first_uts, expected["first uts"], where);
        expectAgrees(steps[i].last_uts, expected["last uts"], where);
        expectAgrees(steps[i].charged_mAh, expected["sum dQ+ (mAh)"], where);
        expectAgrees(steps[i].discharged_mAh, expected["sum dQ- (mAh)"], where);
    }
}

TEST_P(Synthetic, UsesTheExpectedRecordings)
{
    Json used = Json::array();
    for (const std::size_t input : analysis.merged.used) {
        used.push_back(synthetic.names[input]);
    }
    EXPECT_EQ(used, synthetic.expected["merged"]["recordings used"]);
}

TEST_P(Synthetic, EveryNumberOfEveryCycleAgrees)
{
    const Json& expected = synthetic.expected["per_cycle"];
    ASSERT_EQ(analysis.cycles.size(), expected["Cycle"].size());
    for (std::size_t i = 0; i < analysis.cycles.size(); ++i) {
        expectAgrees(analysis.cycles[i].cycle, expected["Cycle"][i], "Cycle");
    }
    const Json reference = parseJson(readFile(referenceFile()), "reference")["per_cycle"];
    for (const CycleColumn& column : cycleColumns()) {
        if (!reference.contains(std::string(column.key))) {
            continue;  // goes beyond what the reference knows
        }
        const auto found = expected.find(std::string(column.key));
        for (std::size_t i = 0; i < analysis.cycles.size(); ++i) {
            const bool listed = found != expected.end() && found->is_array();
            expectAgrees(analysis.cycles[i].*column.value, listed ? (*found)[i] : Json(),
                         std::string(column.key) + " of cycle " + std::to_string(i + 1));
        }
    }
}

TEST_P(Synthetic, EveryNumberOfTheSampleAgrees)
{
    const Json values = valuesByName(analysis.summary);
    ASSERT_EQ(values.size(), synthetic.expected["per_sample"].size());
    for (const auto& [key, expected] : synthetic.expected["per_sample"].items()) {
        ASSERT_TRUE(values.contains(key)) << key;
        if (expected.is_number()) {
            expectAgrees(numberAt(values, key), expected, key);
            continue;
        }
        EXPECT_EQ(values[key], expected) << key;
    }
}

TEST_P(Synthetic, ValuesDerivedByHandAgree)
{
    for (const auto& [path, expected] : synthetic.expected["by_formula"].items()) {
        expectAgrees(valueAt(split(path, '|')), expected, path);
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, Synthetic,
                         ::testing::Values("square_wave", "overlap", "overlap_mid_cycle", "gap", "running", "stopped",
                                           "running_next_begun", "running_rest_only", "formation_by_current",
                                           "two_cycles", "fade", "impedance", "dqdv_tanh", "empty", "one_row",
                                           "all_rest", "what_counts"),
                         [](const auto& synthetic) { return std::string(synthetic.param); });

class SyntheticFile : public ::testing::Test
{
protected:
    void SetUp() override
    {
        if (!aurora::test::corpus()) {
            GTEST_SKIP() << "no corpus";
        }
    }
};

TEST_F(SyntheticFile, ImpedancePointsLeaveTheSeriesWithTheCycleBeforeThem)
{
    const SyntheticCase synthetic = loadSynthetic("impedance");
    const ImpedanceSeries found = merge(synthetic.inputs()).impedance;
    const Json& expected = synthetic.expected["impedance"];
    ASSERT_EQ(found.size(), expected["uts"].size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        expectAgrees(found.cycle[i], expected["Cycle"][i], "Cycle");
        expectAgrees(found.uts[i], expected["uts"][i], "uts");
        expectAgrees(found.frequency_Hz[i], expected["f (Hz)"][i], "f");
        expectAgrees(found.reZ_ohm[i], expected["Re(Z) (ohm)"][i], "Re(Z)");
        expectAgrees(found.imZ_ohm[i], expected["Im(Z) (ohm)"][i], "Im(Z)");
    }
}

TEST_F(SyntheticFile, DerivativeOfTheTanhCurveAgreesRowByRow)
{
    const SyntheticCase synthetic = loadSynthetic("dqdv_tanh");
    const std::vector<double> found = differentialCapacity(merge(synthetic.inputs()).series);
    expectAgrees(found, synthetic.expected["curve"]["dQ/dV (mAh/V)"], "dQ/dV");
}

/// The curve was made from a formula, whose derivative is known: smoothing may differ from it as the file says.
TEST_F(SyntheticFile, DerivativeOfTheTanhCurveIsNearThatOfItsFormula)
{
    const SyntheticCase synthetic = loadSynthetic("dqdv_tanh");
    const std::vector<double> found = differentialCapacity(merge(synthetic.inputs()).series);
    const Json& curve = synthetic.expected["curve"];
    const Json& analytic = curve["analytic dQ/dV (mAh/V)"];
    ASSERT_EQ(found.size(), analytic.size());
    double largest = 0;
    double largestDifference = 0;
    for (std::size_t row = 0; row < found.size(); ++row) {
        if (analytic[row].is_null() || std::isnan(found[row])) {
            continue;
        }
        largest = std::max(largest, std::abs(analytic[row].get<double>()));
        largestDifference = std::max(largestDifference, std::abs(found[row] - analytic[row].get<double>()));
    }
    EXPECT_GT(largest, 1);
    EXPECT_NEAR(largestDifference / largest, curve["largest |difference| / largest value"].get<double>(), 1e-6);
}

TEST_F(SyntheticFile, DerivativeOfAParabolaIsExact)
{
    const Json expected = loadExpected("dqdv_parabola.json");
    MergedSeries series;
    for (std::size_t row = 0; row < expected["V"].size(); ++row) {
        series.uts.push_back(static_cast<double>(row));
        series.voltage_V.push_back(expected["V"][row].get<float>());
        series.current_A.push_back(0);
        series.charge_mAh.push_back(expected["dQ (mAh)"][row].get<double>());
        series.technique.push_back(1);
        series.step.push_back(1);
        series.cycle.push_back(1);
    }
    expectAgrees(differentialCapacity(series), expected["dQ/dV (mAh/V)"], "dQ/dV");
}

TEST_F(SyntheticFile, AssemblyTimesAgree)
{
    const Json file = loadExpected("assembly_times.json");
    ASSERT_FALSE(file["cases"].empty());
    for (const Json& oneCase : file["cases"]) {
        const double firstData_uts = oneCase["first data point (uts)"].get<double>();
        const Json values =
            valuesByName(summariseSample({}, ProtocolFacts{}, firstData_uts, oneCase["row"], "Europe/Zurich"));
        for (const auto& [key, expected] : oneCase["expected"].items()) {
            expectAgrees(numberAt(values, key), expected, oneCase["about"].get<std::string>() + ": " + key);
        }
    }
}

}  // namespace
}  // namespace aurora::analysis::test
