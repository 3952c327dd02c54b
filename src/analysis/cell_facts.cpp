#include "aurora/analysis/cell_facts.h"

#include "aurora/core/cell_capacity.h"
#include "aurora/core/text.h"

namespace aurora::analysis {

CellFacts cellFacts(const Json& sampleRow)
{
    CellFacts facts;
    facts.cathodeMass_mg = positiveNumberAt(sampleRow, "Cathode active material mass (mg)");
    if (const auto diameter_mm = positiveNumberAt(sampleRow, "Cathode diameter (mm)")) {
        facts.cathodeArea_cm2 = electrodeArea_cm2(*diameter_mm);
    }
    facts.cRateCapacity_mAh = knownCellCapacity_mAh(sampleRow);
    const std::string firstHalfCycle = textAt(sampleRow, "First half cycle").value_or("");
    if (equalsIgnoringCase(trimmed(firstHalfCycle), "discharge")) {
        facts.firstHalfCycle = FirstHalfCycle::Discharge;
    }
    return facts;
}

}  // namespace aurora::analysis
