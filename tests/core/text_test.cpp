#include "aurora/core/text.h"

#include "aurora/core/significant.h"

#include <gtest/gtest.h>

#include <clocale>

namespace aurora {
namespace {

TEST(Text, Windows1252BytesBecomeUtf8)
{
    EXPECT_EQ(toUtf8("25\xB0"
                     "C \x80",
                     "WINDOWS-1252"),
              "25°C €");
}

TEST(Text, BytesThatAreNoGb18030AreReplacedAndTheRestIsKept)
{
    EXPECT_EQ(toUtf8("ok\xFF!", "GB18030"), "ok\xEF\xBF\xBD!");
}

TEST(Text, TextThatIsNoUtf8IsReadAsWindows1252AndAByteOrderMarkIsDropped)
{
    EXPECT_EQ(decodeText("\xEF\xBB\xBFµ"), "µ");
    EXPECT_EQ(decodeText("\xB5m"), "µm");
}

TEST(Text, OverlongAndSurrogateSequencesAreNoUtf8)
{
    EXPECT_TRUE(isUtf8("µ€😀"));
    EXPECT_FALSE(isUtf8("\xC0\xAF"));
    EXPECT_FALSE(isUtf8("\xED\xA0\x80"));
    EXPECT_FALSE(isUtf8("\xE2\x82"));
}

TEST(Text, NumbersAreShortestAndHaveAPointInEveryLocale)
{
    const std::string before = std::setlocale(LC_NUMERIC, nullptr);
    if (std::setlocale(LC_NUMERIC, "de_DE.UTF-8") == nullptr) {
        GTEST_SKIP() << "the locale de_DE.UTF-8 is missing; scripts/test makes it";
    }
    EXPECT_EQ(formatNumber(0.1), "0.1");
    EXPECT_EQ(formatNumber(0.1F), "0.1");
    EXPECT_EQ(formatNumber(1e300), "1e+300");
    EXPECT_EQ(parseNumber(" 3.75 "), 3.75);
    EXPECT_EQ(parseNumber("3,75"), std::nullopt);
    std::setlocale(LC_NUMERIC, before.c_str());
}

TEST(Text, ATypedNumberHasADecimalCommaOrAPoint)
{
    EXPECT_EQ(parseTypedNumber(" 1,5 "), 1.5);
    EXPECT_EQ(parseTypedNumber("1.5"), 1.5);
    EXPECT_EQ(parseTypedNumber("-2,5e-3"), -0.0025);
    EXPECT_EQ(parseTypedNumber("12"), 12.0);
}

TEST(Text, ATypedNumberIsTheWholeTextAndFinite)
{
    for (const std::string_view none : {"", ",", "1,5 mg", "1,234.5", "1,2,3", "1 234", "inf", "nan", "1e400"}) {
        EXPECT_EQ(parseTypedNumber(none), std::nullopt) << none;
    }
}

TEST(Text, HalfANumberIsNoNumber)
{
    EXPECT_EQ(parseNumber("22.5x"), std::nullopt);
    EXPECT_EQ(parseNumber(""), std::nullopt);
    EXPECT_EQ(parseInteger("1.0"), std::nullopt);
    EXPECT_EQ(parseInteger("+12"), 12);
}

TEST(Text, DigitsAreAsManyAsAskedForAtMost)
{
    EXPECT_EQ(formatDigits(0.1 + 5.6, 12), "5.7");
    EXPECT_EQ(formatDigits(30.000002, 6), "30");
    EXPECT_EQ(formatDigits(1.25e-9, 4), "1.25e-09");
    EXPECT_EQ(formatDigits(-1.0 / 3, 4), "-0.3333");
}

TEST(Text, NaturalOrderComparesDigitRunsAsNumbers)
{
    EXPECT_LT(compareNatural("tt1-MPG2-1-2", "tt1-MPG2-1-10"), 0);
    EXPECT_GT(compareNatural("cell_10", "cell_9"), 0);
    EXPECT_EQ(compareNatural("a01", "A1"), 0);
    EXPECT_LT(compareNatural("a", "ab"), 0);
}

TEST(Text, KeysOfTextsAreInTheirNaturalOrder)
{
    const auto key = [](std::string_view text) {
        std::string bytes;
        appendNaturalKey(text, bytes);
        return bytes;
    };
    const std::vector<std::string> ordered{"",     "-3",   "1",       "2",    "2-",   "02x",  "10",
                                           "10a1", "10a2", "10a2 b7", "A",    "a1",   "a2",   "a007",
                                           "a10",  "a10-", "a10b",    "a100", "aB 3", "ab 4", "\xC3\xBC"};
    for (std::size_t i = 0; i + 1 < ordered.size(); ++i) {
        ASSERT_LT(compareNatural(ordered[i], ordered[i + 1]), 0) << ordered[i] << " " << ordered[i + 1];
        EXPECT_LT(key(ordered[i]), key(ordered[i + 1])) << ordered[i] << " " << ordered[i + 1];
    }
    EXPECT_EQ(key("a01"), key("A1"));
    EXPECT_EQ(key("a000"), key("a0"));
}

}  // namespace
}  // namespace aurora
