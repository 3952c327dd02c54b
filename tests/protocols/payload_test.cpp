#include "aurora/protocols/payload.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace aurora::protocols {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Json payloadOf(const Json& method)
{
    return {{"version", "0.2"},
            {"sample", {{"name", "$NAME"}, {"capacity", 0.0}}},
            {"method", method},
            {"tomato", {{"unlock_when_done", true}, {"output", {{"path", "C:/out"}, {"prefix", "$NAME"}}}}}};
}

Json constantCurrent(const Json& current)
{
    return {{"device", "MPG2"},
            {"technique", "constant_current"},
            {"current", current},
            {"time", 54000},
            {"limit_voltage_max", 4.9}};
}

const Json rest{{"device", "MPG2"}, {"technique", "open_circuit_voltage"}, {"time", 21600}};

std::string refusal(const Json& payload)
{
    try {
        checkPayload(payload, "formation.json");
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

std::string wordsOf(const Json& step)
{
    return payloadSteps(payloadOf(Json::array({step})), 1).at(0).words;
}

PreparedPayload prepared(const Json& payload, double capacity_mAh = 4.5)
{
    return preparePayload(payload,
                          {.sampleName = "240606_x_01", .capacity_mAh = capacity_mAh, .outputFolder = "C:/save"});
}

TEST(Payload, StepsAreToldInWords)
{
    EXPECT_EQ(wordsOf(constantCurrent("C/10")), "charge C/10 until 4.9 V or 15 h");
    EXPECT_EQ(
        wordsOf({{"technique", "constant_current"}, {"current", "D/3"}, {"time", 5400}, {"limit_voltage_min", 2.5}}),
        "discharge D/3 until 2.5 V or 1.5 h");
    EXPECT_EQ(wordsOf(constantCurrent(-0.00025)), "discharge 0.25 mA until 4.9 V or 15 h");
    EXPECT_EQ(wordsOf(constantCurrent("0.5")), "charge 0.5C until 4.9 V or 15 h");
    EXPECT_EQ(
        wordsOf({{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 7200}, {"limit_current_min", "C/20"}}),
        "hold 4.2 V until C/20 or 2 h");
    const Json hold{{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 7200}};
    Json between = hold;
    between.update({{"limit_current_max", 0.003}, {"limit_current_min", 0.000075}});
    EXPECT_EQ(wordsOf(between), "hold 4.2 V until current above 3 mA, current below 0.075 mA or 2 h");
    Json above = hold;
    above["limit_current_max"] = "C/2";
    EXPECT_EQ(wordsOf(above), "hold 4.2 V until current above C/2 or 2 h");
    Json window = constantCurrent("C/10");
    window["limit_voltage_min"] = 2.5;
    EXPECT_EQ(wordsOf(window), "charge C/10 until above 4.9 V, below 2.5 V or 15 h");
    EXPECT_EQ(wordsOf(rest), "rest for 6 h");
    EXPECT_EQ(wordsOf({{"technique", "sequential"}, {"time", 20}, {"delay", 1}}), "sequential for 20 s");
    const std::vector<PayloadStep> steps =
        payloadSteps(payloadOf({rest, {{"technique", "loop"}, {"goto", 0}, {"n_gotos", 2}}}), 1);
    EXPECT_EQ(steps[1].words, "back to step 1, twice (3 cycles)");
    EXPECT_EQ(steps[1].loopTo, 0U);
    EXPECT_EQ(steps[1].loopCycles, 3);
}

// What the mass and the discs of a cell make of a C-rate, in mA. By hand:
//   areal 2 mAh/cm², cathode 14 mm: 49π mm² = 1.539380400259 cm², so 3.078760800518 mAh
//     whole (anode 15 mm):     C/10 = 0.3078760800518     D/3 = -1.026253600173
//     anode 7 mm, (7/14)² = ¼: 0.7696902001295 mAh        2C  =  1.539380400259
//   areal 2 mAh/cm², cathode 13 mm: 42.25π mm² = 1.327322896142 cm², 2.654645792283 mAh; 1/2 C = 1.327322896142
//   specific 150 mAh/g × 20 mg = 3 mAh: C = 3, C/20 = 0.15
//     anode 12 mm on cathode 15 mm, (12/15)² = 0.64: 1.92 mAh; 0.5D = -0.96
//   nominal 3.5 mAh whatever the discs: "0.5" = 1.75, D/10 = -0.35
//   amperes are amperes: 0.00025 A = 0.25 mA in every mode
struct CurrentCase
{
    CapacityDefinition definition;
    double cathode_mm;
    double anode_mm;
    Json current;
    double current_mA;
};

TEST(PayloadCurrents, FollowFromTheCellByEveryDefinition)
{
    const std::vector<CurrentCase> cases{
        {CapacityDefinition::Areal, 14, 15, "C/10", 0.3078760800518},
        {CapacityDefinition::Areal, 14, 15, "D/3", -1.026253600173},
        {CapacityDefinition::Areal, 14, 7, "2C", 1.539380400259},
        {CapacityDefinition::Areal, 13, 13, "1/2 C", 1.327322896142},
        {CapacityDefinition::Specific, 14, 15, "C", 3.0},
        {CapacityDefinition::Specific, 14, 14, "C/20", 0.15},
        {CapacityDefinition::Specific, 15, 12, "0.5D", -0.96},
        {CapacityDefinition::Nominal, 14, 7, "0.5", 1.75},
        {CapacityDefinition::Nominal, 15, 12, "D/10", -0.35},
        {CapacityDefinition::Areal, 14, 7, 0.00025, 0.25},
        {CapacityDefinition::Nominal, 14, 15, -0.00025, -0.25},
    };
    for (const CurrentCase& one : cases) {
        const Json row{{"Cathode C-rate definition areal capacity (mAh/cm2)", 2.0},
                       {"Cathode C-rate definition specific capacity (mAh/g)", 150.0},
                       {"Cathode active material mass (mg)", 20.0},
                       {"Cathode diameter (mm)", one.cathode_mm},
                       {"Anode diameter (mm)", one.anode_mm},
                       {"C-rate definition capacity (mAh)", 3.5}};
        const double capacity_mAh = payloadCapacity_mAh(row, one.definition, "x_01");
        const auto steps = payloadSteps(payloadOf(Json::array({constantCurrent(one.current)})), capacity_mAh);
        ASSERT_EQ(steps.at(0).current_mA.size(), 1U);
        EXPECT_NEAR(steps[0].current_mA[0], one.current_mA, 1e-11) << one.current;
    }
}

TEST(PayloadCurrents, AMissingInputNamesTheSampleAndTheColumn)
{
    try {
        static_cast<void>(payloadCapacity_mAh({{"Cathode C-rate definition specific capacity (mAh/g)", 150.0},
                                               {"Cathode active material mass (mg)", 0.0}},
                                              CapacityDefinition::Specific, "x_01"));
        FAIL() << "a capacity of nothing";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("x_01"));
        EXPECT_THAT(error.what(), HasSubstr("\"Cathode active material mass (mg)\""));
    }
}

TEST(PayloadCurrents, ListsAreSeveralCurrentsAndTheCutOffOfAHoldIsKnown)
{
    const auto steps = payloadSteps(
        payloadOf({constantCurrent(Json::array({"C/10", -0.001})),
                   {{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 60}, {"limit_current_min", "C/20"}}}),
        4);
    EXPECT_THAT(steps[0].current_mA, ElementsAre(testing::DoubleEq(0.4), -1.0));
    EXPECT_THAT(steps[1].minCurrent_mA, ElementsAre(testing::DoubleEq(0.2)));
    EXPECT_EQ(steps[1].voltage_V, 4.2);
}

TEST(PayloadCheck, RefusesWhatTomatoWouldRefuse)
{
    Json payload = payloadOf(Json::array({rest}));
    EXPECT_EQ(refusal(payload), "accepted");
    payload["bogus"] = 1;
    EXPECT_THAT(refusal(payload), HasSubstr("formation.json: the payload has the key \"bogus\""));
    payload.erase("bogus");
    payload["tomato"]["color"] = "red";
    EXPECT_THAT(refusal(payload), HasSubstr("\"tomato\" has the key \"color\""));
    payload["tomato"].erase("color");
    payload["version"] = "0.3";
    EXPECT_THAT(refusal(payload), HasSubstr("\"version\" is \"0.3\""));
    payload["version"] = "0.1";
    payload["tomato"]["snapshot"] = {{"frequency", 5}};
    EXPECT_THAT(refusal(payload), HasSubstr("needs \"version\": \"0.2\""));
    payload["version"] = "0.2";
    EXPECT_EQ(refusal(payload), "accepted");
    payload["method"] = Json::array();
    EXPECT_THAT(refusal(payload), HasSubstr("\"method\" must be a list"));
}

TEST(PayloadCheck, KeepsUnknownKeysOfTheMethod)
{
    Json step = rest;
    step["colour"] = "green";
    EXPECT_EQ(Json::parse(prepared(payloadOf(Json::array({step}))).text)["method"][0]["colour"], "green");
}

TEST(PayloadCheck, RefusesWhatWouldOnlyFailOnTheInstrument)
{
    const auto refused = [](const Json& step) { return refusal(payloadOf({rest, step})); };
    EXPECT_THAT(refused(constantCurrent("C10/")), HasSubstr("step 2 (constant_current), \"current\": \"C10/\""));
    EXPECT_THAT(refused(constantCurrent("-D/2")), HasSubstr("\"current\""));
    EXPECT_THAT(refused(constantCurrent(nullptr)), HasSubstr("has no \"current\""));
    EXPECT_THAT(refused({{"technique", "constant_voltage"}, {"voltage", "4.2"}, {"time", 5}}),
                HasSubstr("\"voltage\" must be a number"));
    EXPECT_THAT(refused({{"technique", "open_circuit_voltage"}, {"time", 0}}), HasSubstr("\"time\""));
    EXPECT_THAT(refused({{"time", 5}}), HasSubstr("no \"technique\""));
    Json hold{{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 7200}};
    hold.update({{"limit_current_max", "C/20"}, {"limit_current_min", "C/2"}});
    EXPECT_THAT(refused(hold), HasSubstr("\"limit_current_max\" must be above"));
    Json window = constantCurrent("C/10");
    window["limit_voltage_min"] = 5.0;
    EXPECT_THAT(refused(window), HasSubstr("\"limit_voltage_max\" must be above"));
}

TEST(PayloadCheck, LoopsGoBackToAnEarlierStepAWholeNumberOfTimes)
{
    const auto loop = [](const Json& target, const Json& jumps) {
        return refusal(payloadOf({rest, {{"technique", "loop"}, {"goto", target}, {"n_gotos", jumps}}}));
    };
    EXPECT_EQ(loop(0, 2), "accepted");
    EXPECT_THAT(loop(1, 2), HasSubstr("\"goto\" is 1"));
    EXPECT_THAT(loop(-1, 2), HasSubstr("\"goto\" is -1"));
    EXPECT_THAT(loop(0, 2.5), HasSubstr("\"n_gotos\""));
    EXPECT_THAT(loop(0, "2"), HasSubstr("\"n_gotos\""));
}

TEST(PreparePayload, FillsInNameCapacityAndOutput)
{
    Json payload = payloadOf(Json::array({rest}));
    payload["tomato"].erase("output");
    payload["sample"]["owner"] = "lab of $NAME, again $NAME";
    const Json sent = Json::parse(prepared(payload).text);
    EXPECT_EQ(sent["sample"]["name"], "240606_x_01");
    EXPECT_EQ(sent["sample"]["capacity"], 0.0045) << "in Ah";
    EXPECT_EQ(sent["sample"]["owner"], "lab of 240606_x_01, again 240606_x_01");
    EXPECT_EQ(sent["tomato"]["output"]["path"], "C:/save");
    EXPECT_EQ(Json::parse(prepared(payloadOf(Json::array({rest}))).text)["tomato"]["output"]["path"], "C:/out");
}

TEST(PreparePayload, WritesCurrentsSoThatTheInstrumentTakesThem)
{
    const auto sent = [](const Json& current) {
        const std::string text = prepared(payloadOf(Json::array({constantCurrent(current)})), 5000).text;
        const std::size_t begin = text.find("\"current\":") + 10;
        return text.substr(begin, text.find(",\"time\"") - begin);
    };
    EXPECT_EQ(sent(1), "1.0") << "a JSON integer fails on the instrument";
    EXPECT_EQ(sent(-0.25), "-0.25");
    EXPECT_EQ(sent("C/10"), "\"C/10\"");
    EXPECT_EQ(sent("0.5D"), "\"0.5D\"");
    EXPECT_EQ(sent("1/2 C"), "\"0.5C\"") << "tomato knows letter over number and number before letter only";
    EXPECT_EQ(sent("C / 4"), "\"0.25C\"");
    EXPECT_EQ(sent("1/4D"), "\"0.25D\"");
    EXPECT_EQ(sent("0.5"), "\"0.5C\"");
    EXPECT_EQ(sent("-C/4"), "\"0.25D\"");
    EXPECT_EQ(sent(Json::array({1, "C/3"})), "[1.0,\"C/3\"]");
}

TEST(PreparePayload, IsAsciiWithoutByteOrderMark)
{
    Json payload = payloadOf(Json::array({rest}));
    payload["sample"]["comment"] = "Zürich 日本";
    const std::string text = prepared(payload).text;
    EXPECT_EQ(text.front(), '{');
    EXPECT_TRUE(std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })) << text;
    EXPECT_EQ(Json::parse(text)["sample"]["comment"], "Zürich 日本");
}

TEST(PreparePayload, RefusesCapacitiesThatWouldMakeEveryCurrentWrong)
{
    for (const double capacity_mAh : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
        EXPECT_THROW(static_cast<void>(prepared(payloadOf(Json::array({rest})), capacity_mAh)), Error) << capacity_mAh;
    }
}

TEST(PreparePayload, AsksAboveFiftyMilliampereHours)
{
    EXPECT_THAT(prepared(payloadOf(Json::array({rest})), 50).needsConfirmation, IsEmpty());
    const auto doubts = prepared(payloadOf(Json::array({rest})), 4500).needsConfirmation;
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_THAT(doubts[0], HasSubstr("4500 mAh"));
}

TEST(PreparePayload, AsksWhenAmperesLookLikeAForgottenC)
{
    const auto doubts = prepared(payloadOf(Json::array({constantCurrent(0.5)}))).needsConfirmation;
    ASSERT_EQ(doubts.size(), 1U);
    EXPECT_THAT(doubts[0], HasSubstr("\"0.5C\""));
}

TEST(PreparePayload, AsksAboutValuesThatNoCoinCellHas)
{
    const auto question = [](const Json& step, double capacity_mAh = 4.5) {
        const auto doubts = prepared(payloadOf(Json::array({step})), capacity_mAh).needsConfirmation;
        return doubts.size() == 1 ? doubts[0] : std::to_string(doubts.size()) + " questions";
    };
    EXPECT_THAT(question(constantCurrent("100C")), HasSubstr("step 1 sets 100C, which is 450 mA"));
    EXPECT_EQ(question(constantCurrent("10C")), "0 questions");
    EXPECT_EQ(question(constantCurrent("C/10")), "0 questions");
    EXPECT_THAT(question(constantCurrent("2C"), 30), HasSubstr("sets 60 mA"));  // 2 × 30 mAh in an hour
    Json hold{{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 7200}, {"limit_current_min", 0.05}};
    EXPECT_THAT(question(hold), HasSubstr("\"limit_current_min\" of 0.05 A, which is 11 C"));  // 50 mA / 4.5 mAh
    hold["limit_current_min"] = 0.06;
    EXPECT_THAT(question(hold, 10), HasSubstr("\"limit_current_min\" of 60 mA"));
    hold["limit_current_min"] = "C/20";
    EXPECT_EQ(question(hold), "0 questions");
    hold["voltage"] = 42;
    EXPECT_THAT(question(hold), HasSubstr("\"voltage\" is 42 V, above 6 V"));
    Json low = constantCurrent("D/10");
    EXPECT_THAT(question(low), HasSubstr("step 1 discharges without a \"limit_voltage_min\""));
    low["limit_voltage_min"] = -2.5;
    EXPECT_THAT(question(low), HasSubstr("\"limit_voltage_min\" is -2.5 V, below 0 V"));
    EXPECT_THAT(question({{"technique", "constant_curent"}, {"time", 60}}),
                HasSubstr("\"constant_curent\", which is none of tomato's"));
    EXPECT_THAT(question({{"technique", "sweep_voltage"}}), HasSubstr("neither a time nor a limit"));
    Json timed = constantCurrent("C/10");
    timed.erase("limit_voltage_max");
    EXPECT_THAT(question(timed), HasSubstr("step 1 charges without a \"limit_voltage_max\""));
    timed["limit_voltage_min"] = 2.5;  // the other one does not help
    EXPECT_THAT(question(timed), HasSubstr("step 1 charges without a \"limit_voltage_max\""));
    EXPECT_THAT(question(constantCurrent(1.0), 1.5393804002589986), HasSubstr("which is 650 C of 1.539 mAh."));
    EXPECT_EQ(question({{"technique", "sequential"}, {"time", 20}, {"delay", 1}}), "0 questions");
}

TEST(PreparePayload, RefusesSampleNamesThatBreakTomato)
{
    for (const char* name : {"it's", "-x", "", "a\nb", "a\x7f"}) {
        EXPECT_THROW(static_cast<void>(preparePayload(payloadOf(Json::array({rest})),
                                                      {.sampleName = name, .capacity_mAh = 3, .outputFolder = ""})),
                     Error)
            << name;
        EXPECT_THAT(whyNoTomatoSample(name), Not(IsEmpty()));
    }
    EXPECT_EQ(whyNoTomatoSample("240606_x_01"), "");
}

TEST(DryRun, HasARowASampleAndAColumnAStep)
{
    const Json payload =
        payloadOf({rest,
                   constantCurrent("C/10"),
                   {{"technique", "constant_voltage"}, {"voltage", 4.9}, {"time", 3600}, {"limit_current_min", "C/20"}},
                   {{"technique", "loop"}, {"goto", 1}, {"n_gotos", 99}}});
    const std::vector<PayloadTarget> targets{{.sampleName = "a_01", .capacity_mAh = 4, .outputFolder = ""},
                                             {.sampleName = "a_02", .capacity_mAh = 2, .outputFolder = ""}};
    const Table table = dryRunTable(payload, targets);
    ASSERT_EQ(table.columns.size(), 6U);
    EXPECT_EQ(table.columns[2].name, "1: rest for 6 h");
    EXPECT_EQ(table.columns[3].name, "2: charge C/10 until 4.9 V or 15 h (mA)");
    EXPECT_EQ(table.columns[4].name, "3: hold 4.9 V until C/20 or 1 h (cut-off, mA)");
    EXPECT_EQ(table.columns[5].name, "4: back to step 2, 99 times (100 cycles)");
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[0][0], CellValue("a_01"));
    EXPECT_EQ(table.rows[0][3], CellValue(0.4));
    EXPECT_EQ(table.rows[1][3], CellValue(0.2));
    EXPECT_EQ(table.rows[1][4], CellValue(0.1));
    EXPECT_EQ(table.rows[1][2], CellValue());
}

TEST(PayloadOfTheCorpus, IsAcceptedAndItsMixedCurrentsAreKnown)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "no corpus";
    }
    for (const char* name : {"biologic_cycling", "biologic_formation", "dummy", "dummy_two_steps"}) {
        const auto file = *corpus / "tomato" / "payloads" / (std::string(name) + ".json");
        EXPECT_NO_THROW(static_cast<void>(prepared(parsePayload(readFile(file), name)))) << name;
    }
    const auto file = *corpus / "tomato" / "payloads" / "biologic_mixed_currents.json";
    const auto steps = payloadSteps(parsePayload(readFile(file), "mixed"), 1.5);
    EXPECT_THAT(steps.at(1).current_mA, ElementsAre(0.25));
    EXPECT_THAT(steps.at(3).current_mA, ElementsAre(-0.25));
    EXPECT_THAT(steps.at(5).current_mA, ElementsAre(3.0));
    EXPECT_THAT(steps.at(7).current_mA, ElementsAre(-0.75));
    EXPECT_EQ(steps.at(8).loopCycles, 50);
}

}  // namespace
}  // namespace aurora::protocols
