#pragma once

#include "aurora/core/cell_capacity.h"
#include "aurora/core/cell_value.h"
#include "aurora/core/json.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::protocols {

/// Reads a payload of tomato 0.2.3 and checks it: a list of techniques with what to do when they are done.
///
/// What tomato or the instrument would refuse is refused here, before anything is sent: unknown keys at the top level
/// and in `tomato`, currents that are no C-rate and no number, limits that are no numbers, loops to nowhere. Unknown
/// keys and techniques in `method` are kept.
/// @param source  named in errors: a file name
/// @throws Error naming source and key
[[nodiscard]] Json parsePayload(std::string_view text, std::string_view source);

/// The checks of parsePayload on JSON that is already there. @throws Error naming source and key
void checkPayload(const Json& payload, std::string_view source);

/// One technique of a payload, for a person to read and for one cell.
struct PayloadStep
{
    std::string technique;              ///< tomato's name: "constant_current"
    std::string words;                  ///< "charge C/10 until 4.2 V or 20 h", "back to step 2, twice (3 cycles)"
    std::vector<double> current_mA;     ///< that it sets, charge positive; empty: none, several: one after the other
    std::vector<double> maxCurrent_mA;  ///< above which it ends
    std::vector<double> minCurrent_mA;  ///< below which it ends: the cut-off of a hold
    std::optional<double> voltage_V;    ///< that it holds
    std::optional<double> maxVoltage_V;
    std::optional<double> minVoltage_V;
    std::optional<double> time_s;            ///< at the longest
    std::optional<std::size_t> loopTo;       ///< of a loop: the index of the step it goes back to, from 0
    std::optional<std::int64_t> loopCycles;  ///< how many cycles it makes in all; nothing: for ever, or no loop
};

/// The techniques of a checked payload with the currents that their C-rates mean for this capacity.
[[nodiscard]] std::vector<PayloadStep> payloadSteps(const Json& payload, double capacity_mAh);

/// Why tomato cannot take a sample of this name, as a clause ("contains a '"), or empty when it can. Quotes end up in
/// its SQL, and a leading `-` is an option of its command line.
[[nodiscard]] std::string whyNoTomatoSample(std::string_view name);

/// The capacity by which the C-rates of a sample are meant.
/// @throws Error naming the sample and the column that must be filled
[[nodiscard]] double payloadCapacity_mAh(const Json& sampleRow, CapacityDefinition definition,
                                         std::string_view sampleName);

/// For which cell a payload is made ready, and where on the server its results go.
struct PayloadTarget
{
    std::string sampleName;
    double capacity_mAh = 0;
    std::string outputFolder;  ///< used where the payload names none; without it results land in the SSH home folder
};

/// What is sent, and what it means.
struct PreparedPayload
{
    std::string text;  ///< ASCII-only JSON without byte order mark, one line
    std::vector<PayloadStep> steps;
    /// Whole sentences that the user must agree to first: mAh typed as Ah, a C-rate typed as amperes, currents and
    /// voltages that no coin cell has, techniques that nobody knows, steps without an end. Empty: go on.
    std::vector<std::string> needsConfirmation;
};

/// Fills in name, capacity (in Ah) and output folder, puts the name for every `$NAME`, and writes currents so that the
/// instrument takes them: integers as `1.0`, C-rates in spellings that tomato knows.
/// @throws Error when the name or the capacity (not above 0, no number) cannot be sent, or the payload is refused
[[nodiscard]] PreparedPayload preparePayload(const Json& payload, const PayloadTarget& target);

/// A coin cell has a few mAh: above this the unit was mistaken.
inline constexpr double largestCoinCell_mAh = 50;

/// Above this a coin cell is charged or discharged by mistake, and warm.
inline constexpr double largestCoinCellCurrent_mA = 50;

/// The dry run: one row a sample, one column a step. A column is headed by the step in words; cells are the current in
/// mA, of a hold its cut-off, empty for steps without current.
[[nodiscard]] Table dryRunTable(const Json& payload, std::span<const PayloadTarget> targets);

}  // namespace aurora::protocols
