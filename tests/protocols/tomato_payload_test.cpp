#include "aurora/core/file.h"
#include "aurora/protocols/job_protocol.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

using Kind = ProtocolStep::Kind;

/// A protocol of one technique.
ProtocolStep stepOf(const Json& method, const Json& capacity_Ah = 0.005)
{
    const Json payload{{"sample", {{"name", "a_01"}, {"capacity", capacity_Ah}}}, {"method", Json::array({method})}};
    const Protocol protocol = protocolFromJobData(payload);
    return protocol.steps.size() == 1 ? protocol.steps[0] : ProtocolStep{};
}

ProtocolStep constantCurrent(const Json& current, const Json& capacity_Ah = 0.005)
{
    return stepOf({{"technique", "constant_current"}, {"current", current}}, capacity_Ah);
}

TEST(TomatoPayload, CurrentsAreCRatesOrAmperes)
{
    EXPECT_EQ(constantCurrent("C/10").cRate, 0.1);
    EXPECT_EQ(constantCurrent("0.5D").cRate, -0.5);
    EXPECT_DOUBLE_EQ(constantCurrent(-0.0005).cRate.value(), -0.1);
    EXPECT_EQ(constantCurrent("0.5").cRate, 0.5) << "a bare number as text is a C-rate";
}

TEST(TomatoPayload, AmperesWithoutACapacityHaveNoCRate)
{
    EXPECT_EQ(constantCurrent(0.0005, 0.0).cRate, std::nullopt);
    EXPECT_EQ(constantCurrent(0.0005, nullptr).cRate, std::nullopt);
    EXPECT_EQ(constantCurrent("C/10", 0.0).cRate, 0.1);
}

TEST(TomatoPayload, ACurrentThatCannotBeUnderstoodIsUnknown)
{
    const ProtocolStep step = constantCurrent("fast");
    EXPECT_EQ(step.kind, Kind::ConstantCurrent);
    EXPECT_EQ(step.cRate, std::nullopt);
    EXPECT_EQ(constantCurrent(Json::array()).cRate, std::nullopt);
}

TEST(TomatoPayload, ALoopMakesOneCycleMoreThanItJumpsBack)
{
    const ProtocolStep step = stepOf({{"technique", "loop"}, {"n_gotos", 2}, {"goto", 1}});
    EXPECT_EQ(step.kind, Kind::Loop);
    EXPECT_EQ(step.cycles, 3);
}

TEST(TomatoPayload, LimitsAndHoldsAreVolts)
{
    const ProtocolStep limited = stepOf(
        {{"technique", "constant_current"}, {"current", "C"}, {"limit_voltage_max", 4.9}, {"limit_voltage_min", 3.5}});
    EXPECT_EQ(limited.maxVoltage_V, 4.9);
    EXPECT_EQ(limited.minVoltage_V, 3.5);
    const ProtocolStep hold = stepOf({{"technique", "constant_voltage"}, {"voltage", 4.2}});
    EXPECT_EQ(hold.kind, Kind::ConstantVoltage);
    EXPECT_EQ(hold.voltage_V, 4.2);
}

TEST(TomatoPayload, TechniquesOfOtherDriversAreOther)
{
    EXPECT_EQ(stepOf({{"technique", "sequential"}, {"time", 20}}).kind, Kind::Other);
    EXPECT_EQ(stepOf({{"time", 20}}).kind, Kind::Other);
}

TEST(TomatoPayload, IsFoundInAJobAsObjectAndAsText)
{
    const char* text =
        R"({"sample": {"capacity": 0.001}, "method": [{"technique": "constant_current", "current": "D"}]})";
    for (const Json& job : {Json{{"Job ID", "tt1-12"}, {"Payload", Json::parse(text)}}, Json{{"Payload", text}},
                            Json{{"payload", Json::parse(text)}, {"jobid", 8}}})
    {
        const Protocol protocol = protocolFromJobData(job);
        ASSERT_EQ(protocol.steps.size(), 1U) << job;
        EXPECT_EQ(protocol.steps[0].cRate, -1.0);
    }
}

TEST(TomatoPayload, TextThatIsNoPayloadSaysNothing)
{
    EXPECT_TRUE(protocolFromJobData({{"Payload", "formation.json"}}).steps.empty());
}

class TomatoCorpus : public ::testing::Test
{
protected:
    void SetUp() override
    {
        if (!test::corpus()) {
            GTEST_SKIP() << "no corpus";
        }
    }

    static Protocol read(const std::string& name)
    {
        const auto path = *test::corpus() / "tomato" / name;
        return protocolFromJobData(parseJson(readFile(path), pathText(path)));
    }
};

TEST_F(TomatoCorpus, CyclingPayload)
{
    const Protocol protocol = read("payloads/biologic_cycling.json");
    ASSERT_EQ(protocol.steps.size(), 4U);
    EXPECT_DOUBLE_EQ(protocol.steps[0].cRate.value(), 1.0 / 3);
    EXPECT_EQ(protocol.steps[0].maxVoltage_V, 4.2);
    EXPECT_EQ(protocol.steps[1].voltage_V, 4.2);
    EXPECT_DOUBLE_EQ(protocol.steps[2].cRate.value(), -1.0 / 3);
    EXPECT_EQ(protocol.steps[2].minVoltage_V, 2.5);
    EXPECT_EQ(protocol.steps[3].cycles, 500);
}

TEST_F(TomatoCorpus, PayloadThatMixesAmperesAndCRates)
{
    const Protocol protocol = read("payloads/biologic_mixed_currents.json");
    ASSERT_EQ(protocol.steps.size(), 9U);
    EXPECT_EQ(protocol.steps[0].kind, Kind::Rest);
    EXPECT_EQ(protocol.steps[1].cRate, std::nullopt) << "0.00025 A of an unknown capacity";
    EXPECT_EQ(protocol.steps[4].cycles, 3);
    EXPECT_EQ(protocol.steps[5].cRate, 2.0);
    EXPECT_EQ(protocol.steps[7].cRate, -0.5);
    EXPECT_EQ(protocol.steps[8].cycles, 50);
}

TEST_F(TomatoCorpus, JobDataOfAServer)
{
    const Protocol protocol = read("biologic_real/jobdata.json");
    ASSERT_EQ(protocol.steps.size(), 6U);
    EXPECT_EQ(protocol.steps[1].maxVoltage_V, 1.0);
    EXPECT_EQ(protocol.steps[4].cRate, -0.1);
    EXPECT_EQ(protocol.steps[5].cycles, 3);
}

}  // namespace
}  // namespace aurora::protocols
