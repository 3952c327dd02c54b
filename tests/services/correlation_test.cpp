#include "aurora/services/correlation.h"

#include "aurora/core/error.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace aurora;
using namespace aurora::services;

namespace {

std::vector<Json> fourSamples()
{
    return {
        Json{{"Sample ID", "a"}, {"Formation cycles", 3}, {"Loss (%)", 1.0}, {"Anode type", "gr"}, {"Rack", 7}},
        Json{{"Sample ID", "b"}, {"Formation cycles", 3}, {"Loss (%)", 3.0}, {"Anode type", "gr"}, {"Rack", "left"}},
        Json{{"Sample ID", "c"}, {"Formation cycles", 3}, {"Loss (%)", 5.0}, {"Anode type", "si"}, {"Rack", 7}},
        Json{{"Sample ID", "d"}, {"Formation cycles", 3}, {"Loss (%)", 7.0}, {"Anode type", "si"}, {"Rack", nullptr}},
    };
}

}  // namespace

TEST(Correlate, ConstantsAndNamesAreLeftOutUnlessAskedFor)
{
    const std::vector<Json> samples = fourSamples();
    const std::vector<std::string> telling{"Loss (%)", "Anode type", "Rack"};
    EXPECT_EQ(correlate(samples).columns, telling);

    const CorrelationMatrix asked = correlate(samples, {"Formation cycles", "Loss (%)"});
    EXPECT_EQ(asked.columns.size(), 2U);
    EXPECT_FALSE(asked.at(0, 1).value);
}

TEST(Correlate, EachPairIsMeasuredByItsKind)
{
    const CorrelationMatrix matrix = correlate(fourSamples());
    // Means 2 and 6 about 4: eta = sqrt(16 / 20), halved for four samples.
    EXPECT_EQ(matrix.at(1, 0).measure, analysis::Measure::CorrelationRatio);
    EXPECT_NEAR(matrix.at(1, 0).value.value(), std::sqrt(0.8) / 2, 1e-12);
    EXPECT_EQ(matrix.at(0, 1).value, matrix.at(1, 0).value);
    EXPECT_EQ(matrix.at(2, 0).measure, analysis::Measure::CorrelationRatio);  // 7 and "left": a category
    EXPECT_EQ(matrix.at(2, 0).samples, 3U);
    EXPECT_EQ(matrix.at(1, 2).measure, analysis::Measure::CramersV);
}

TEST(Correlate, AColumnThatNoSampleHasIsRefused)
{
    EXPECT_THROW((void)correlate(fourSamples(), {"Colour"}), UsageError);
}
