#include "aurora/protocols/job_protocol.h"

#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

using Kind = ProtocolStep::Kind;

void expectHalfCThreeTimes(const Protocol& protocol)
{
    ASSERT_EQ(protocol.steps.size(), 5U);
    EXPECT_EQ(protocol.steps[0].kind, Kind::Rest);
    EXPECT_EQ(protocol.steps[1].cRate, 0.5);
    EXPECT_NEAR(protocol.steps[1].maxVoltage_V.value(), 4.9, 1e-6);
    EXPECT_EQ(protocol.steps[1].minVoltage_V, std::nullopt);
    EXPECT_EQ(protocol.steps[2].cRate, -0.5);
    EXPECT_EQ(protocol.steps[2].minVoltage_V, 3.5);
    EXPECT_EQ(protocol.steps[3].kind, Kind::Loop);
    EXPECT_EQ(protocol.steps[3].cycles, 3);
    EXPECT_EQ(protocol.steps[4].kind, Kind::Rest);
}

// The parameters of the corpus' 250116_kigr_gen6_01_02_GCPL_CD8.mpr; `Is` 130 is left over from before.

TEST(EcLabGcpl, IsReadFromOurJobData)
{
    expectHalfCThreeTimes(protocolFromJobData(Json::parse(R"json({
        "Technique": "GCPL", "Battery capacity (mA.h)": 2.413, "Parameters": [
        {"Set I/C": 0, "Is": 0, "unit Is": 1, "N": 1, "I sign": 0, "EM (V)": 0, "goto Ns'": 0, "nc cycles": 0},
        {"Set I/C": 1, "Is": 130, "unit Is": 1, "N": 2, "I sign": 0, "EM (V)": 4.9, "goto Ns'": 0, "nc cycles": 0},
        {"Set I/C": 1, "Is": 130, "unit Is": 1, "N": 2, "I sign": 1, "EM (V)": 3.5, "goto Ns'": 1, "nc cycles": 2},
        {"Set I/C": 0, "Is": 0, "unit Is": 1, "N": 1, "I sign": 0, "EM (V)": 0, "goto Ns'": 0, "nc cycles": 0}]})json")));
}

TEST(EcLabGcpl, IsReadFromTheJobDataOfThePythonProgram)
{
    expectHalfCThreeTimes(protocolFromJobData(Json::parse(R"json({
        "settings": {"technique": "GCPL", "battery_capacity": 2.4130001068115234}, "params": {
        "Set I/C": ["I", "C / N", "C / N", "I"], "Is": [0.0, 130.0, 130.0, 0.0], "unit Is": ["mA", "mA", "mA", "mA"],
        "N": [1.0, 2.0, 2.0, 1.0], "I sign": [0, 0, 1, 0], "EM (V)": [0.0, 4.900000095367432, 3.5, 0.0],
        "delta SoC (%)": ["nan", "nan", "nan", "nan"], "goto Ns'": [0, 0, 1, 0], "nc cycles": [0, 0, 2, 0]},
        "job_type": "eclab_mpr"})json")));
}

Protocol gcpl(const Json& sequence, const Json& capacity_mAh = 1.0)
{
    return protocolFromJobData({{"Battery capacity (mA.h)", capacity_mAh}, {"Parameters", Json::array({sequence})}});
}

TEST(EcLabGcpl, ACurrentIsOverTheBatteryCapacityAndCarriesItsOwnSign)
{
    // gcpl.issue_149: -30 µA although `I sign` says > 0.
    const Json sequence{{"Set I/C", 0}, {"Is", -30.0}, {"unit Is", 2}, {"N", 1}, {"I sign", 0}, {"EM (V)", 3.0}};
    const Protocol protocol = gcpl(sequence, 0.3);
    ASSERT_EQ(protocol.steps.size(), 1U);
    EXPECT_DOUBLE_EQ(protocol.steps[0].cRate.value(), -0.1);
    EXPECT_EQ(protocol.steps[0].minVoltage_V, 3.0);
}

TEST(EcLabGcpl, ACurrentOfAnUnknownCapacityStillHasALimit)
{
    const Json sequence{{"Set I/C", 0}, {"Is", 30.0}, {"unit Is", 1}, {"EM (V)", 4.5}};
    const Protocol protocol = gcpl(sequence, 0.0);
    ASSERT_EQ(protocol.steps.size(), 1U);
    EXPECT_EQ(protocol.steps[0].kind, Kind::ConstantCurrent);
    EXPECT_EQ(protocol.steps[0].cRate, std::nullopt);
    EXPECT_EQ(protocol.steps[0].maxVoltage_V, 4.5);
}

TEST(EcLabGcpl, CapacityTimesNIsAMultiple)
{
    const Protocol protocol = gcpl({{"Set I/C", 2}, {"N", 3.0}, {"I sign", 1}});
    ASSERT_EQ(protocol.steps.size(), 1U);
    EXPECT_EQ(protocol.steps[0].cRate, -3.0);
}

TEST(EcLabGcpl, ALimitThatIsPassedOverIsUnknown)
{
    const Protocol protocol = gcpl({{"Set I/C", 1}, {"N", 10}, {"I sign", 0}, {"EM (V)", nullptr}});
    ASSERT_EQ(protocol.steps.size(), 1U);
    EXPECT_EQ(protocol.steps[0].maxVoltage_V, std::nullopt);
}

/// A sequence of MB; `changes` on top of one that rests.
ProtocolStep mb(const Json& changes, const Json& capacity_mAh = 10.0)
{
    Json sequence{{"ctrl_type", 4},    {"Apply I/C", 0},       {"ctrl1_val", 20.0}, {"ctrl1_val_unit", 1},
                  {"ctrl2_val", 0.0},  {"ctrl2_val_unit", 0},  {"N", 0.0},          {"charge/discharge", 0},
                  {"ctrl_repeat", 0},  {"lim_nb", 0},          {"lim1_type", 0},    {"lim1_comp", 0},
                  {"lim1_value", 0.0}, {"lim1_value_unit", 0}, {"lim2_type", 0},    {"lim2_comp", 0},
                  {"lim2_value", 0.0}, {"lim2_value_unit", 0}};
    sequence.update(changes);
    const Protocol protocol = gcpl(sequence, capacity_mAh);
    return protocol.steps.size() == 1 ? protocol.steps[0] : ProtocolStep{};
}

TEST(EcLabModuloBat, ARestIgnoresTheCurrentThatWasLeftThere)
{
    const ProtocolStep step = mb(Json::object());
    EXPECT_EQ(step.kind, Kind::Rest);
    EXPECT_EQ(step.cRate, std::nullopt);
}

TEST(EcLabModuloBat, TheDirectionOfACurrentIsStoredBesideIt)
{
    EXPECT_DOUBLE_EQ(mb({{"ctrl_type", 0}, {"ctrl1_val", 5.0}}).cRate.value(), 0.5);
    EXPECT_DOUBLE_EQ(mb({{"ctrl_type", 0}, {"ctrl1_val", 5.0}, {"charge/discharge", 1}}).cRate.value(), -0.5);
    EXPECT_EQ(mb({{"ctrl_type", 0}, {"Apply I/C", 1}, {"N", 20.0}, {"charge/discharge", 1}}).cRate, -0.05);
}

TEST(EcLabModuloBat, VoltageLimitsAreUpperOrLowerByTheirComparison)
{
    // As in the corpus' commercial_cell_001: a time limit first, then Ewe < 4.0 V.
    const ProtocolStep step = mb({{"ctrl_type", 0},
                                  {"charge/discharge", 1},
                                  {"lim_nb", 2},
                                  {"lim1_type", 0},
                                  {"lim1_value", 300.0},
                                  {"lim1_value_unit", 3},
                                  {"lim2_type", 1},
                                  {"lim2_comp", 1},
                                  {"lim2_value", 4.0}});
    EXPECT_EQ(step.minVoltage_V, 4.0);
    EXPECT_EQ(step.maxVoltage_V, std::nullopt);
}

TEST(EcLabModuloBat, LimitsBeyondTheirNumberAreLeftOvers)
{
    const ProtocolStep step = mb({{"ctrl_type", 0},
                                  {"lim_nb", 1},
                                  {"lim1_type", 1},
                                  {"lim1_value", 4200.0},
                                  {"lim1_value_unit", 1},
                                  {"lim2_type", 1},
                                  {"lim2_value", 5.0}});
    EXPECT_DOUBLE_EQ(step.maxVoltage_V.value(), 4.2) << "given in mV";
}

TEST(EcLabModuloBat, ALoopMakesOneCycleMoreThanItRepeats)
{
    const ProtocolStep step = mb({{"ctrl_type", 5}, {"ctrl_repeat", 2}});
    EXPECT_EQ(step.kind, Kind::Loop);
    EXPECT_EQ(step.cycles, 3);
}

TEST(EcLabModuloBat, AHoldHasAVoltageAndACurrentThatEndsInOneALimit)
{
    EXPECT_EQ(mb({{"ctrl_type", 1}, {"ctrl1_val", 4.2}, {"ctrl1_val_unit", 0}}).voltage_V, 4.2);
    const ProtocolStep both = mb({{"ctrl_type", 17}, {"ctrl1_val", 5.0}, {"ctrl2_val", 4.1}});
    EXPECT_DOUBLE_EQ(both.cRate.value(), 0.5);
    EXPECT_EQ(both.maxVoltage_V, 4.1);
}

TEST(JobProtocol, JobDataOfAnotherKindHasNoProtocol)
{
    for (const Json& jobData : {Json(), Json(7), Json::object(), Json::array({1, 2}), Json{{"Technique", "OCV"}},
                                Json{{"Parameters", Json::array({Json{{"tR (h:m:s)", 60}}})}}})
    {
        EXPECT_TRUE(protocolFromJobData(jobData).steps.empty()) << jobData;
    }
}

}  // namespace
}  // namespace aurora::protocols
