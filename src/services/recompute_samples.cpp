#include "aurora/core/sample_id.h"
#include "aurora/services/import_samples.h"

#include <algorithm>
#include <string>
#include <vector>

namespace aurora::services {

namespace {

constexpr const char* overlapColumn = "N:P ratio overlap factor";
constexpr const char* ratioColumn = "Actual N:P ratio";
constexpr double gramPerMilligram = 1e-3;

std::optional<double> number(const database::Row& row, const std::string& column)
{
    const auto found = row.find(column);
    if (found == row.end()) {
        return std::nullopt;
    }
    if (const auto* const integer = std::get_if<std::int64_t>(&found->second)) {
        return static_cast<double>(*integer);
    }
    const auto* const real = std::get_if<double>(&found->second);
    return real != nullptr ? std::optional(*real) : std::nullopt;
}

std::optional<double> positiveNumber(const database::Row& row, const std::string& column)
{
    const auto value = number(row, column);
    return value && *value > 0 ? value : std::nullopt;
}

void recomputeElectrode(database::Row& row, const std::string& electrode)
{
    const auto mass_mg = number(row, electrode + " mass (mg)");
    const auto collectorMass_mg = number(row, electrode + " current collector mass (mg)");
    const auto fraction = number(row, electrode + " active material mass fraction");
    const std::string activeMassColumn = electrode + " active material mass (mg)";
    if (mass_mg && collectorMass_mg && fraction) {
        row[activeMassColumn] = (*mass_mg - *collectorMass_mg) * *fraction;
    }
    const auto activeMass_mg = number(row, activeMassColumn);
    const auto specific_mAhPerG = number(row, electrode + " balancing specific capacity (mAh/g)");
    if (activeMass_mg && specific_mAhPerG) {
        row[electrode + " balancing capacity (mAh)"] = gramPerMilligram * *activeMass_mg * *specific_mAhPerG;
    }
}

void recomputeOverlap(database::Row& row)
{
    const auto anode_mm = positiveNumber(row, "Anode diameter (mm)");
    const auto cathode_mm = positiveNumber(row, "Cathode diameter (mm)");
    if (!anode_mm || !cathode_mm) {
        row.erase(overlapColumn);
        return;
    }
    const double ratio = *cathode_mm / *anode_mm;
    row[overlapColumn] = ratio * ratio;
}

void recomputeRatio(database::Row& row)
{
    const auto overlap = number(row, overlapColumn);
    const auto anode_mAh = number(row, "Anode balancing capacity (mAh)");
    const auto cathode_mAh = number(row, "Cathode balancing capacity (mAh)");
    if (overlap && anode_mAh && cathode_mAh && *cathode_mAh != 0) {
        row[ratioColumn] = *anode_mAh * *overlap / *cathode_mAh;
        return;
    }
    // The Python program wrote 0 where it knew no diameter; a ratio that somebody typed in stays.
    if (number(row, ratioColumn) == 0.0) {
        row.erase(ratioColumn);
    }
}

struct Formula
{
    std::string column;
    std::vector<std::string> inputs;
};

/// In the order in which they build on each other.
const std::vector<Formula>& formulas()
{
    static const std::vector<Formula> all = [] {
        std::vector<Formula> made;
        for (const std::string electrode : {"Anode", "Cathode"}) {
            const std::string activeMass = electrode + " active material mass (mg)";
            made.push_back({activeMass,
                            {electrode + " mass (mg)", electrode + " current collector mass (mg)",
                             electrode + " active material mass fraction"}});
            made.push_back({electrode + " balancing capacity (mAh)",
                            {activeMass, electrode + " balancing specific capacity (mAh/g)"}});
        }
        made.push_back(
            {ratioColumn, {overlapColumn, "Anode balancing capacity (mAh)", "Cathode balancing capacity (mAh)"}});
        return made;
    }();
    return all;
}

bool hasInputs(const database::Row& row, const Formula& formula)
{
    return std::all_of(formula.inputs.begin(), formula.inputs.end(),
                       [&](const std::string& input) { return number(row, input).has_value(); });
}

}  // namespace

void forgetComputedColumns(database::Row& row, const database::Row& before)
{
    for (const Formula& formula : formulas()) {
        if (hasInputs(before, formula) && !hasInputs(row, formula)) {
            row.erase(formula.column);
        }
    }
}

void recomputeSampleColumns(database::Row& row)
{
    recomputeElectrode(row, "Anode");
    recomputeElectrode(row, "Cathode");
    recomputeOverlap(row);
    recomputeRatio(row);
    const auto run = row.find("Run ID");
    const auto id = row.find("Sample ID");
    if ((run == row.end() || isEmpty(run->second)) && id != row.end()) {
        row["Run ID"] = runOf(toText(id->second));
    }
}

}  // namespace aurora::services
