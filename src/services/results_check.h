#pragma once

#include "aurora/core/json.h"
#include "aurora/database/samples_table.h"
#include "sample_inputs.h"

#include <string>

namespace aurora::services {

/// What the cycles file of a sample says.
struct StoredAnalysis
{
    AnalysedState state;
    Json data;  ///< null where it cannot be read
};

/// Nothing of a file that cannot be read.
[[nodiscard]] StoredAnalysis storedAnalysis(const SampleInputs& sample);

/// Compares the row of `results` with the numbers of the cycles file that it was written with.
///
/// @param data  the "data" object of `cycles.<sample>.json`
/// @return the first difference, a clause: `its "Number of cycles" is 7 in the table of results and 5 in …`; empty when
///         there is none
[[nodiscard]] std::string whyResultsDiffer(const database::Row& row, const Json& data);

}  // namespace aurora::services
