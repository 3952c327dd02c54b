#include "aurora/core/c_rate.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace aurora {
namespace {

TEST(ParseCRate, ReadsCurrentOverCapacityAndTheSignOfTheLetter)
{
    EXPECT_DOUBLE_EQ(parseCRate("C/2"), 0.5);
    EXPECT_DOUBLE_EQ(parseCRate("0.5C"), 0.5);
    EXPECT_DOUBLE_EQ(parseCRate("2C"), 2.0);
    EXPECT_DOUBLE_EQ(parseCRate("1/2 C"), 0.5);
    EXPECT_DOUBLE_EQ(parseCRate("C"), 1.0);
    EXPECT_DOUBLE_EQ(parseCRate("D/10"), -0.1);
}

TEST(FormatCRate, WritesARateAsProtocolsDo)
{
    EXPECT_EQ(formatCRate(0.1), "C/10");
    EXPECT_EQ(formatCRate(0.33333), "C/3");
    EXPECT_EQ(formatCRate(-0.5), "D/2");
    EXPECT_EQ(formatCRate(1), "1C");
    EXPECT_EQ(formatCRate(2.5), "2.5C");
    EXPECT_EQ(formatCRate(0.3), "0.3C");
    EXPECT_EQ(formatCRate(0.34), "0.34C") << "that is no third";
}

TEST(ParseCRate, NamesTheTextItCannotRead)
{
    try {
        (void)parseCRate("c/2");
        FAIL() << "a small c is no C-rate";
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("\"c/2\""), std::string::npos) << error.what();
    }
}

TEST(RoundCRate, KeepsWhatIsFarFromEveryFraction)
{
    EXPECT_DOUBLE_EQ(roundCRate(0.0014), 0.0014);  // the next fractions are 0 and 1/100
    EXPECT_TRUE(std::isnan(roundCRate(std::numeric_limits<double>::quiet_NaN())));
}

TEST(RoundCRate, RoundsDischargeAsItRoundsCharge)
{
    EXPECT_DOUBLE_EQ(roundCRate(-0.3333), -1.0 / 3);
}

class CRateCorpus : public ::testing::Test
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        const auto path = *folder / "expected" / "synthetic" / "c_rates.json";
        cases = parseJson(readFile(path), pathText(path));
    }

    Json cases;
};

TEST_F(CRateCorpus, EveryTextReadsAsExpected)
{
    ASSERT_FALSE(cases["text"].empty());
    for (const auto& [text, rate] : cases["text"].items()) {
        EXPECT_DOUBLE_EQ(parseCRate(text), rate.get<double>()) << text;
    }
}

TEST_F(CRateCorpus, EveryOtherTextIsRefused)
{
    ASSERT_FALSE(cases["refused"].empty());
    for (const Json& text : cases["refused"]) {
        EXPECT_THROW((void)parseCRate(text.get<std::string>()), Error) << text;
    }
}

TEST_F(CRateCorpus, RatesRoundToTheNearestSimpleFraction)
{
    ASSERT_FALSE(cases["rounded"].empty());
    for (const Json& pair : cases["rounded"]) {
        EXPECT_NEAR(roundCRate(pair[0].get<double>()), pair[1].get<double>(), 1e-9) << pair[0];
    }
}

}  // namespace
}  // namespace aurora
