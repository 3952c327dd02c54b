#include "aurora/protocols/job_protocol.h"

#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

using Kind = ProtocolStep::Kind;

/// The steps of the corpus' nw4-120-6-1-36.ndax: C/2 between 2.75 V and 4.2 V on a cell of 45 mAh, five times.
Json steps()
{
    return Json::parse(R"json([
        {"Step Index": 1, "Step Name": "CC Chg", "Current (A)": 0.0225, "Time (s)": 10800, "Cut-off voltage (V)": 4.2},
        {"Step Index": 2, "Step Name": "CV Chg", "Current (A)": 0.0225, "Voltage (V)": 4.2, "Time (s)": 1800,
         "Cut-off current (A)": 0.00225},
        {"Step Index": 3, "Step Name": "CC DChg", "Current (A)": 0.0225, "Cut-off voltage (V)": 2.75},
        {"Step Index": 4, "Step Name": "Cycle", "Cycle count": 5, "Start step ID": 1},
        {"Step Index": 5, "Step Name": "End"}])json");
}

void expectHalfC(const Protocol& protocol)
{
    ASSERT_EQ(protocol.steps.size(), 5U);
    EXPECT_DOUBLE_EQ(protocol.steps[0].cRate.value(), 0.5);
    EXPECT_EQ(protocol.steps[0].maxVoltage_V, 4.2);
    EXPECT_EQ(protocol.steps[0].minVoltage_V, std::nullopt);
    EXPECT_EQ(protocol.steps[1].kind, Kind::ConstantVoltage);
    EXPECT_EQ(protocol.steps[1].voltage_V, 4.2);
    EXPECT_DOUBLE_EQ(protocol.steps[2].cRate.value(), -0.5);
    EXPECT_EQ(protocol.steps[2].minVoltage_V, 2.75);
    EXPECT_EQ(protocol.steps[3].kind, Kind::Loop);
    EXPECT_EQ(protocol.steps[3].cycles, 5);
    EXPECT_EQ(protocol.steps[4].kind, Kind::Other);
}

TEST(NewareSteps, AreReadFromOurJobData)
{
    expectHalfC(protocolFromJobData({{"MultCap (mAs)", 162000}, {"Steps", steps()}}));
}

TEST(NewareSteps, AreReadFromTheJobDataOfThePythonProgram)
{
    expectHalfC(protocolFromJobData({{"MultCap", "162000"}, {"Payload", steps()}, {"job_type", "neware_ndax"}}));
}

ProtocolStep stepOf(const Json& step, const Json& capacity_mAs = 3600)
{
    const Protocol protocol = protocolFromJobData({{"MultCap (mAs)", capacity_mAs}, {"Steps", Json::array({step})}});
    return protocol.steps.size() == 1 ? protocol.steps[0] : ProtocolStep{};
}

TEST(NewareSteps, WithoutACapacityTheStoredRateIsTaken)
{
    const Json step{{"Step Name", "CC DChg"}, {"Current (A)", 0.001}, {"Rate", 0.25}};
    EXPECT_EQ(stepOf(step, nullptr).cRate, -0.25);
    EXPECT_EQ(stepOf(step, 0).cRate, -0.25);
    EXPECT_EQ(stepOf(step).cRate, -1.0) << "1 mA of 1 mAh";
    EXPECT_EQ(stepOf({{"Step Name", "CC Chg"}, {"Current (A)", 0.001}}, nullptr).cRate, std::nullopt);
}

TEST(NewareSteps, ACurrentWithHoldEndsAtItsVoltage)
{
    const ProtocolStep step = stepOf({{"Step Name", "CCCV Chg"}, {"Current (A)", 0.0005}, {"Voltage (V)", 4.35}});
    EXPECT_EQ(step.kind, Kind::ConstantCurrent);
    EXPECT_EQ(step.cRate, 0.5);
    EXPECT_EQ(step.maxVoltage_V, 4.35);
}

TEST(NewareSteps, NamesWithUnderscoresAreTheSame)
{
    EXPECT_EQ(stepOf({{"Step Name", "CC_DChg"}, {"Current (A)", 0.001}}).cRate, -1.0);
}

TEST(NewareSteps, UnknownStepsAreOther)
{
    EXPECT_EQ(stepOf({{"Step Name", "Type 42"}, {"Cut-off voltage (V)", 9.0}}).kind, Kind::Other);
    EXPECT_EQ(stepOf({{"Step Name", "Type 42"}, {"Cut-off voltage (V)", 9.0}}).maxVoltage_V, std::nullopt);
    EXPECT_EQ(stepOf("no object at all").kind, Kind::Other);
}

TEST(NewareSteps, ALoopWithoutACountIsUnknown)
{
    EXPECT_EQ(stepOf({{"Step Name", "Cycle"}}).cycles, std::nullopt);
    EXPECT_EQ(stepOf({{"Step Name", "Cycle"}, {"Cycle count", "13"}}).cycles, 13);
}

}  // namespace
}  // namespace aurora::protocols
