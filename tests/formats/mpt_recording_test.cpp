// Text exports of EC-Lab: each gives the recording of the binary it was made from. What the binaries' reader gives is
// checked against the same exports by another program and by mpr_export_test.cpp.
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/eclab/mpr_readable.h"
#include "aurora/formats/registry.h"

#include "support/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::formats {

namespace {

struct Pair
{
    const char* mpt;
    const char* mpr;
};

constexpr std::array pairs{
    Pair{"ca.mpt", "ca.mpr"},
    Pair{"coc.issue_185.mpt", "coc.issue_185.mpr"},
    Pair{"cov.issue_185.mpt", "cov.issue_185.mpr"},
    Pair{"cp.issue_61.mpt", "cp.issue_61.mpr"},
    Pair{"cp.mpt", "cp.mpr"},
    Pair{"cv.mpt", "cv.mpr"},
    Pair{"gcpl.issue_149.mpt", "gcpl.issue_149.mpr"},
    Pair{"gcpl.pr_182.1.mpt", "gcpl.pr_182.1.mpr"},
    Pair{"geis.mpt", "geis.mpr"},
    Pair{"lsv.mpt", "lsv.mpr"},
    Pair{"mb.issue_149.mpt", "mb.issue_149.mpr"},
    Pair{"mb.mpt", "mb.mpr"},
    Pair{"mb.old.mpt", "mb.mpr"},
    Pair{"ocv.mpt", "ocv.mpr"},
    Pair{"ocv.old.mpt", "ocv.mpr"},
    Pair{"peis.mpt", "peis.mpr"},
    Pair{"vsp_ocv_wo.mpt", "vsp_ocv_wo.mpr"},
    Pair{"wait.mpt", "wait.mpr"},
    Pair{"wait.old.mpt", "wait.mpr"},
    Pair{"zir.mpt", "zir.mpr"},
};

/// 32-bit numbers are printed with 8 digits: half a unit of the last, and half the distance between two such numbers.
constexpr double printed32 = 5e-8 + 6e-8;

template <class Value>
void expectNear(const std::vector<Value>& text, const std::vector<Value>& binary, double relative, double absolute,
                const char* what)
{
    ASSERT_EQ(text.size(), binary.size()) << what;
    for (std::size_t row = 0; row < text.size(); ++row) {
        const double expected = binary[row];
        ASSERT_NEAR(text[row], expected, relative * std::abs(expected) + absolute) << what << ", row " << row;
    }
}

/// Where a file keeps the sum of the charge, its steps are differences of numbers printed with 8 digits.
double largestSum(const std::vector<float>& steps)
{
    double sum = 0;
    double largest = 0;
    for (const float step : steps) {
        sum += step;
        largest = std::max(largest, std::abs(sum));
    }
    return largest;
}

class MptPair : public testing::TestWithParam<Pair>
{
protected:
    void SetUp() override
    {
        const auto corpus = test::corpus();
        if (!corpus) {
            GTEST_SKIP() << "the corpus is not here";
        }
        const auto folder = *corpus / "eclab";
        m_text = readRecording(folder / GetParam().mpt, {});
        m_binary = readRecording(folder / GetParam().mpr, {});
    }

    Recording m_text;
    Recording m_binary;
};

TEST_P(MptPair, GivesTheSeriesOfItsBinary)
{
    const CyclingSeries& text = m_text.series;
    const CyclingSeries& binary = m_binary.series;
    expectNear(text.uts, binary.uts, 4e-16, 1e-9, "uts");
    expectNear(text.voltage_V, binary.voltage_V, printed32, 1e-12, "voltage");
    // Where a binary has no current, EC-Lab prints the same quotient of charge and time in double precision.
    expectNear(text.current_A, binary.current_A, 2 * printed32, 1e-15, "current");
    expectNear(text.chargeStep_mAh, binary.chargeStep_mAh, printed32, 2 * printed32 * largestSum(binary.chargeStep_mAh),
               "charge");
    EXPECT_EQ(text.cycleNumber, binary.cycleNumber);
    EXPECT_EQ(text.technique, binary.technique);
    expectNear(text.frequency_Hz, binary.frequency_Hz, printed32, 0, "frequency");
    expectNear(text.reZ_ohm, binary.reZ_ohm, 2 * printed32, 1e-12, "Re(Z)");
    expectNear(text.imZ_ohm, binary.imZ_ohm, 2 * printed32, 1e-12, "Im(Z)");
}

TEST_P(MptPair, TellsTheSameOfTheExperiment)
{
    EXPECT_EQ(m_text.start_uts.has_value(), m_binary.start_uts.has_value());
    EXPECT_NEAR(m_text.start_uts.value_or(0), m_binary.start_uts.value_or(0), 1e-3);
    if (!m_text.start_uts) {
        return;  // an export without header
    }
    EXPECT_EQ(m_text.technique, m_binary.technique);
    EXPECT_EQ(m_text.channel, m_binary.channel);
    EXPECT_EQ(m_text.device, m_binary.device);
    for (const char* const name : {"Battery capacity (mA.h)", "Mass of active material (mg)"}) {
        if (m_text.jobData.contains(name)) {
            const double expected = m_binary.jobData.at(name).get<double>();
            EXPECT_NEAR(m_text.jobData.at(name).get<double>(), expected, 5e-4 + 1e-6 * expected) << name;
        }
    }
}

/// "30 mA" of the text is "30.000001 mA" of the binary: numbers are printed with three decimals.
void expectSameParameter(const std::string& text, const std::string& binary, const std::string& name)
{
    const auto unit = [](const std::string& value) { return value.substr(std::min(value.find(' '), value.size())); };
    const auto number = [&unit](const std::string& value) {
        return parseNumber(std::string_view(value).substr(0, value.size() - unit(value).size()));
    };
    if (!number(text) || !number(binary)) {
        EXPECT_EQ(text, binary) << name;
        return;
    }
    EXPECT_EQ(unit(text), unit(binary)) << name;
    EXPECT_NEAR(*number(text), *number(binary), 6e-4 + 1e-5 * std::abs(*number(binary))) << name;
}

TEST_P(MptPair, ShowsTheParametersOfTheBinary)
{
    const Json text = eclab::readableJobData(m_text.jobData);
    const Json binary = eclab::readableJobData(m_binary.jobData);
    if (!text.contains("Parameters")) {
        return;  // an export without header
    }
    ASSERT_TRUE(binary.contains("Parameters"));
    ASSERT_EQ(text["Parameters"].size(), binary["Parameters"].size());
    for (std::size_t i = 0; i < text["Parameters"].size(); ++i) {
        std::size_t compared = 0;
        for (const auto& [name, value] : text["Parameters"][i].items()) {
            // wait.old.mpt prints the day first, as its computer was set.
            const bool isOtherDate = name == "date (m/d/y)" && value == "07/03/2009";
            if (binary["Parameters"][i].contains(name) && !isOtherDate) {
                expectSameParameter(value.get<std::string>(), binary["Parameters"][i][name].get<std::string>(), name);
                ++compared;
            }
        }
        EXPECT_GE(compared, 4U) << "sequence " << i;
    }
}

TEST_P(MptPair, HasNoWarningsButThatOfAnUnknownStart)
{
    for (const std::string& warning : m_text.warnings) {
        EXPECT_NE(warning.find("start of the recording"), std::string::npos) << warning;
    }
}

INSTANTIATE_TEST_SUITE_P(Corpus, MptPair, testing::ValuesIn(pairs), [](const auto& testInfo) {
    std::string name = testInfo.param.mpt;
    std::ranges::replace(name, '.', '_');
    return name;
});

}  // namespace

}  // namespace aurora::formats
