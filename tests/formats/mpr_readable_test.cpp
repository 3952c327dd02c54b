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
                                                       {"Is", 30.000001907},
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
    const Json expected = {{"Set I/C", "C / N"}, {"Is", "30 mA"},      {"vs.", "<None>"},   {"N", "10"},
                           {"I sign", "< 0"},    {"t1", "20:00:00.5"}, {"I Range", "1 mA"}, {"EM", "2.7 V"},
                           {"dI/dt", "0 mA/s"},  {"EL", "pass"}};
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
    const Json expected = {{"ctrl_type", "PEIS"},   {"ctrl1_val", "10 mV"},  {"ctrl1_val_vs", "Emeas"},
                           {"ctrl2_val", "10 kHz"}, {"ctrl3_val", "100 Hz"}, {"lim_nb", "1"},
                           {"lim1_type", "Time"},   {"lim1_comp", ">"},      {"lim1_value", "10 s"},
                           {"rec_nb", "0"}};
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
    EXPECT_EQ(readableJobData({{"Loops", {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}})["Loops"],
              "12 from rows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …");
}

TEST(ReadableJobData, OfWaitTellsTheMomentAsTheExportPrintsIt)
{
    // wait.mpr holds these numbers, and wait.mpt prints this date.
    const Json wait = {{"td (h:m:s)", 1810.0}, {"date (m/d/y)", 39879.0}, {"date (h:m:s)", 0.48674768}};
    const Json expected = {{"td", "0:30:10"}, {"date (m/d/y)", "03/07/09"}, {"date (h:m:s)", "11:40:55"}};
    const Json readable = readableJobData({{"Technique", "WAIT"}, {"Parameters", Json::array({wait})}});
    EXPECT_EQ(readable["Parameters"], Json::array({expected}));
}

TEST(ReadableJobData, OfWaitKeepsNumbersThatAreNoDate)
{
    const Json wait = {{"date (m/d/y)", 0.0}, {"date (h:m:s)", 0.5}};
    const Json readable = readableJobData({{"Technique", "WAIT"}, {"Parameters", Json::array({wait})}});
    const Json expected = {{"date (m/d/y)", "0"}, {"date (h:m:s)", "0:00:00.5"}};
    EXPECT_EQ(readable["Parameters"], Json::array({expected}));
}

TEST(ReadableJobData, OfATextExportSaysTimesAndUnusedValuesAsTheBinaryDoes)
{
    // As ca.mpt prints them: times were turned into seconds, `pass` into null.
    const Json text = {{"ti (h:m:s)", 43200.0}, {"Imax", nullptr}, {"unit Imax", "mA"}, {"dI", 0.2},
                       {"unit dI", "mA"},       {"dt (s)", 60.0},  {"record", "I"},     {"I Range", "Auto"}};
    const Json expected = {{"ti", "12:00:00"}, {"Imax", "pass"}, {"dI", "0.2 mA"},
                           {"dt", "60 s"},     {"record", "I"},  {"I Range", "Auto"}};
    const Json readable = readableJobData({{"Technique", "CA"}, {"Parameters", Json::array({text})}});
    EXPECT_EQ(readable["Parameters"], Json::array({expected}));
}

TEST(ReadableJobData, KeepsCodesNobodyKnowsAsNumbers)
{
    const Json readable = readableJobData({{"Technique", "MB"}, {"Parameters", Json::array({{{"ctrl_type", 77}}})}});
    EXPECT_EQ(readable["Parameters"], Json::array({{{"ctrl_type", "77"}}}));
    EXPECT_EQ(readableJobData(Json::object()), Json::object());
}

}  // namespace

}  // namespace aurora::formats::eclab
