#pragma once

#include "aurora/protocols/edited_protocol.h"

#include <limits>

namespace aurora::protocols {

/// The techniques that tomato 0.2.3 runs on an instrument. Others are kept verbatim.
namespace techniques {
inline constexpr std::string_view rest = "open_circuit_voltage";
inline constexpr std::string_view constantCurrent = "constant_current";
inline constexpr std::string_view constantVoltage = "constant_voltage";
inline constexpr std::string_view loop = "loop";
}  // namespace techniques

enum class FieldKind
{
    Duration,  ///< "1 h 30 min", stored in s
    Number,
    Current,  ///< "C/10" or "0.25 mA"
    Cycles,   ///< of a loop in all, or "for ever"; stored as jumps back
    Step,     ///< the step that a loop goes back to
    Text,
    Switch  ///< "yes" or "no"
};

enum class FieldGroup
{
    Does,  ///< what the step does
    Ends,  ///< when it ends
    Records,
    Instrument
};

/// One value of a technique, as a form offers it.
struct StepField
{
    std::string_view technique;
    std::string_view key;    ///< of the payload
    std::string_view label;  ///< "Upper voltage limit"
    FieldKind kind = FieldKind::Number;
    FieldGroup group = FieldGroup::Does;
    bool required = false;
    std::string_view unit{};  ///< in which a number is shown
    int shift = 0;            ///< powers of ten from the stored number to the shown one: 3 for amperes shown as mA
    double lowest = -std::numeric_limits<double>::infinity();  ///< of the shown number
    double highest = std::numeric_limits<double>::infinity();
};

/// The fields of a technique in the order of the form; none of one that is not known.
[[nodiscard]] std::vector<StepField> fieldsOf(std::string_view technique);

[[nodiscard]] bool hasField(std::string_view technique, std::string_view key);

/// What stands in the field: what was typed, else the value as a person types it ("C/10", "0.25 mA", "1 h 30 min", "3",
/// the number of a step). Empty when there is none.
[[nodiscard]] std::string fieldText(const EditedProtocol& protocol, StepKey key, const StepField& field);

/// A text in place of what stood in a field; an empty one takes the value away. Decimal commas are understood. A text
/// that is no value stays as it was typed.
[[nodiscard]] EditedProtocol withField(EditedProtocol protocol, StepKey key, const StepField& field,
                                       std::string_view text);

/// Lists and other values that no text can stand for are kept as they are, and are not offered for editing.
[[nodiscard]] bool isEditable(const EditedStep& step, const StepField& field);

/// Keys of the step that no field shows, but for `technique`.
[[nodiscard]] std::vector<std::string> keptKeys(const EditedStep& step);

/// Hours, minutes and seconds of "1 h 30 min 5 s", each as it was typed; empty where not.
struct DurationTexts
{
    std::string hours;
    std::string minutes;
    std::string seconds;
};

[[nodiscard]] DurationTexts durationTexts(std::string_view text);
/// "1 h 30 min"; empty when all three are.
[[nodiscard]] std::string durationText(const DurationTexts& texts);

enum class Severity
{
    Missing,  ///< not filled in yet: no mistake, but it cannot run
    Wrong,
    Doubt  ///< it can run, but was it meant?
};

struct StepProblem
{
    std::optional<StepKey> step;  ///< nothing: of the protocol as a whole
    std::string key;              ///< of the field; empty: of the step as a whole
    Severity severity = Severity::Wrong;
    std::string sentence;
};

/// All that is missing, wrong or doubtful, in the order of the steps.
[[nodiscard]] std::vector<StepProblem> problemsOf(const EditedProtocol& protocol);

/// Whether it can be written and run: nothing missing, nothing wrong.
[[nodiscard]] bool isComplete(const std::vector<StepProblem>& problems);

/// The step in words: "charge C/10 until 4.9 V or 15 h"; of one that is not complete what is known: "charge …".
[[nodiscard]] std::string stepWords(const EditedProtocol& protocol, StepKey key,
                                    const std::vector<StepProblem>& problems);

/// "Constant current"; of an unknown one its own name.
[[nodiscard]] std::string techniqueLabel(std::string_view technique);

}  // namespace aurora::protocols
