#include "aurora/core/remaining_time.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

TEST(RemainingTime, SteadyWorkNeedsForTheRestWhatItsSpeedSays)
{
    RemainingTime remaining;
    for (int second = 0; second <= 10; ++second) {
        remaining.note(second, 0.02 * second);
    }
    EXPECT_NEAR(remaining.left_s().value(), 40, 1e-9);  // a fifth took 10 s
}

TEST(RemainingTime, SaysNothingInTheFirstTwoSeconds)
{
    RemainingTime remaining;
    remaining.note(0, 0);
    remaining.note(1.9, 0.5);
    EXPECT_FALSE(remaining.left_s());
    remaining.note(2.0, 0.5);
    EXPECT_NEAR(remaining.left_s().value(), 2, 1e-9);
}

TEST(RemainingTime, SaysNothingWhileNothingMovesAndAtTheEnd)
{
    RemainingTime remaining;
    remaining.note(0, 0.3);
    remaining.note(5, 0.3);
    EXPECT_FALSE(remaining.left_s());
    remaining.note(10, 1);
    EXPECT_FALSE(remaining.left_s());
}

TEST(RemainingTime, WhatWasSkippedAtTheBeginningIsForgotten)
{
    RemainingTime remaining;
    remaining.note(0, 0);
    remaining.note(1, 0.5);  // half of the samples were up to date
    for (int second = 2; second <= 31; ++second) {
        remaining.note(second, 0.5 + 0.01 * (second - 1));
    }
    EXPECT_NEAR(remaining.left_s().value(), 20, 1e-6);  // a hundredth a second, a fifth is left
}

TEST(RemainingTime, ManyNotesASecondCountLikeFew)
{
    RemainingTime remaining;
    for (int note = 0; note <= 100'000; ++note) {
        remaining.note(note * 1e-4, note * 1e-6);
    }
    EXPECT_NEAR(remaining.left_s().value(), 90, 0.01);
}

}  // namespace
}  // namespace aurora
