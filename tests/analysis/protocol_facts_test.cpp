#include "aurora/analysis/protocol_facts.h"

#include <gtest/gtest.h>

namespace aurora::analysis::test {
namespace {

using Kind = ProtocolStep::Kind;

ProtocolStep charge(double cRate, std::optional<double> max_V = std::nullopt)
{
    return {.kind = Kind::ConstantCurrent, .cRate = cRate, .maxVoltage_V = max_V};
}

ProtocolStep discharge(double cRate, std::optional<double> min_V = std::nullopt)
{
    return {.kind = Kind::ConstantCurrent, .cRate = -cRate, .minVoltage_V = min_V};
}

ProtocolStep loop(std::int32_t cycles)
{
    return {.kind = Kind::Loop, .cycles = cycles};
}

ProtocolStep hold(double voltage_V)
{
    return {.kind = Kind::ConstantVoltage, .voltage_V = voltage_V};
}

ProtocolFacts factsOf(const Protocol& protocol)
{
    return protocolFacts({&protocol, 1});
}

TEST(ProtocolFacts, FewerThanTenCyclesAreFormationTenOrMoreAreCycling)
{
    const ProtocolFacts facts =
        factsOf({{charge(0.1, 4.2), discharge(0.1, 2.5), loop(9), charge(0.5, 4.3), discharge(0.5, 3.0), loop(10)}});
    EXPECT_EQ(facts.formationCycles, 9);
    EXPECT_EQ(facts.formationCRate, 0.1);
    EXPECT_EQ(facts.formationMaxVoltage_V, 4.2);
    EXPECT_EQ(facts.formationMinVoltage_V, 2.5);
    EXPECT_EQ(facts.cycleCRate, 0.5);
    EXPECT_EQ(facts.cycleMaxVoltage_V, 4.3);
    EXPECT_EQ(facts.cycleMinVoltage_V, 3.0);
}

TEST(ProtocolFacts, ADischargeCanOnlyRaiseTheRate)
{
    EXPECT_EQ(factsOf({{charge(0.5), discharge(0.1), loop(3)}}).formationCRate, 0.5);
    EXPECT_EQ(factsOf({{charge(0.5), discharge(2.0), loop(3)}}).formationCRate, 2.0);
}

TEST(ProtocolFacts, ALaterChargeSetsTheRateAnew)
{
    EXPECT_EQ(factsOf({{charge(2.0), charge(0.1), discharge(0.1), loop(3)}}).formationCRate, 0.1);
    EXPECT_EQ(factsOf({{discharge(2.0), charge(0.1), loop(3)}}).formationCRate, 0.1);
}

TEST(ProtocolFacts, RateAndLimitsStartAnewAfterEachLoop)
{
    const ProtocolFacts facts = factsOf({{charge(2.0, 4.9), loop(3), discharge(0.5, 3.0), loop(100)}});
    EXPECT_EQ(facts.cycleCRate, 0.5);
    EXPECT_EQ(facts.cycleMaxVoltage_V, std::nullopt);
    EXPECT_EQ(facts.cycleMinVoltage_V, 3.0);
}

TEST(ProtocolFacts, TheFirstBlockOfEachKindWins)
{
    const Protocol first{{charge(0.1), loop(3), charge(0.5), loop(50)}};
    const Protocol second{{charge(0.2), loop(4), charge(1.0), loop(60)}};
    const std::vector<Protocol> protocols{first, second};
    const ProtocolFacts facts = protocolFacts(protocols);
    EXPECT_EQ(facts.formationCycles, 3);
    EXPECT_EQ(facts.formationCRate, 0.1);
    EXPECT_EQ(facts.cycleCRate, 0.5);
}

TEST(ProtocolFacts, ABlockDoesNotReachIntoTheNextJob)
{
    const std::vector<Protocol> protocols{{{charge(0.1, 4.9)}}, {{charge(0.5, 4.2), loop(3)}}};
    const ProtocolFacts facts = protocolFacts(protocols);
    EXPECT_EQ(facts.formationMaxVoltage_V, 4.2);
    EXPECT_EQ(facts.maxVoltage_V, 4.9) << "but the largest voltage is that of all jobs";
}

TEST(ProtocolFacts, ALoopAroundARestSaysNothing)
{
    const ProtocolFacts facts = factsOf({{ProtocolStep{.kind = Kind::Rest}, loop(5), charge(0.1), loop(3)}});
    EXPECT_EQ(facts.formationCycles, 3);
}

TEST(ProtocolFacts, TheLargestVoltageIsAlsoThatOfAHold)
{
    EXPECT_EQ(factsOf({{charge(0.1, 4.2), hold(4.3)}}).maxVoltage_V, 4.3);
}

TEST(ProtocolFacts, VoltagesStoredIn32BitsAreRounded)
{
    const ProtocolFacts facts = factsOf({{charge(0.1, double{4.9F}), loop(3)}});
    EXPECT_EQ(facts.formationMaxVoltage_V, 4.9);
    EXPECT_EQ(facts.maxVoltage_V, 4.9);
}

TEST(ProtocolFacts, RatesAreRoundedToSimpleFractions)
{
    EXPECT_EQ(factsOf({{charge(0.3301), loop(3)}}).formationCRate, 0.33);
    EXPECT_EQ(factsOf({{charge(0.4987), loop(3)}}).formationCRate, 0.5);
}

TEST(ProtocolFacts, NothingIsKnownOfNothing)
{
    const ProtocolFacts facts = protocolFacts({});
    EXPECT_EQ(facts.formationCycles, std::nullopt);
    EXPECT_EQ(facts.maxVoltage_V, std::nullopt);
}

}  // namespace
}  // namespace aurora::analysis::test
