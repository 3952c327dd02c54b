#pragma once

#include "aurora/core/progress.h"
#include "formats/neware/ndc_file.h"
#include "formats/neware/rows.h"
#include "formats/neware/run_info.h"

#include <vector>

namespace aurora::formats::neware {

/// What the rows of an archive come from. Only `main` is always there.
struct RowSources
{
    const NdcFile* main = nullptr;
    const RunInfos* runInfo = nullptr;
    std::vector<StepRun> steps;
};

/// The steps as run that `data_step.ndc` tells of.
[[nodiscard]] std::vector<StepRun> readSteps(const NdcFile& file);

/// Whether records of data.ndc tell times, counters and steps themselves, so that no other member is needed.
[[nodiscard]] bool hasEverythingInItsRecords(const NdcLayout& main);

/// Whether the times of rows stand in data_runInfo.ndc.
[[nodiscard]] bool needsRunInfo(const NdcLayout& main);

/// What the dates of rows are where data.ndc has this layout.
[[nodiscard]] DateKind dateKind(const NdcLayout& main);

/// Hands all records to the receiver in the order of the file.
///
/// Records between those that have run info go on from the one before in double precision, which is what BTSDA does:
/// time and date by the interval that the last run info names, capacity by |I|·dt, energy by |I|·V·dt.
///
/// @throws FormatError without the file's name when the times are missing
/// @throws Cancelled
[[nodiscard]] RowsRead readRows(RowSources sources, RowReceiver& receiver, Progress& progress);

}  // namespace aurora::formats::neware
