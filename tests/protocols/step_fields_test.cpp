#include "aurora/protocols/step_fields.h"

#include "aurora/protocols/payload.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::protocols {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

EditedProtocol protocolOf(const Json& method)
{
    return editedProtocol({{"version", "0.2"}, {"sample", {{"name", "$NAME"}}}, {"method", method}}, "test.json");
}

EditedProtocol oneStep(Json fields)
{
    return protocolOf(Json::array({std::move(fields)}));
}

EditedProtocol charge()
{
    return oneStep(
        {{"technique", "constant_current"}, {"current", "C/10"}, {"time", 54000}, {"limit_voltage_max", 4.9}});
}

StepField field(std::string_view technique, std::string_view key)
{
    for (const StepField& candidate : fieldsOf(technique)) {
        if (candidate.key == key) {
            return candidate;
        }
    }
    throw std::runtime_error("no such field");
}

/// What stands in the file after the text was typed into a field of the first step.
Json stored(const EditedProtocol& protocol, const StepField& into, const char* text)
{
    const EditedProtocol typed = withField(protocol, protocol.steps[0].key, into, text);
    EXPECT_THAT(typed.steps[0].typed, IsEmpty()) << text;
    return payloadOf(typed)["method"][0].value(std::string(into.key), Json());
}

/// What is said of a field of the first step after the text was typed into it; empty when nothing.
std::string said(const EditedProtocol& protocol, const StepField& into, const char* text)
{
    const EditedProtocol typed = withField(protocol, protocol.steps[0].key, into, text);
    EXPECT_EQ(fieldText(typed, typed.steps[0].key, into), text);
    for (const StepProblem& problem : problemsOf(typed)) {
        if (problem.key == into.key) {
            return problem.sentence;
        }
    }
    return {};
}

std::string wordsOf(const EditedProtocol& protocol, std::size_t index)
{
    return stepWords(protocol, protocol.steps.at(index).key, problemsOf(protocol));
}

TEST(StepFields, TimesAreHoursMinutesAndSeconds)
{
    const StepField time = field(techniques::rest, "time");
    const auto text = [&time](const Json& seconds) {
        const EditedProtocol protocol = oneStep({{"technique", "open_circuit_voltage"}, {"time", seconds}});
        return fieldText(protocol, protocol.steps[0].key, time);
    };
    EXPECT_EQ(text(54000), "15 h");
    EXPECT_EQ(text(5405), "1 h 30 min 5 s");
    EXPECT_EQ(text(90.5), "1 min 30.5 s");
    EXPECT_EQ(text(0.25), "0.25 s");
    EXPECT_EQ(stored(charge(), field(techniques::constantCurrent, "time"), "1 h 30 min 5 s"), 5405.0);
    EXPECT_EQ(stored(charge(), field(techniques::constantCurrent, "time"), "1,5 h"), 5400.0);
    EXPECT_EQ(stored(charge(), field(techniques::constantCurrent, "time"), "90 min"), 5400.0);
}

TEST(StepFields, CurrentsAreRatesOrMilliamperes)
{
    const StepField current = field(techniques::constantCurrent, "current");
    EXPECT_EQ(stored(charge(), current, "D/3"), "D/3");
    EXPECT_EQ(stored(charge(), current, "0,5C"), "0.5C");
    EXPECT_EQ(stored(charge(), current, "0.3417 mA"), 0.0003417);  // not 0.00034169999999999996
    EXPECT_EQ(stored(charge(), current, "-250 µA"), -0.00025);
    EXPECT_TRUE(stored(charge(), current, "1000 mA").is_number_float());  // an integer fails on the instrument
    EXPECT_THAT(said(charge(), current, "0.5"), HasSubstr("0.5C, 0.5D or 0.5 mA"));
    EXPECT_THAT(said(charge(), current, "C/"), HasSubstr("C/10, D/2 or 0.25 mA"));
    const EditedProtocol amperes = oneStep({{"technique", "constant_current"}, {"current", -0.0003417}, {"time", 60}});
    EXPECT_EQ(fieldText(amperes, amperes.steps[0].key, current), "-0.3417 mA");
}

TEST(StepFields, RecordingChangesAreShownInMillivoltsAndMilliamperes)
{
    const StepField change = field(techniques::constantVoltage, "record_every_dI");
    const EditedProtocol hold =
        oneStep({{"technique", "constant_voltage"}, {"voltage", 4.2}, {"time", 3600}, {"record_every_dI", 0.001}});
    EXPECT_EQ(fieldText(hold, hold.steps[0].key, change), "1");
    EXPECT_EQ(stored(hold, change, "0.07"), 0.00007);
    EXPECT_EQ(stored(charge(), field(techniques::constantCurrent, "record_every_dE"), "5"), 0.005);
}

TEST(StepFields, CyclesAreOneMoreThanJumpsBack)
{
    const StepField cycles = field(techniques::loop, "n_gotos");
    const EditedProtocol loop = protocolOf(
        {{{"technique", "open_circuit_voltage"}, {"time", 60}}, {{"technique", "loop"}, {"goto", 0}, {"n_gotos", 2}}});
    const StepKey key = loop.steps[1].key;
    EXPECT_EQ(fieldText(loop, key, cycles), "3");
    EXPECT_EQ(payloadOf(withField(loop, key, cycles, "100"))["method"][1]["n_gotos"], 99);
    EXPECT_EQ(payloadOf(withField(loop, key, cycles, "for ever"))["method"][1]["n_gotos"], -1);
    for (const char* wrong : {"0", "2.5", "many"}) {
        EXPECT_FALSE(isComplete(problemsOf(withField(loop, key, cycles, wrong)))) << wrong;
    }
}

TEST(StepFields, ANumberOutOfRangeStaysAsTypedAndBlocks)
{
    const StepField limit = field(techniques::constantCurrent, "limit_voltage_max");
    EXPECT_THAT(said(charge(), limit, "42"), HasSubstr("from −10 to 10 V"));
    EXPECT_THAT(said(charge(), limit, "4.9x"), HasSubstr("“4.9x” is no number"));
    EXPECT_THAT(said(charge(), field(techniques::constantCurrent, "time"), "0 s"), HasSubstr("above 0"));
    EXPECT_EQ(said(charge(), limit, "4.95"), "");
}

TEST(StepFields, ANewStepIsIncompleteButNotWrong)
{
    const EditedProtocol protocol = withNewStep(newProtocol(), 0, techniques::constantCurrent);
    const std::vector<StepProblem> problems = problemsOf(protocol);
    ASSERT_EQ(problems.size(), 2U);  // current and time
    for (const StepProblem& problem : problems) {
        EXPECT_EQ(problem.severity, Severity::Missing);
    }
    EXPECT_FALSE(isComplete(problems));
}

TEST(StepFields, LimitsTheWrongWayRoundAndMissingOnesAreTold)
{
    const EditedProtocol crossed = oneStep({{"technique", "constant_current"},
                                            {"current", "C/10"},
                                            {"time", 3600},
                                            {"limit_voltage_max", 2.5},
                                            {"limit_voltage_min", 4.2}});
    EXPECT_FALSE(isComplete(problemsOf(crossed)));
    const EditedProtocol open = oneStep({{"technique", "constant_current"}, {"current", "D/10"}, {"time", 3600}});
    const std::vector<StepProblem> problems = problemsOf(open);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].severity, Severity::Doubt);
    EXPECT_EQ(problems[0].key, "limit_voltage_min");
    EXPECT_TRUE(isComplete(problems));
}

TEST(StepFields, AVoltageBeyondTheRangeOfTheInstrumentIsADoubt)
{
    const EditedProtocol hold =
        oneStep({{"technique", "constant_voltage"}, {"voltage", 5.2}, {"time", 3600}, {"E_range", "+-5.0 V"}});
    const std::vector<StepProblem> problems = problemsOf(hold);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].severity, Severity::Doubt);
    EXPECT_THAT(problems[0].sentence, HasSubstr("+-5.0 V"));
}

TEST(StepFields, ALoopThatGoesForwardsIsWrongAndSaysToWhichStep)
{
    EditedProtocol protocol = protocolOf(
        {{{"technique", "open_circuit_voltage"}, {"time", 60}}, {{"technique", "loop"}, {"goto", 0}, {"n_gotos", 2}}});
    const std::vector<StepKey> rest{protocol.steps[0].key};
    protocol = withStepsMoved(protocol, rest, 2);
    const std::vector<StepProblem> problems = problemsOf(protocol);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].key, "goto");
    EXPECT_THAT(problems[0].sentence, HasSubstr("step 2"));
    const std::vector<StepKey> moved{protocol.steps[1].key};
    EXPECT_TRUE(isComplete(problemsOf(withStepsMoved(protocol, moved, 0))));
}

TEST(StepFields, WhatTomatoRefusesBesidesTheStepsIsTold)
{
    EditedProtocol protocol = charge();
    protocol.frame["tomatoo"] = Json::object();
    const std::vector<StepProblem> problems = problemsOf(protocol);
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_FALSE(problems[0].step);
    EXPECT_THAT(problems[0].sentence, HasSubstr("tomatoo"));
}

TEST(StepFields, TypingAValueAgainDoesNotChangeHowItIsSpelled)
{
    const Json before = payloadOf(charge());
    const EditedProtocol same =
        withField(charge(), charge().steps[0].key, field(techniques::constantCurrent, "time"), "15 h");
    EXPECT_EQ(dumpJson(payloadOf(same)), dumpJson(before));  // 54000, not 54000.0
}

TEST(StepFields, AnEmptyTextTakesTheValueAway)
{
    EXPECT_TRUE(stored(charge(), field(techniques::constantCurrent, "limit_voltage_max"), " ").is_null());
}

TEST(StepFields, ListsAndUnknownKeysAreKeptAndNotOffered)
{
    const EditedProtocol list = oneStep({{"technique", "constant_current"},
                                         {"current", {"C/10", "D/10"}},
                                         {"time", 3600},
                                         {"limit_voltage_max", 4.2},
                                         {"humidity", 3}});
    EXPECT_FALSE(isEditable(list.steps[0], field(techniques::constantCurrent, "current")));
    EXPECT_TRUE(isEditable(list.steps[0], field(techniques::constantCurrent, "time")));
    EXPECT_THAT(keptKeys(list.steps[0]), ElementsAre("humidity"));
    EXPECT_TRUE(isComplete(problemsOf(list)));
}

TEST(StepWords, SayWhatAStepDoesAndOfAnUnfinishedOneWhatIsKnown)
{
    EXPECT_EQ(wordsOf(charge(), 0), "charge C/10 until 4.9 V or 15 h");
    EXPECT_EQ(wordsOf(oneStep({{"technique", "constant_current"}, {"current", "D/2"}}), 0), "discharge D/2 …");
    EXPECT_EQ(wordsOf(oneStep({{"technique", "constant_current"}}), 0), "charge or discharge …");
    EXPECT_EQ(wordsOf(oneStep({{"technique", "constant_voltage"}, {"voltage", 4.2}}), 0), "hold 4.2 V …");
    EXPECT_EQ(wordsOf(oneStep({{"technique", "loop"}}), 0), "back to …");
    EXPECT_EQ(wordsOf(oneStep({{"technique", "impedance"}, {"f", 1}}), 0), "impedance");
}

TEST(StepWords, OfALoopNameTheStepThatItFollows)
{
    EditedProtocol protocol = protocolOf(
        {{{"technique", "open_circuit_voltage"}, {"time", 60}}, {{"technique", "loop"}, {"goto", 0}, {"n_gotos", 2}}});
    protocol = withNewStep(protocol, 0, techniques::rest);
    EXPECT_EQ(wordsOf(protocol, 2), "back to step 2, twice (3 cycles)");
}

}  // namespace
}  // namespace aurora::protocols
