#include "aurora/protocols/unicycler.h"

#include "aurora/core/error.h"
#include "aurora/protocols/payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Rest, then three cycles at C/10 with a hold, as the Python package writes them.
Json unicycler()
{
    return parseJson(R"({
        "unicycler": {"version": "0.4.3"},
        "sample": {"name": "$NAME", "capacity_mAh": null},
        "record": {"current_mA": 0.1, "voltage_V": 0.01, "time_s": 10},
        "safety": {"max_voltage_V": 5, "min_voltage_V": null},
        "method": [
            {"id": null, "step": "open_circuit_voltage", "until_time_s": 3600.0},
            {"step": "tag", "tag": "formation"},
            {"step": "constant_current", "rate_C": 0.1, "current_mA": null, "until_time_s": 54000.0,
             "until_voltage_V": 4.9},
            {"step": "constant_voltage", "voltage_V": 4.9, "until_time_s": 21600.0, "until_rate_C": 0.05,
             "until_current_mA": null},
            {"step": "constant_current", "rate_C": null, "current_mA": -0.3417, "until_time_s": 54000.0,
             "until_voltage_V": 3.5},
            {"step": "loop", "loop_to": "formation", "cycle_count": 3}
        ]
    })",
                     "unicycler");
}

std::string refusal(const Json& payload)
{
    try {
        static_cast<void>(unicyclerFromPayload(payload, "p.json"));
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

Json payloadWith(const Json& method)
{
    return {{"version", "0.2"}, {"sample", {{"name", "$NAME"}}}, {"method", method}};
}

TEST(Unicycler, IsToldFromAPayload)
{
    EXPECT_TRUE(isUnicycler(unicycler()));
    EXPECT_TRUE(isUnicycler({{"method", {{{"step", "tag"}, {"tag", "x"}}}}}));
    EXPECT_FALSE(isUnicycler(payloadWith({{{"technique", "open_circuit_voltage"}, {"time", 60}}})));
    EXPECT_FALSE(isUnicycler(Json::array()));
}

TEST(Unicycler, BecomesAPayloadThatTomatoTakes)
{
    const Translation translation = payloadFromUnicycler(unicycler(), "u.json");
    EXPECT_NO_THROW(checkPayload(translation.json, "u.json"));
    const Json& method = translation.json["method"];
    ASSERT_EQ(method.size(), 5U);  // a tag is no step
    EXPECT_EQ(method[0]["time"], 3600.0);
    EXPECT_EQ(method[1]["current"], "C/10");
    EXPECT_EQ(method[1]["limit_voltage_max"], 4.9);
    EXPECT_EQ(method[1]["record_every_dt"], 10.0);
    EXPECT_EQ(method[1]["record_every_dE"], 0.01);
    EXPECT_EQ(method[2]["limit_current_min"], "C/20");
    EXPECT_EQ(method[2]["record_every_dI"], 0.0001);
    EXPECT_EQ(method[3]["current"], -0.0003417);
    EXPECT_EQ(method[3]["limit_voltage_min"], 3.5);
    EXPECT_EQ(method[4]["goto"], 1);
    EXPECT_EQ(method[4]["n_gotos"], 2);
    EXPECT_THAT(translation.notes, ElementsAre(HasSubstr("max_voltage_V 5")));
}

TEST(Unicycler, NumbersOfItsFirstVersionsAreTextsAndItsLoopsHadAnotherName)
{
    const Json old = {
        {"record", {{"time_s", "10"}}},
        {"method",
         {{{"step", "constant_current"}, {"rate_C", "1/3"}, {"until_time_s", "600"}, {"until_voltage_V", "4.2"}},
          {{"step", "constant_current"}, {"rate_C", "-0.5"}, {"until_time_s", "600"}, {"until_voltage_V", ""}},
          {{"step", "loop"}, {"start_step", 1}, {"cycle_count", "20"}}}}};
    const Json method = payloadFromUnicycler(old, "old.json").json["method"];
    EXPECT_EQ(method[0]["current"], "C/3");
    EXPECT_EQ(method[1]["current"], "D/2");
    EXPECT_FALSE(method[1].contains("limit_voltage_min"));
    EXPECT_EQ(method[2]["goto"], 0);
    EXPECT_EQ(method[2]["n_gotos"], 19);
}

TEST(Unicycler, ALoopToANumberCountsTagsAsSteps)
{
    Json protocol = unicycler();
    protocol["method"][5]["loop_to"] = 4;  // the hold: rest, tag, charge, hold
    EXPECT_EQ(payloadFromUnicycler(protocol, "u.json").json["method"][4]["goto"], 2);
}

TEST(Unicycler, ImpedanceIsKeptWordByWordAndComesBack)
{
    Json protocol = unicycler();
    const Json impedance = {{"step", "impedance_spectroscopy"},
                            {"amplitude_V", 0.01},
                            {"start_frequency_Hz", 1e5},
                            {"end_frequency_Hz", 0.1},
                            {"points_per_decade", 10}};
    protocol["method"].push_back(impedance);
    const Translation translation = payloadFromUnicycler(protocol, "u.json");
    EXPECT_THAT(translation.notes, testing::Contains(HasSubstr("Step 6 measures impedance")));
    EXPECT_EQ(translation.json["method"][5]["technique"], "impedance_spectroscopy");
    EXPECT_EQ(unicyclerFromPayload(translation.json, "p.json").json["method"].back(), impedance);
}

TEST(Unicycler, WhatIsNotSaidThereStaysMissingAndIsTold)
{
    Json protocol = unicycler();
    protocol["method"][2]["until_time_s"] = nullptr;
    const Translation translation = payloadFromUnicycler(protocol, "u.json");
    EXPECT_FALSE(translation.json["method"][1].contains("time"));
    EXPECT_THAT(translation.notes, testing::Contains(HasSubstr("Step 2 has no longest time")));
}

TEST(Unicycler, AStepThatIsNotKnownIsRefusedByItsNumber)
{
    Json protocol = unicycler();
    protocol["method"][2]["step"] = "constant_power";
    try {
        static_cast<void>(payloadFromUnicycler(protocol, "u.json"));
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("u.json, step 3"));
        EXPECT_THAT(error.what(), HasSubstr("constant_power"));
    }
}

TEST(Unicycler, APayloadComesBackAsItWas)
{
    const Json payload = payloadFromUnicycler(unicycler(), "u.json").json;
    const Translation back = unicyclerFromPayload(payload, "p.json");
    EXPECT_THAT(back.notes, IsEmpty());
    EXPECT_EQ(back.json["record"], (Json{{"time_s", 10.0}, {"voltage_V", 0.01}, {"current_mA", 0.1}}));
    EXPECT_EQ(back.json["method"][4]["current_mA"], -0.3417);
    EXPECT_EQ(back.json["method"][1], (Json{{"step", "tag"}, {"tag", "step 2"}}));
    EXPECT_EQ(back.json["method"][5]["loop_to"], "step 2");
    EXPECT_EQ(payloadFromUnicycler(back.json, "u.json").json, payload);
}

TEST(Unicycler, WhatCannotBeSaidThereIsRefusedOrTold)
{
    const Json rest = {{"technique", "open_circuit_voltage"}, {"time", 60}};
    EXPECT_THAT(refusal(payloadWith({rest, {{"technique", "loop"}, {"goto", 0}, {"n_gotos", -1}}})),
                HasSubstr("step 2: the loop has no end"));
    EXPECT_THAT(refusal(payloadWith(
                    Json::array({{{"technique", "constant_current"}, {"current", {"C/2", "D/2"}}, {"time", 60}}}))),
                HasSubstr("\"current\" is a list"));
    EXPECT_THAT(refusal(payloadWith(Json::array({{{"technique", "sequential"}, {"time", 60}}}))),
                HasSubstr("\"sequential\""));
    const Json twoLimits = {{"technique", "constant_current"}, {"current", "C/2"},         {"time", 60},
                            {"limit_voltage_max", 4.2},        {"limit_voltage_min", 2.5}, {"record_every_dt", 5.0}};
    EXPECT_THAT(unicyclerFromPayload(payloadWith(Json::array({twoLimits})), "p.json").notes,
                ElementsAre(HasSubstr("\"limit_voltage_min\" = 2.5")));
}

}  // namespace
}  // namespace aurora::protocols
