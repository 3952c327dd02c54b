#pragma once

#include "aurora/core/json.h"
#include "aurora/simulation/writers.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace aurora::simulation {

/// The run of the demo's cells.
inline constexpr std::string_view demoRun = "250301_demo";
/// The run of those that nobody has cycled yet.
inline constexpr std::string_view demoFreshRun = "250403_demo";
/// Of all local times of the demo: assembly, files.
inline constexpr std::string_view demoTimeZone = "Europe/Zurich";

enum class RawFormat
{
    EclabMpr,
    NewareNdax
};

/// One cell of the demo: how it was made, what was done with it, and which cycler did it.
struct DemoCell
{
    std::string sampleId;
    int number = 1;
    RawFormat format = RawFormat::EclabMpr;
    CellModel model;
    CellProgram program;
    FileIdentity identity;
    Json row;  ///< its row of the samples table, by standard column names; quantities that are computed are not in it
};

/// A run of 12 cells with two electrolytes and the spread of real ones. One dies early, one has impedance, one is still
/// running, one has only a few cycles.
[[nodiscard]] std::vector<DemoCell> demoCells();

/// A second run of 4 cells that were assembled weeks later and wait for their first job. They have no file.
[[nodiscard]] std::vector<DemoCell> demoFreshCells();

/// The file the assembly robot would have written for cells: CSV with semicolons, headers as robots have them.
[[nodiscard]] std::string demoRobotCsv(const std::vector<DemoCell>& cells);

/// Simulates the cells of `demoCells` and writes what their cyclers would have written: `<run>/<number>/….mpr` with
/// `.mpl`, which are assigned by their path, and `neware/….ndax`, which are assigned by their barcode.
/// @return the files written, in order of the cells
/// @throws Error naming a file that cannot be written
std::vector<std::filesystem::path> writeDemoRawFiles(const std::filesystem::path& folder);

}  // namespace aurora::simulation
