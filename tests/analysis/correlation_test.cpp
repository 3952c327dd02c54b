#include "aurora/analysis/correlation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

using namespace aurora::analysis;

namespace {

constexpr double tolerance = 1e-12;

}  // namespace

TEST(Associate, NumbersGivePearsonsCoefficientLessTheShareOfFewSamples)
{
    // By hand: deviations (-1.5, -0.5, 0.5, 1.5) and (-1, -1, 1, 1): 4 / sqrt(5 * 4) = 2 / sqrt(5); four samples: half.
    const Association result = associate(NumberColumn{1.0, 2.0, 3.0, 4.0}, NumberColumn{5.0, 5.0, 7.0, 7.0});
    EXPECT_EQ(result.measure, Measure::Pearson);
    EXPECT_EQ(result.samples, 4U);
    EXPECT_NEAR(result.value.value(), 2.0 / std::sqrt(5.0) * 0.5, tolerance);
}

TEST(Associate, NumbersThatRunAgainstEachOtherAreNegative)
{
    const Association result = associate(NumberColumn{1.0, 2.0, 3.0, 4.0}, NumberColumn{8.0, 6.0, 4.0, 2.0});
    EXPECT_NEAR(result.value.value(), -0.5, tolerance);
}

TEST(Associate, OnlySamplesThatHaveBothCount)
{
    const double notANumber = std::numeric_limits<double>::quiet_NaN();
    const Association result = associate(NumberColumn{1.0, std::nullopt, 2.0, 9.0, 3.0, 4.0},
                                         NumberColumn{5.0, 1.0, 5.0, notANumber, 7.0, 7.0});
    EXPECT_EQ(result.samples, 4U);
    EXPECT_NEAR(result.value.value(), 2.0 / std::sqrt(5.0) * 0.5, tolerance);
}

TEST(Associate, CategoriesExplainAShareOfTheVarianceOfNumbers)
{
    // By hand: means 2 and 6 about 4: between 16, within 2 + 2: eta = sqrt(16 / 20).
    const CategoryColumn electrolyte{"A", "A", "B", "B"};
    const NumberColumn capacity{1.0, 3.0, 5.0, 7.0};
    const Association result = associate(electrolyte, capacity);
    EXPECT_EQ(result.measure, Measure::CorrelationRatio);
    EXPECT_NEAR(result.value.value(), std::sqrt(16.0 / 20.0) * 0.5, tolerance);
    EXPECT_EQ(associate(capacity, electrolyte).value, result.value);
}

TEST(Associate, CategoriesGiveTheBiasCorrectedCramersV)
{
    // Table [[6, 2], [1, 7]], n = 16: chi² = 16·(6·7 − 2·1)²/(8·8·7·9) = 6.349206…, phi² = 25/63;
    // less 1/15: 0.330158…; corrected rows and columns 2 − 1/15: V = sqrt(0.330158…/(14/15)); sixteen samples: 3/4.
    CategoryColumn anode;
    CategoryColumn separator;
    const auto add = [&](int times, const char* a, const char* b) {
        for (int i = 0; i < times; ++i) {
            anode.emplace_back(a);
            separator.emplace_back(b);
        }
    };
    add(6, "graphite", "glass");
    add(2, "graphite", "polymer");
    add(1, "silicon", "glass");
    add(7, "silicon", "polymer");
    const Association result = associate(anode, separator);
    EXPECT_EQ(result.measure, Measure::CramersV);
    EXPECT_EQ(result.samples, 16U);
    EXPECT_NEAR(result.value.value(), std::sqrt((25.0 / 63.0 - 1.0 / 15.0) / (14.0 / 15.0)) * 0.75, tolerance);
}

TEST(Associate, IndependentCategoriesAreZeroAndNotNegative)
{
    const Association result = associate(CategoryColumn{"a", "a", "b", "b"}, CategoryColumn{"x", "y", "x", "y"});
    EXPECT_EQ(result.value, 0.0);
}

TEST(Associate, WhatIsConstantOrUniqueOrMissingHasNoAnswer)
{
    const NumberColumn constant{0.1, 0.1, 0.1};
    const NumberColumn rising{1.0, 2.0, 3.0};
    EXPECT_FALSE(associate(constant, rising).value);
    EXPECT_FALSE(associate(CategoryColumn{"a", "a", "a"}, rising).value);
    EXPECT_FALSE(associate(CategoryColumn{"a", "b", "b"}, constant).value);
    EXPECT_FALSE(associate(CategoryColumn{"a", "b", "c"}, CategoryColumn{"x", "y", "z"}).value);
    const Association none = associate(NumberColumn{1.0, std::nullopt}, NumberColumn{std::nullopt, 1.0});
    EXPECT_FALSE(none.value);
    EXPECT_EQ(none.samples, 0U);
    EXPECT_FALSE(associate(NumberColumn{}, NumberColumn{}).value);
}
