#include "aurora/protocols/edited_protocol.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/protocols/edit_history.h"
#include "aurora/protocols/payload.h"
#include "aurora/protocols/step_fields.h"
#include "support/corpus.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Rest, charge, hold, discharge, back to the charge.
EditedProtocol formation()
{
    return editedProtocol(parseJson(R"({
        "version": "0.2",
        "sample": {"name": "$NAME", "capacity": 0.0},
        "method": [
            {"device": "MPG2", "technique": "open_circuit_voltage", "time": 21600, "record_every_dt": 30.0},
            {"device": "MPG2", "technique": "constant_current", "current": "C/10", "time": 72000,
             "limit_voltage_max": 4.2, "I_range": "10 mA", "lab note": "slow"},
            {"device": "MPG2", "technique": "constant_voltage", "voltage": 4.2, "time": 7200,
             "limit_current_min": "C/20"},
            {"device": "MPG2", "technique": "constant_current", "current": "D/10", "time": 72000,
             "limit_voltage_min": 2.5},
            {"device": "MPG2", "technique": "loop", "n_gotos": 2, "goto": 1}
        ],
        "tomato": {"unlock_when_done": true}
    })",
                                    "formation"),
                          "formation.json");
}

std::vector<std::string> techniquesOf(const EditedProtocol& protocol)
{
    std::vector<std::string> names;
    for (const EditedStep& step : protocol.steps) {
        names.push_back(step.fields.at("technique").get<std::string>());
    }
    return names;
}

Json gotoOf(const EditedProtocol& protocol, std::size_t loop)
{
    return payloadOf(protocol).at("method").at(loop).value("goto", Json());
}

StepKey keyOf(const EditedProtocol& protocol, std::size_t index)
{
    return protocol.steps.at(index).key;
}

std::vector<StepKey> keysOf(const EditedProtocol& protocol, const std::vector<std::size_t>& indices)
{
    std::vector<StepKey> keys;
    for (const std::size_t index : indices) {
        keys.push_back(keyOf(protocol, index));
    }
    return keys;
}

TEST(EditedProtocol, EveryPayloadOfTheCorpusComesOutAsItWentIn)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    for (const char* name :
         {"biologic_cycling", "biologic_formation", "biologic_mixed_currents", "dummy", "dummy_two_steps"})
    {
        const std::string text = readFile(*corpus / "tomato" / "payloads" / (std::string(name) + ".json"));
        EXPECT_EQ(dumpJson(payloadOf(editedProtocol(parseJson(text, name), name)), 1),
                  dumpJson(parseJson(text, name), 1));
    }
}

TEST(EditedProtocol, WhatIsNoListOfTechniquesIsRefusedWithItsName)
{
    try {
        static_cast<void>(editedProtocol(Json{{"method", "none"}}, "notes.json"));
        FAIL() << "accepted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("notes.json"));
        EXPECT_THAT(error.what(), HasSubstr("\"method\""));
    }
}

TEST(EditedProtocol, ALoopFollowsItsStepWhenAnotherIsPutBeforeIt)
{
    const EditedProtocol longer = withNewStep(formation(), 0, techniques::rest);
    EXPECT_EQ(gotoOf(longer, 5), 2);
    EXPECT_EQ(gotoOf(withoutSteps(longer, keysOf(longer, {0, 1})), 3), 0);
}

TEST(EditedProtocol, ALoopFollowsItsStepWhenThatIsMoved)
{
    const EditedProtocol before = formation();
    const EditedProtocol moved = withStepsMoved(before, keysOf(before, {1}), 4);  // the charge after the discharge
    EXPECT_THAT(techniquesOf(moved), ElementsAre("open_circuit_voltage", "constant_voltage", "constant_current",
                                                 "constant_current", "loop"));
    EXPECT_EQ(payloadOf(moved)["method"][3]["current"], "C/10");
    EXPECT_EQ(gotoOf(moved, 4), 3);
}

TEST(EditedProtocol, StepsThatAreMovedTogetherKeepTheirOrder)
{
    const EditedProtocol before = formation();
    const EditedProtocol moved = withStepsMoved(before, keysOf(before, {3, 1}), 0);
    EXPECT_THAT(techniquesOf(moved), ElementsAre("constant_current", "constant_current", "open_circuit_voltage",
                                                 "constant_voltage", "loop"));
    EXPECT_EQ(payloadOf(moved)["method"][0]["current"], "C/10");
    EXPECT_EQ(payloadOf(moved)["method"][1]["current"], "D/10");
}

TEST(EditedProtocol, ALoopWhoseStepWasRemovedPointsNowhereInsteadOfElsewhere)
{
    const EditedProtocol before = formation();
    const EditedProtocol shorter = withoutSteps(before, keysOf(before, {1}));
    EXPECT_TRUE(gotoOf(shorter, 3).is_null());
    EXPECT_FALSE(isComplete(problemsOf(shorter)));
}

TEST(EditedProtocol, ANewStepTakesDeviceRecordingAndRangesFromTheNearestSteps)
{
    const EditedProtocol longer = withNewStep(formation(), 1, techniques::constantCurrent);
    EXPECT_EQ(
        longer.steps[1].fields,
        (Json{{"device", "MPG2"}, {"record_every_dt", 30.0}, {"I_range", "10 mA"}, {"technique", "constant_current"}}));
    const EditedProtocol last = withNewStep(formation(), 5, techniques::constantCurrent);  // behind a loop
    EXPECT_EQ(
        last.steps[5].fields,
        (Json{{"device", "MPG2"}, {"record_every_dt", 30.0}, {"I_range", "10 mA"}, {"technique", "constant_current"}}));
    const EditedProtocol looped = withNewStep(formation(), 1, techniques::loop);
    EXPECT_EQ(looped.steps[1].fields, (Json{{"device", "MPG2"}, {"technique", "loop"}}));
}

TEST(EditedProtocol, CopiedStepsLoopAmongThemselvesInAnotherProtocol)
{
    const EditedProtocol from = formation();
    const std::string copied = copiedSteps(from, keysOf(from, {1, 2, 3, 4}), "formation");
    const EditedProtocol to = withStepsPasted(formation(), 5, copied, "another");
    EXPECT_EQ(to.steps.size(), 9U);
    EXPECT_EQ(gotoOf(to, 4), 1);  // its own one stays
    EXPECT_EQ(gotoOf(to, 8), 5);
    EXPECT_EQ(to.steps[5].fields, from.steps[1].fields);  // unknown keys, too
}

TEST(EditedProtocol, ALoopThatIsCopiedAloneKeepsItsTargetInItsOwnProtocolOnly)
{
    const EditedProtocol from = formation();
    const std::string copied = copiedSteps(from, keysOf(from, {4}), "formation");
    EXPECT_EQ(gotoOf(withStepsPasted(from, 5, copied, "formation"), 5), 1);
    EXPECT_TRUE(gotoOf(withStepsPasted(from, 5, copied, "another"), 5).is_null());
}

TEST(EditedProtocol, StepsCanBePastedFromATextEditor)
{
    const std::string one = R"({"technique": "open_circuit_voltage", "time": 60.0})";
    EXPECT_EQ(withStepsPasted(newProtocol(), 0, one, "x").steps.size(), 1U);
    EXPECT_EQ(withStepsPasted(newProtocol(), 0, "[" + one + "," + one + "]", "x").steps.size(), 2U);
    EXPECT_EQ(withStepsPasted(newProtocol(), 0, dumpJson(payloadOf(formation())), "x").steps.size(), 5U);
    EXPECT_THROW(static_cast<void>(withStepsPasted(newProtocol(), 0, "240606_x_01", "x")), Error);
    EXPECT_THROW(static_cast<void>(withStepsPasted(newProtocol(), 0, R"({"name": "cell"})", "x")), Error);
}

TEST(EditedProtocol, AnotherTechniqueKeepsWhatBothHaveAndWhatIsUnknown)
{
    const EditedProtocol before = formation();
    const EditedProtocol changed = withTechnique(before, keyOf(before, 1), techniques::rest);
    EXPECT_EQ(changed.steps[1].fields, (Json{{"device", "MPG2"},
                                             {"technique", "open_circuit_voltage"},
                                             {"time", 72000},
                                             {"I_range", "10 mA"},
                                             {"lab note", "slow"}}));
}

TEST(EditHistory, GoesBackAndForthAndForgetsWhatWasUndoneByTheNextEdit)
{
    EditHistory history(formation());
    history.edit(withNewStep(history.now(), 5, techniques::rest));
    history.edit(withNewStep(history.now(), 6, techniques::rest));
    history.undo();
    EXPECT_EQ(history.now().steps.size(), 6U);
    history.redo();
    EXPECT_EQ(history.now().steps.size(), 7U);
    history.undo();
    history.edit(withNewStep(history.now(), 0, techniques::loop));
    EXPECT_FALSE(history.canRedo());
    history.undo();
    history.undo();
    EXPECT_FALSE(history.canUndo());
    EXPECT_TRUE(history.isSaved());
}

TEST(EditHistory, LettersTypedIntoOneFieldAreOneEdit)
{
    EditHistory history(formation());
    const StepKey key = keyOf(history.now(), 2);
    const StepField field = fieldsOf(techniques::constantVoltage).front();
    for (const char* typed : {"4", "4.", "4.3", "4.35"}) {
        history.edit(withField(history.now(), key, field, typed), "voltage");
    }
    EXPECT_EQ(payloadOf(history.now())["method"][2]["voltage"], 4.35);
    history.undo();
    EXPECT_EQ(payloadOf(history.now())["method"][2]["voltage"], 4.2);
    EXPECT_FALSE(history.canUndo());
}

TEST(EditHistory, IsSavedAgainWhenTheOldValueIsTypedAgain)
{
    EditHistory history(formation());
    const StepKey key = keyOf(history.now(), 0);
    const StepField field = fieldsOf(techniques::rest).front();
    history.edit(withField(history.now(), key, field, "5 h"));
    EXPECT_FALSE(history.isSaved());
    history.edit(withField(history.now(), key, field, "6 h"));
    EXPECT_TRUE(history.isSaved());
}

}  // namespace
}  // namespace aurora::protocols
