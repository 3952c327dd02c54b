#pragma once

#include "aurora/analysis/analyse.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/text.h"
#include "support/corpus.h"
#include "support/deviations.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace aurora::analysis::test {

/// A made-up series of `expected/synthetic` and what must come out of it.
struct SyntheticCase
{
    std::vector<std::string> names;
    std::vector<CyclingSeries> recordings;
    std::vector<bool> finished;
    Json expected;

    [[nodiscard]] std::vector<MergeInput> inputs() const
    {
        std::vector<MergeInput> result;
        for (std::size_t i = 0; i < recordings.size(); ++i) {
            result.push_back({.series = &recordings[i], .finished = finished[i]});
        }
        return result;
    }

    [[nodiscard]] SampleAnalysis analyse() const
    {
        const std::vector<Protocol> nothingKnown(recordings.size());
        return analyseSample(inputs(), nothingKnown, expected["sample_row"], "Europe/Zurich");
    }
};

inline void appendRow(CyclingSeries& series, const std::vector<std::string>& cells, bool hasImpedance)
{
    const auto number = [&](std::size_t cell) {
        return parseNumber(cells.at(cell)).value_or(std::numeric_limits<double>::quiet_NaN());
    };
    series.uts.push_back(number(1));
    series.voltage_V.push_back(static_cast<float>(number(2)));
    series.current_A.push_back(static_cast<float>(number(3)));
    series.cycleNumber.push_back(static_cast<std::int32_t>(number(4)));
    series.technique.push_back(static_cast<std::int16_t>(number(5)));
    if (hasImpedance) {
        series.frequency_Hz.push_back(static_cast<float>(number(6)));
        series.reZ_ohm.push_back(static_cast<float>(number(7)));
        series.imZ_ohm.push_back(static_cast<float>(number(8)));
    }
}

inline void readRows(SyntheticCase& synthetic, const std::string& csv)
{
    const std::vector<std::string> lines = split(csv, '\n');
    const bool hasImpedance = lines.at(0).find(",f,") != std::string::npos;
    for (std::size_t line = 1; line < lines.size(); ++line) {
        const std::vector<std::string> cells = split(trimmed(lines[line]), ',');
        for (std::size_t i = 0; i < synthetic.names.size(); ++i) {
            if (cells.at(0) == synthetic.names[i]) {
                appendRow(synthetic.recordings[i], cells, hasImpedance);
            }
        }
    }
}

inline std::filesystem::path syntheticFile(const std::string& name)
{
    return *aurora::test::corpus() / "expected" / "synthetic" / name;
}

/// Has every key that the reference numbers know.
inline std::filesystem::path referenceFile()
{
    return *aurora::test::corpus() / "expected" / "cycles.240620_kigr_gen2_01.json";
}

/// An expected file; what is compared from now on counts as of it.
inline Json loadExpected(const std::string& file)
{
    // What was put in, and remarks on the numbers themselves.
    static const std::set<std::string> inputs{"sample_row",
                                              "recordings",
                                              "V",
                                              "dQ (mAh)",
                                              "row",
                                              "first data point (uts)",
                                              "analytic dQ/dV (mAh/V)",
                                              "largest |difference| / largest value",
                                              "90th percentile of |difference| / largest value"};
    Json expected = parseJson(readFile(syntheticFile(file)), file);
    aurora::test::Deviations::begin(file, expected, inputs);
    return expected;
}

/// @pre the corpus is there
inline SyntheticCase loadSynthetic(const std::string& name)
{
    SyntheticCase synthetic;
    synthetic.expected = loadExpected(name + ".json");
    for (const Json& recording : synthetic.expected["recordings"]) {
        synthetic.names.push_back(recording["name"].get<std::string>());
        synthetic.finished.push_back(recording["finished"].get<bool>());
    }
    synthetic.recordings.resize(synthetic.names.size());
    readRows(synthetic, readFile(syntheticFile(name + ".csv")));
    return synthetic;
}

/// Equal to a relative 1e-9 (absolute 1e-12 near zero); null stands for nothing.
inline void expectAgrees(std::optional<double> found, const Json& expected, const std::string& what)
{
    if (expected.is_null()) {
        EXPECT_FALSE(found.has_value()) << what << " is " << found.value_or(0) << ", expected nothing";
        return;
    }
    ASSERT_TRUE(found.has_value()) << what << " is unknown, expected " << expected;
    const double value = expected.get<double>();
    aurora::test::Deviations::note(*found, value, what);
    EXPECT_NEAR(*found, value, std::max(1e-12, 1e-9 * std::abs(value))) << what;
}

inline void expectAgrees(const std::vector<double>& found, const Json& expected, const std::string& what)
{
    ASSERT_EQ(found.size(), expected.size()) << what;
    for (std::size_t row = 0; row < found.size(); ++row) {
        const std::string where = what + ", row " + std::to_string(row);
        if (std::isnan(found[row])) {
            EXPECT_TRUE(expected[row].is_null()) << where << " is unknown, expected " << expected[row];
            continue;
        }
        expectAgrees(std::optional(found[row]), expected[row], where);
    }
}

}  // namespace aurora::analysis::test
