#include "aurora/core/json.h"

#include "aurora/core/error.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

TEST(Json, BareNaNAndInfinityOutsideStringsBecomeNull)
{
    const Json value = parseJson(R"({"a": NaN, "b": [-Infinity, Infinity, 1], "c": "NaN \" NaN", "NaN": 2})", "test");
    EXPECT_TRUE(value["a"].is_null());
    EXPECT_TRUE(value["b"][0].is_null());
    EXPECT_EQ(value["b"][2], 1);
    EXPECT_EQ(value["c"], "NaN \" NaN");
    EXPECT_EQ(value["NaN"], 2);
}

TEST(Json, WordsThatOnlyContainNaNAreStillErrors)
{
    EXPECT_THROW((void)parseJson("[NaNa]", "test"), Error);
}

TEST(Json, AnErrorNamesTheSourceAndTheLine)
{
    try {
        (void)parseJson("{\n\"a\": 1,\n]", "answer of tt1");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(std::string(error.what()), "answer of tt1: not valid JSON at line 3.");
    }
}

TEST(Json, ANumberThatNoComputerHoldsIsAnError)
{
    EXPECT_THROW((void)parseJson(R"({"a": 1e999})", "test"), Error);  // found by fuzzing tomato snapshots
}

TEST(Json, KeysKeepTheirOrderAndBadUtf8IsReplaced)
{
    Json value;
    value["z"] = 0.1;
    value["a"] = "\xFF";
    EXPECT_EQ(dumpJson(value), "{\"z\":0.1,\"a\":\"\xEF\xBF\xBD\"}");
}

}  // namespace
}  // namespace aurora
