#pragma once

#include "aurora/core/progress.h"
#include "aurora/core/recording.h"
#include "formats/eclab/mpr_data.h"

#include <string>
#include <vector>

namespace aurora::formats::eclab {

/// The rows in our terms: V, A, mA·h, Ω with signs.
///
/// Voltage is `Ewe`, else `<Ewe>`; current `I`, else `<I>`, else from charge and time steps, else 0; charge steps are
/// `dq`, else differences of `(Q-Qo)`; cycles are the stored `cycle number`, else half cycles by two.
///
/// @param start_uts  Unix seconds of time 0; 0 leaves the bare time column
/// @param warnings   grows by a clause for what the file lacks
/// Times are NaN where the file stores none.
/// @throws FormatError when there is no column at all; Cancelled
[[nodiscard]] CyclingSeries seriesOf(const DataTable& table, double start_uts, std::vector<std::string>& warnings,
                                     Progress& progress);

}  // namespace aurora::formats::eclab
