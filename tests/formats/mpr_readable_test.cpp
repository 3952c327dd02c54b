#include "aurora/formats/eclab/mpr_readable.h"

#include <gtest/gtest.h>

namespace aurora::formats::eclab {

namespace {

TEST(ReadableJobData, OfGcplCarriesUnitsWithItsValues)
{
    const Json jobData = {{"Technique", "GCPL"},
                          {"Technique title", "Galvanostatic Cycling with Potential Limitation"},
                          {"Parameters version", 9},
                          {"Parameters", Json::array({{{"Set I/C", 1},
                                                       {"Is", 0.13},
                                                       {"unit Is", 1},
                                                       {"vs.", 2},
                                                       {"N", 10.0},
                                                       {"I sign", 1},
                                                       {"t1 (h:m:s)", 72000.5},
                                                       {"I Range", 11},
                                                       {"EM (V)", 2.7},
                                                       {"dI/dt", 0.0},
                                                       {"dunit dI/dt", 1},
                                                       {"EL (V)", nullptr}}})}};
    const Json readable = readableJobData(jobData);
    EXPECT_EQ(readable["Technique"], "GCPL, Galvanostatic Cycling with Potential Limitation");
    const Json expected = {{"Set I/C", "C / N"},  {"Is", "0.13 mA"},    {"vs.", "<None>"},   {"N", "10.0"},
                           {"I sign", "< 0"},     {"t1", "20:00:00.5"}, {"I Range", "1 mA"}, {"EM", "2.7 V"},
                           {"dI/dt", "0.0 mA/s"}, {"EL", "pass"}};
    EXPECT_EQ(readable["Parameters"], Json::array({expected}));
}

TEST(ReadableJobData, OfMbLeavesOutWhatItsStepsDoNotUse)
{
    // An impedance step with one limit: 10 mV, from 10 kHz to 100 Hz, until 10 s are over.
    const Json sequence = {{"ctrl_type", 8},    {"ctrl1_val", 10.0},    {"ctrl1_val_unit", 1},  {"ctrl1_val_vs", 2},
                           {"ctrl2_val", 10.0}, {"ctrl2_val_unit", 1},  {"ctrl3_val", 100.0},   {"ctrl3_val_unit", 2},
                           {"ctrl4_val", 7.0},  {"ctrl4_val_unit", 0},  {"lim_nb", 1},          {"lim1_type", 0},
                           {"lim1_comp", 0},    {"lim1_value", 10.0},   {"lim1_value_unit", 3}, {"lim2_type", 1},
                           {"lim2_value", 4.2}, {"lim2_value_unit", 0}, {"rec_nb", 0},          {"rec1_type", 0},
                           {"rec1_value", 1.0}, {"rec1_value_unit", 3}};
    const Json readable = readableJobData({{"Technique", "MB"}, {"Parameters", Json::array({sequence})}});
    const Json expected = {
        {"ctrl_type", "PEIS"},     {"ctrl1_val", "10.0 mV"}, {"ctrl1_val_vs", "Emeas"}, {"ctrl2_val", "10.0 kHz"},
        {"ctrl3_val", "100.0 Hz"}, {"lim_nb", "1"},          {"lim1_type", "Time"},     {"lim1_comp", ">"},
        {"lim1_value", "10.0 s"},  {"rec_nb", "0"}};
    EXPECT_EQ(readable["Parameters"], Json::array({expected}));
}

TEST(ReadableJobData, JoinsWhatIsOneFact)
{
    const Json readable = readableJobData({{"Device", "MPG-2"},
                                           {"Device SN", "0356"},
                                           {"Channel", "7"},
                                           {"Channel SN", 70387},
                                           {"Electrode surface area", 1.539},
                                           {"Electrode surface area unit", "cm²"},
                                           {"Loops", {0, 34, 69, 105}}});
    const Json expected = {{"Device", "MPG-2 (SN 0356)"},
                           {"Channel", "7 (SN 70387)"},
                           {"Electrode surface area", "1.539 cm²"},
                           {"Loops", "3 from rows 0, 34, 69"}};
    EXPECT_EQ(readable, expected);
}

TEST(ReadableJobData, KeepsCodesNobodyKnowsAsNumbers)
{
    const Json readable = readableJobData({{"Technique", "MB"}, {"Parameters", Json::array({{{"ctrl_type", 77}}})}});
    EXPECT_EQ(readable["Parameters"], Json::array({{{"ctrl_type", "77"}}}));
    EXPECT_EQ(readableJobData(Json::object()), Json::object());
}

}  // namespace

}  // namespace aurora::formats::eclab
