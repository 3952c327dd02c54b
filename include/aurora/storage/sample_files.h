#pragma once

#include "aurora/core/cycle_table.h"
#include "aurora/core/recording.h"
#include "aurora/core/sample_summary.h"
#include "aurora/core/series.h"
#include "aurora/storage/frame.h"

namespace aurora::storage {

/// The files of a sample and their columns, as the table of spec storage.md names them. Each function converts between
/// a value of `core` and a Frame or a file; metadata is handed in and out by the caller.

/// Columns of `snapshot.<name>.h5`. The metadata is made by the caller (services: provenance).
[[nodiscard]] Frame snapshotFrame(const CyclingSeries& series, Json metadata);

/// A snapshot, ours or the Python program's: columns in any order, missing charge and loop columns empty.
/// @throws Error when uts or V is missing, naming the file
struct Snapshot
{
    CyclingSeries series;
    Json metadata;
};

[[nodiscard]] Snapshot readSnapshot(const std::filesystem::path& file, const Progress& progress = Progress::none());

/// Rows [begin, end) of it, as the whole would have them; only their chunks are read.
[[nodiscard]] Snapshot readSnapshot(const std::filesystem::path& file, RowRange rows,
                                    const Progress& progress = Progress::none());

[[nodiscard]] Frame fullFrame(const MergedSeries& series, Json metadata);
[[nodiscard]] Frame impedanceFrame(const ImpedanceSeries& series, Json metadata);
[[nodiscard]] Frame thinnedFrame(const ThinnedSeries& series, Json metadata);

/// The same files written straight from the series, without a copy of it: the way for millions of rows.
/// @throws Error naming the file
void writeSnapshot(const std::filesystem::path& file, const CyclingSeries& series, const Json& metadata,
                   const Progress& progress = Progress::none());
void writeFull(const std::filesystem::path& file, const MergedSeries& series, const Json& metadata,
               const Progress& progress = Progress::none());
void writeImpedance(const std::filesystem::path& file, const ImpedanceSeries& series, const Json& metadata,
                    const Progress& progress = Progress::none());
void writeThinned(const std::filesystem::path& file, const ThinnedSeries& series, const Json& metadata,
                  const Progress& progress = Progress::none());

/// Column → meaning and unit, for the `glossary` in the metadata of every file of a sample.
[[nodiscard]] Json glossary();

/// `full.<sample>.h5`, ours or the Python program's (int64 Step and Cycle, Step from 0). charge_mAh comes from `dQ
/// (mAh)`.
/// @param rows  only these, as the whole would have them: steps and cycles keep their numbers; only their chunks are
///              read (and the first of `Step`, to see where the counting begins)
[[nodiscard]] MergedSeries readFull(const std::filesystem::path& file, RowRange rows = {});
[[nodiscard]] ImpedanceSeries readImpedance(const std::filesystem::path& file);
[[nodiscard]] ThinnedSeries readThinned(const std::filesystem::path& file);

/// Text of `cycles.<sample>.json`: `{"data": {…}, "metadata": {…}}`. Every key of analysis.md is there; a per-cycle
/// list without any value is null; without cycles lists are [].
[[nodiscard]] Json cyclesJson(const CycleTable& cycles, const SampleSummary& summary, Json metadata);

/// The per-cycle table and per-sample values of a `cycles.*.json` (ours or the Python program's, bare NaN included).
struct CyclesFile
{
    CycleTable cycles;
    Json data;  ///< the whole "data" object
    Json metadata;
};

[[nodiscard]] CyclesFile readCycles(const std::filesystem::path& file);

}  // namespace aurora::storage
