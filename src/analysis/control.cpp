#include "aurora/analysis/control.h"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace aurora::analysis {

namespace {

struct Meaning
{
    std::int16_t code;
    Control control;
};

/// Mode bits. 0 stands in recordings without a mode.
constexpr std::array ecLabModes{
    Meaning{1, Control::Other},
    Meaning{2, Control::Potentiostatic},
    Meaning{3, Control::Other},
};

/// NONE, OCV, CA, CP, CV, CPLIMIT, CALIMIT.
constexpr std::array tomatoTechniques{
    Meaning{0, Control::Other},
    Meaning{100, Control::Other},
    Meaning{101, Control::Potentiostatic},
    Meaning{102, Control::Other},
    Meaning{103, Control::Potentiostatic},
    Meaning{155, Control::Other},
    Meaning{157, Control::Potentiostatic},
};

constexpr std::int16_t newareHold = 3;             // CV Chg
constexpr std::int16_t newareCurrentThenHold = 7;  // CCCV Chg

Control meaningOf(std::int16_t code, std::span<const Meaning> meanings)
{
    const auto found =
        std::find_if(meanings.begin(), meanings.end(), [code](const Meaning& meaning) { return meaning.code == code; });
    return found == meanings.end() ? Control::Unknown : found->control;
}

Control newareControl(std::int16_t code)
{
    if (code <= 0) {
        return Control::Unknown;
    }
    return code == newareHold ? Control::Potentiostatic : Control::Other;
}

/// Marks the rows of one step from where its voltage is reached.
void markHold(std::vector<Control>& control, std::span<const float> voltage_V, std::size_t begin, std::size_t end)
{
    constexpr double reached_V = 0.001;
    double largest_V = -std::numeric_limits<double>::infinity();
    for (std::size_t row = begin; row < end; ++row) {
        largest_V = std::max(largest_V, double{voltage_V[row]});
    }
    std::size_t hold = begin;
    while (hold < end && !(voltage_V[hold] >= largest_V - reached_V)) {
        ++hold;
    }
    std::fill(control.begin() + static_cast<std::ptrdiff_t>(hold), control.begin() + static_cast<std::ptrdiff_t>(end),
              Control::Potentiostatic);
}

void markHolds(std::vector<Control>& control, const CyclingSeries& recording)
{
    const auto sameStep = [&](std::size_t row, std::size_t other) {
        const bool sameCycle =
            recording.cycleNumber.empty() || recording.cycleNumber[row] == recording.cycleNumber[other];
        return sameCycle && recording.technique[row] == recording.technique[other];
    };
    for (std::size_t begin = 0; begin < recording.size();) {
        std::size_t end = begin + 1;
        while (end < recording.size() && sameStep(begin, end)) {
            ++end;
        }
        if (recording.technique[begin] == newareCurrentThenHold) {
            markHold(control, recording.voltage_V, begin, end);
        }
        begin = end;
    }
}

}  // namespace

std::vector<Control> controlOfRows(const CyclingSeries& recording, TechniqueCodes codes)
{
    std::vector<Control> control(recording.size(), Control::Unknown);
    if (codes == TechniqueCodes::Unknown || recording.technique.empty()) {
        return control;
    }
    std::transform(recording.technique.begin(), recording.technique.end(), control.begin(), [codes](std::int16_t code) {
        if (codes == TechniqueCodes::Neware) {
            return newareControl(code);
        }
        return codes == TechniqueCodes::EcLab ? meaningOf(code, ecLabModes) : meaningOf(code, tomatoTechniques);
    });
    if (codes == TechniqueCodes::Neware) {
        markHolds(control, recording);
    }
    return control;
}

}  // namespace aurora::analysis
