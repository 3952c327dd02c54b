#pragma once

#include "aurora/core/cycle_table.h"
#include "aurora/core/json.h"
#include "aurora/core/progress.h"
#include "aurora/core/series.h"
#include "aurora/formats/reader.h"
#include "aurora/services/project.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace aurora::services {

/// Whether the series has every row or is thinned for fast viewing.
enum class Detail
{
    Thinned,
    Full
};

/// What the charts of one sample draw. Columns of equal length, one value a row; empty columns are not available.
struct SampleCurves
{
    std::string label;             ///< Sample ID or file name
    Detail detail = Detail::Full;  ///< of the rows
    std::vector<double> uts;
    std::vector<float> voltage_V;
    std::vector<float> current_A;
    std::vector<double> chargeInCycle_mAh;             ///< cumulative ΔQ in the cycle; NaN in rows of no cycle
    std::vector<double> differentialCapacity_mAhPerV;  ///< NaN where undefined
    std::vector<std::int32_t> cycle;                   ///< 0 for rows of no cycle
    std::vector<float> charge_mAh;                     ///< ΔQ since the row before
    std::vector<std::int16_t> technique;               ///< as the cycler codes it; not of thinned rows
    std::vector<std::int32_t> step;                    ///< from 1; not of thinned rows
    ImpedanceSeries impedance;
    CycleTable cycles;
    Json summary = Json::object();    ///< per-sample values of cycles.*.json, by key
    std::optional<double> start_uts;  ///< first row
    bool startKnown = true;           ///< false: uts is the file's bare time column
    std::string note;                 ///< why there is nothing, and what to do; empty when there is data
};

/// Why a sample has nothing to show, and what to do: "There is no data of a_01 yet. Import its files first."
[[nodiscard]] std::string whyNotAnalysed(const Project& project, const SampleId& sample);

/// Loads what is stored of a sample; a sample without data comes back with a note, not an error.
/// @throws Error for damaged files
[[nodiscard]] SampleCurves loadSampleCurves(const Project& project, const SampleId& sample, Detail detail);

/// What changes whenever the data that loadSampleCurves reads of a sample are written anew: the sizes and times of its
/// files. Empty where there are none.
[[nodiscard]] std::string sampleDataVersion(const Project& project, const SampleId& sample);

/// Reads a vendor file (or one of our .h5) and analyses it on its own, without a project.
[[nodiscard]] SampleCurves loadFileCurves(const std::filesystem::path& file, const formats::ReadOptions& options,
                                          Progress& progress);

/// What opened files are called beside one another: their names, and of those that share a name the shortest tails of
/// their paths that differ ("a/cell.ndax", "b/cell.ndax"). One a file, in order.
[[nodiscard]] std::vector<std::string> fileLabels(const std::vector<std::filesystem::path>& files);

/// What changes whenever a file is written anew. Empty when it is not there.
[[nodiscard]] std::string fileDataVersion(const std::filesystem::path& file);

/// dV/dQ of every row, V/mAh (analysis.md, "Beyond the Python program"). Not among the curves, because few ask for it:
/// it is computed of them, of thinned ones as the reciprocal of dQ/dV, which is of all rows.
[[nodiscard]] std::vector<double> differentialVoltage(const SampleCurves& curves);

/// How many cycles the analysis found, by Sample ID, as the table of results has it: nothing is read of their files.
[[nodiscard]] std::map<std::string, std::int64_t> analysedCycles(const Project& project);

/// Samples of the table that have analysed data, natural order.
[[nodiscard]] std::vector<std::string> samplesWithData(const Project& project);

}  // namespace aurora::services
