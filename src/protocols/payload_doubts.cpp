#include "protocols/payload_doubts.h"

#include "protocols/json_values.h"
#include "protocols/payload_currents.h"

#include "aurora/core/significant.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace aurora::protocols {

namespace {

/// Faster than this is no cycling of a coin cell, but a C-rate without its slash or without its C.
constexpr double fastest_C = 10;

/// No electrolyte of a coin cell stands more.
constexpr double highest_V = 6;

/// What tomato 0.2.3 knows by its drivers, BioLogic's and the dummy.
constexpr std::array<std::string_view, 8> knownTechniques{"open_circuit_voltage",
                                                          "constant_current",
                                                          "constant_voltage",
                                                          "sweep_current",
                                                          "sweep_voltage",
                                                          "loop",
                                                          "random",
                                                          "sequential"};

constexpr std::array<std::string_view, 3> voltageKeys{"voltage", "limit_voltage_max", "limit_voltage_min"};
constexpr std::array<std::string_view, 5> endKeys{"time", "limit_voltage_max", "limit_voltage_min", "limit_current_max",
                                                  "limit_current_min"};

/// Doubts about the steps of one cell.
class StepDoubts
{
public:
    StepDoubts(const PayloadTarget& target, std::vector<std::string>& sentences)
        : m_target(target), m_sentences(sentences)
    {
    }

    void lookAt(const Json& step, std::size_t number)
    {
        m_step = m_target.sampleName + ": step " + std::to_string(number);
        for (const std::string_view key : currentKeys) {
            for (const PayloadCurrent& current : payloadCurrents(valueAt(step, key))) {
                lookAtCurrent(key, current);
            }
        }
        for (const std::string_view key : voltageKeys) {
            const Json& said = valueAt(step, key);
            for (const Json& voltage : said.is_array() ? said : Json::array({said})) {
                if (voltage.is_number()) {
                    lookAtVoltage(key, voltage.get<double>());
                }
            }
        }
        const std::string technique = textAt(step, "technique").value_or("");
        const bool isKnown =
            std::find(knownTechniques.begin(), knownTechniques.end(), technique) != knownTechniques.end();
        if (!isKnown) {
            doubt(" is the technique \"" + technique +
                  "\", which is none of tomato's: a job that no pipeline offers everything for waits for ever. Is it "
                  "spelled as the driver knows it?");
        }
        const bool ends = std::any_of(endKeys.begin(), endKeys.end(),
                                      [&](std::string_view key) { return !valueAt(step, key).is_null(); });
        if (technique != "loop" && !ends) {
            doubt(" (" + technique + ") has neither a time nor a limit: nothing ends it. Is that meant?");
        } else if (technique == "constant_current") {
            lookAtVoltageLimits(step);
        }
    }

private:
    void doubt(const std::string& words) { m_sentences.push_back(m_step + words); }

    void lookAtCurrent(std::string_view key, const PayloadCurrent& current)
    {
        const std::string verb = key == "current" ? " sets " : " has a \"" + std::string(key) + "\" of ";
        const std::string capacity = formatSignificant(m_target.capacity_mAh) + " mAh";
        const double current_mA = current.mA(m_target.capacity_mAh);
        const double rate = current_mA / m_target.capacity_mAh;
        const std::string inmA = formatSignificant(std::round(std::abs(current_mA) * 100) / 100) + " mA";
        if (std::abs(rate) > fastest_C && !current.isRate) {
            doubt(verb + formatSignificant(current.value) + " A, which is " + formatSignificant(std::round(rate)) +
                  " C of " + capacity + ". Was a C-rate meant, as in \"" + formatSignificant(std::abs(current.value)) +
                  "C\"?");
        } else if (std::abs(rate) > fastest_C) {
            doubt(verb + formatSignificant(current.value) + "C, which is " + inmA + " for " + capacity +
                  ". Was a fraction meant, as in \"C/" + formatSignificant(std::abs(current.value)) + "\"?");
        } else if (std::abs(current_mA) > largestCoinCellCurrent_mA) {
            doubt(verb + inmA + ", which is much for a coin cell (above " +
                  formatSignificant(largestCoinCellCurrent_mA) + " mA). Is that meant?");
        }
    }

    /// A time alone does not keep a cell from being overcharged or drained.
    void lookAtVoltageLimits(const Json& step)
    {
        bool charges = false;
        bool discharges = false;
        for (const PayloadCurrent& current : payloadCurrents(valueAt(step, "current"))) {
            charges = charges || current.value > 0;
            discharges = discharges || current.value < 0;
        }
        if (charges && valueAt(step, "limit_voltage_max").is_null()) {
            doubt(" charges without a \"limit_voltage_max\": nothing keeps the cell from being overcharged. Is that "
                  "meant?");
        }
        if (discharges && valueAt(step, "limit_voltage_min").is_null()) {
            doubt(" discharges without a \"limit_voltage_min\": nothing keeps the cell from being drained. Is that "
                  "meant?");
        }
    }

    void lookAtVoltage(std::string_view key, double voltage_V)
    {
        if (voltage_V > highest_V || voltage_V < 0) {
            doubt(": \"" + std::string(key) + "\" is " + formatSignificant(voltage_V) + " V, " +
                  (voltage_V < 0 ? "below 0 V" : "above " + formatSignificant(highest_V) + " V") + ". Is that meant?");
        }
    }

    const PayloadTarget& m_target;
    std::vector<std::string>& m_sentences;
    std::string m_step;
};

}  // namespace

std::vector<std::string> payloadDoubts(const PayloadTarget& target, const Json& payload)
{
    std::vector<std::string> sentences;
    if (target.capacity_mAh > largestCoinCell_mAh) {
        sentences.push_back(target.sampleName + ": " + formatSignificant(target.capacity_mAh) +
                            " mAh is much for a coin cell (above " + formatSignificant(largestCoinCell_mAh) +
                            " mAh). Is the capacity in mAh?");
    }
    StepDoubts doubts(target, sentences);
    std::size_t number = 0;
    for (const Json& step : payload.at("method")) {
        doubts.lookAt(step, ++number);
    }
    return sentences;
}

}  // namespace aurora::protocols
