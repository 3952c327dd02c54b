#include "aurora/storage/sample_files.h"

#include <array>
#include <utility>

namespace aurora::storage {

Json glossary()
{
    // Every column of the files of a sample: what it is, and its unit where the name does not say it.
    static constexpr std::array<std::pair<const char*, const char*>, 24> meanings{{
        {"uts", "Unix time stamp in seconds, UTC"},
        {"V (V)", "Cell voltage in volts"},
        {"I (A)", "Current through the cell in amperes, positive on charge"},
        {"dQ (mAh)", "Charge since the row before in mAh, positive on charge"},
        {"dQ/dV (mAh/V)", "Differential capacity in mAh/V, negative on discharge"},
        {"cycle_number", "Number of the cycle as the cycler counts it, no unit"},
        {"loop_number", "Number of completed loops of the loop technique, no unit"},
        {"index", "Position of the technique in the payload, from 0, no unit"},
        {"technique", "Code of the technique or step type, no unit"},
        {"Step",
         "Number of the step after merging, from 1: goes up at every change of recording, cycle or loop, no unit"},
        {"Cycle", "Number of the step among those that count as full cycles, from 1; 0 for rows of no cycle, no unit"},
        {"f (Hz)", "Frequency of an impedance point in hertz; 0 or not a number in other rows"},
        {"Re(Z) (ohm)", "Real part of the impedance in ohms"},
        {"Im(Z) (ohm)", "Imaginary part of the impedance in ohms, with its sign: negative where capacitive"},
        {"Q (mAh)", "Charge since the start of the cycle in mAh"},
        {"dV/dQ (V/mAh)", "Differential voltage in V/mAh, negative on discharge"},
        {"Areal charge capacity (mAh/cm2)", "Charge capacity over the area of the cathode in mAh/cm2"},
        {"Areal discharge capacity (mAh/cm2)", "Discharge capacity over the area of the cathode in mAh/cm2"},
        {"CV charge share (%)", "Share of the charge that flowed while the voltage was held, in percent"},
        {"DC resistance (ohm)", "Change of voltage over change of current 10 s after the first rest of the cycle ends "
                                "in a discharge, in ohms"},
        {"Discharge rate (C)", "Average discharge current over the current that fills the cell in an hour, by its "
                               "C-rate definition capacity, "
                               "else by the charge capacity of the first cycle after formation"},
        {"Charge rate (C)", "The same of the average charge current"},
        {"Efficiency (%)",
         "Discharge capacity over charge capacity in percent; the other way round where the sample's column First half "
         "cycle says discharge"},
        {"Rate capability",
         "Mean discharge capacities in mAh/g and mAh over consecutive cycles after formation at the same C-rate; with "
         "the numbers of these cycles"},
    }};
    Json glossary = Json::object();
    for (const auto& [name, meaning] : meanings) {
        glossary[name] = meaning;
    }
    return glossary;
}

}  // namespace aurora::storage
