#pragma once

#include "aurora/analysis/control.h"
#include "aurora/core/progress.h"
#include "aurora/core/recording.h"
#include "aurora/core/series.h"
#include "aurora/core/technique_codes.h"

#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace aurora::analysis {

/// One snapshot going into the merge.
struct MergeInput
{
    const CyclingSeries* series = nullptr;  ///< not owned
    bool finished = true;                   ///< unknown counts as finished
    TechniqueCodes techniqueCodes = TechniqueCodes::Unknown;
};

/// The time that a recording covers, whatever the order of its rows.
struct RecordingExtent
{
    double begin_uts = std::numeric_limits<double>::infinity();
    double end_uts = -std::numeric_limits<double>::infinity();  ///< before begin_uts: there is no row with a time
    std::size_t rows = 0;
    bool inOrder = true;  ///< no row is earlier than the one before it
};

[[nodiscard]] RecordingExtent extentOf(std::span<const double> uts);

/// Gives the recording of this index; its series has to be good until the next one is asked for.
using LoadRecording = std::function<MergeInput(std::size_t)>;

/// What came out of the merge.
struct Merged
{
    MergedSeries series;                      ///< `step` filled, `cycle` numbered
    std::vector<Control> control;             ///< one a row of `series`; its recordings may be of several cyclers
    ImpedanceSeries impedance;                ///< `cycle` filled
    std::vector<std::size_t> used;            ///< indices of the inputs that contributed rows, in merge order
    bool lastFinished = true;                 ///< whether the last recording (in time) is finished
    std::size_t firstRowOfLastRecording = 0;  ///< in `series`; its size when that recording holds impedance only
};

/// Orders, cuts overlaps, concatenates, numbers steps and cycles and takes impedance rows out (analysis.md, "Merge",
/// "Cycles"). ΔQ is what the cycler counted, else the trapezoid.
///
/// The result does not depend on the order of the inputs. Rows whose time is not a number are left out, and a charge
/// step that is not a number is 0: both would spoil every sum after them.
[[nodiscard]] Merged merge(std::span<const MergeInput> inputs);

/// The same for recordings that are loaded one at a time, in the order in which they are merged: memory holds the
/// merged rows and one recording.
/// @throws Cancelled, and what load throws
[[nodiscard]] Merged merge(std::span<const RecordingExtent> extents, const LoadRecording& load,
                           const Progress& progress);

}  // namespace aurora::analysis
