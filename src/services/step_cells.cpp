#include "step_cells.h"

#include "aurora/core/significant.h"

namespace aurora::services {

namespace {

std::string joined(const std::vector<double>& currents_mA)
{
    std::string text;
    for (const double current_mA : currents_mA) {
        text += (text.empty() ? "" : ", ") + formatSignificant(current_mA);
    }
    return text + " mA";
}

std::string durationText(double time_s)
{
    constexpr double perMinute = 60;
    constexpr double perHour = 3600;
    if (time_s >= perHour) {
        return formatSignificant(time_s / perHour) + " h";
    }
    return time_s >= perMinute ? formatSignificant(time_s / perMinute) + " min" : formatSignificant(time_s) + " s";
}

}  // namespace

std::string stepCell(const protocols::PayloadStep& step)
{
    if (step.loopTo) {
        return "to step " + std::to_string(*step.loopTo + 1);
    }
    if (step.voltage_V) {
        const std::string held = formatSignificant(*step.voltage_V) + " V";
        if (step.maxCurrent_mA.empty()) {
            return step.minCurrent_mA.empty() ? held : held + ", to " + joined(step.minCurrent_mA);
        }
        const std::string above = held + ", until above " + joined(step.maxCurrent_mA);
        return step.minCurrent_mA.empty() ? above : above + " or below " + joined(step.minCurrent_mA);
    }
    if (!step.current_mA.empty()) {
        return joined(step.current_mA);
    }
    return step.time_s ? durationText(*step.time_s) : std::string();
}

}  // namespace aurora::services
