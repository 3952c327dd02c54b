#include "aurora/storage/sample_files.h"

#include <array>
#include <utility>

namespace aurora::storage {

Json glossary()
{
    // Every column of the files of a sample: what it is, and its unit where the name does not say it.
    static constexpr std::array<std::pair<const char*, const char*>, 15> meanings{{
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
    }};
    Json glossary = Json::object();
    for (const auto& [name, meaning] : meanings) {
        glossary[name] = meaning;
    }
    return glossary;
}

}  // namespace aurora::storage
