#include "aurora/core/thread_locale.h"

#include "support/german_numbers.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <string>
#include <thread>

namespace aurora {
namespace {

std::string printed(double value)
{
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.16G", value);
    return buffer.data();
}

TEST(ThreadLocale, WritesADecimalPointInItsThreadAndItsScopeOnly)
{
    const test::GermanNumbers german;
    if (!german.areThere()) {
        GTEST_SKIP() << test::GermanNumbers::missing;
    }
    ASSERT_EQ(printed(3.75), "3,75");
    {
        const ThreadLocale point(LocalePart::Numbers);
        EXPECT_EQ(printed(3.75), "3.75");
        std::string elsewhere;
        std::thread([&] { elsewhere = printed(3.75); }).join();
        EXPECT_EQ(elsewhere, "3,75");
    }
    EXPECT_EQ(printed(3.75), "3,75");
}

}  // namespace
}  // namespace aurora
