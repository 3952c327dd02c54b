#include "aurora/simulation/demo_cells.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"

#include "simulation/demo_columns.h"

#include <array>
#include <span>

namespace aurora::simulation {

namespace {

constexpr double cyclingStart_uts = 1'740'837'600;  // 2025-03-01 15:00:00 in Zurich

constexpr double cathodeSpecificCapacity_mAhPerG = 175;
constexpr double cathodeCollector_mg = 8.82;
constexpr double cathodeActiveFraction = 0.92;

struct Electrolyte
{
    std::string_view name;
    std::string_view description;
    double firstCycleLoss;
    double fadePerCycle;
};

constexpr Electrolyte baseline{.name = "Baseline",
                               .description = "1M LiPF6 in EC:DEC (1:1 vol)",
                               .firstCycleLoss = 0.135,
                               .fadePerCycle = 0.00125};
constexpr Electrolyte withAdditive{.name = "Baseline + 2% VC",
                                   .description = "1M LiPF6 in EC:DEC (1:1 vol) + 2wt% VC",
                                   .firstCycleLoss = 0.115,
                                   .fadePerCycle = 0.00055};

/// What differs from cell to cell.
struct Recipe
{
    const Electrolyte& electrolyte;
    RawFormat format;
    double anode_mg;
    double cathode_mg;
    double utilisation;  ///< capacity that the cathode really gives, over the nominal one
    double fadeFactor;   ///< of this cell, over that of its electrolyte
    double resistance_ohm;
    std::int32_t cycles = 120;
    std::int32_t suddenDeathCycle = 0;
    std::int32_t impedanceEvery = 0;
    bool finished = true;
    std::string_view comment = {};
};

using enum RawFormat;

struct Run
{
    std::string_view id;
    double start_uts;  ///< the robot begins
};

constexpr Run cycledRun{demoRun, 1'740'813'430};      // 2025-03-01 08:17:10 in Zurich
constexpr Run freshRun{demoFreshRun, 1'743'661'380};  // 2025-04-03 08:23:00

const std::array freshRecipes{
    Recipe{baseline, EclabMpr, 28.22, 29.05, 1.002, 1.02, 24.6},
    Recipe{baseline, EclabMpr, 28.37, 29.18, 0.998, 0.98, 25.2},
    Recipe{withAdditive, EclabMpr, 28.31, 28.94, 1.005, 1.01, 23.4},
    Recipe{withAdditive, EclabMpr, 28.45, 29.26, 1.009, 0.97, 22.9},
};

const std::array recipes{
    Recipe{baseline, EclabMpr, 28.31, 29.04, 1.004, 1.00, 24.1},
    Recipe{baseline, EclabMpr, 28.12, 28.87, 0.997, 1.07, 26.8, 120, 0, 25},
    Recipe{baseline, EclabMpr, 28.55, 29.33, 1.009, 0.93, 23.5},
    Recipe{baseline, NewareNdax, 28.24, 28.71, 0.992, 1.12, 27.9},
    Recipe{baseline, NewareNdax, 28.40, 29.12, 0.988, 1.05, 31.4, 120, 58, 0, true, "Dropped before crimping"},
    Recipe{baseline, NewareNdax, 28.09, 28.95, 1.001, 0.97, 25.0},
    Recipe{withAdditive, EclabMpr, 28.47, 29.21, 1.011, 0.95, 22.6},
    Recipe{withAdditive, EclabMpr, 28.36, 28.99, 1.003, 1.10, 24.4},
    Recipe{withAdditive, EclabMpr, 28.18, 29.08, 1.006, 1.02, 23.8, 84, 0, 0, false},
    Recipe{withAdditive, NewareNdax, 28.62, 29.40, 1.014, 0.90, 22.1},
    Recipe{withAdditive, NewareNdax, 28.29, 28.83, 0.999, 1.06, 25.7},
    Recipe{withAdditive, NewareNdax, 28.33, 29.17, 1.008, 1.00, 24.0, 2, 0, 0, true, "Stopped by hand"},
};

std::string twoDigits(int number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

double activeMass_mg(const Recipe& recipe)
{
    return (recipe.cathode_mg - cathodeCollector_mg) * cathodeActiveFraction;
}

/// When the robot did a step to a cell: `YYYY-MM-DD HH:MM:SS`; the steps go over all cells in turn.
std::string stepTime(const Run& run, int step, int number)
{
    constexpr std::array<double, 11> begin_s{0, 1787, 0, 1937, 8595, 8703, 8822, 8977, 9157, 9355, 10'434};
    constexpr double secondsPerCell = 21;
    const double time_s = begin_s.at(static_cast<std::size_t>(step) - 1) + secondsPerCell * (number - 1);
    return formatTimestamp(run.start_uts + time_s, demoTimeZone);
}

Json sampleRow(const Run& run, const Recipe& recipe, const std::string& sampleId, int number)
{
    Json row = demoCommonRow();
    const bool additive = recipe.electrolyte.name == withAdditive.name;
    row["Sample ID"] = sampleId;
    row["Run ID"] = run.id;
    row["Cell number"] = number;
    row["Rack position"] = number;
    row["Anode rack position"] = number;
    row["Cathode rack position"] = number;
    row["Electrolyte position"] = additive ? 2 : 1;
    row["Electrolyte name"] = recipe.electrolyte.name;
    row["Electrolyte description"] = recipe.electrolyte.description;
    row["Comment"] = recipe.comment;
    row["Anode mass (mg)"] = recipe.anode_mg;
    row["Cathode mass (mg)"] = recipe.cathode_mg;
    row["Cathode current collector mass (mg)"] = cathodeCollector_mg;
    row["Cathode active material mass fraction"] = cathodeActiveFraction;
    row["Cathode balancing specific capacity (mAh/g)"] = cathodeSpecificCapacity_mAhPerG;
    row["Cathode C-rate definition specific capacity (mAh/g)"] = cathodeSpecificCapacity_mAhPerG;
    constexpr int unusedStep = 3;  // electrolyte before the separator
    for (int step = 1; step <= 11; ++step) {
        row["Timestamp step " + std::to_string(step)] = step == unusedStep ? "" : stepTime(run, step, number);
    }
    return row;
}

DemoCell demoCell(const Run& run, const Recipe& recipe, int number)
{
    const double nominal_mAh = activeMass_mg(recipe) * cathodeSpecificCapacity_mAhPerG / 1000;
    DemoCell cell;
    cell.number = number;
    cell.sampleId = std::string(run.id) + "_" + twoDigits(number);
    cell.format = recipe.format;
    cell.model.capacity_mAh = nominal_mAh * recipe.utilisation;
    cell.model.resistance_ohm = recipe.resistance_ohm;
    cell.model.firstCycleLoss = recipe.electrolyte.firstCycleLoss;
    cell.model.fadePerCycle = recipe.electrolyte.fadePerCycle * recipe.fadeFactor;
    cell.model.suddenDeathCycle = recipe.suddenDeathCycle;
    cell.model.seed = static_cast<std::uint64_t>(number);
    cell.program.start_uts = cyclingStart_uts + 40 * number;
    cell.program.nominalCapacity_mAh = nominal_mAh;
    cell.program.cycles = recipe.cycles;
    cell.program.secondsPerRow = 600;
    cell.program.impedanceEvery = recipe.impedanceEvery;
    cell.program.finished = recipe.finished;
    cell.identity.sampleId = cell.sampleId;
    cell.identity.device = recipe.format == EclabMpr ? "MPG-2" : "120";
    cell.identity.channel = number;
    cell.identity.testId = 40 + number;
    cell.identity.timeZone = demoTimeZone;
    cell.identity.capacity_mAh = nominal_mAh;
    cell.identity.activeMass_mg = activeMass_mg(recipe);
    cell.row = sampleRow(run, recipe, cell.sampleId, number);
    return cell;
}

/// EC-Lab: one file a technique, each with its log.
void writeEclabFiles(const DemoCell& cell, const std::filesystem::path& folder,
                     std::vector<std::filesystem::path>& written)
{
    const auto cellFolder = folder / demoRun / std::to_string(cell.number);
    std::filesystem::create_directories(cellFolder);
    int part = 0;
    for (const Segment& segment : splitAtImpedance(simulate(cell.model, cell.program), cell.program)) {
        const std::string technique = segment.recording.series.hasImpedance() ? "PEIS" : "GCPL";
        const std::string stem =
            cell.sampleId + "_" + twoDigits(++part) + "_" + technique + "_C" + twoDigits(cell.identity.channel);
        const auto mpr = cellFolder / (stem + ".mpr");
        const auto mpl = cellFolder / (stem + ".mpl");
        writeMpr(mpr, segment.recording, segment.program, cell.identity);
        writeMpl(mpl, segment.recording, cell.identity);
        written.push_back(mpr);
        written.push_back(mpl);
    }
}

void writeNewareFile(const DemoCell& cell, const std::filesystem::path& folder,
                     std::vector<std::filesystem::path>& written)
{
    const auto newareFolder = folder / "neware";
    std::filesystem::create_directories(newareFolder);
    // As BTS names them: device, unit, channel of the unit, test; a unit has 8 channels.
    const int unit = (cell.identity.channel - 1) / 8 + 1;
    const int channel = (cell.identity.channel - 1) % 8 + 1;
    const auto ndax = newareFolder / (cell.identity.device + "-" + std::to_string(unit) + "-" +
                                      std::to_string(channel) + "-" + std::to_string(cell.identity.testId) + ".ndax");
    writeNdax(ndax, simulate(cell.model, cell.program), cell.program, cell.identity);
    written.push_back(ndax);
}

std::vector<DemoCell> cellsOf(const Run& run, std::span<const Recipe> cellRecipes)
{
    std::vector<DemoCell> cells;
    cells.reserve(cellRecipes.size());
    int number = 0;
    for (const Recipe& recipe : cellRecipes) {
        cells.push_back(demoCell(run, recipe, ++number));
    }
    return cells;
}

}  // namespace

std::vector<DemoCell> demoCells()
{
    return cellsOf(cycledRun, recipes);
}

std::vector<DemoCell> demoFreshCells()
{
    return cellsOf(freshRun, freshRecipes);
}

std::vector<std::filesystem::path> writeDemoRawFiles(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> written;
    for (const DemoCell& cell : demoCells()) {
        if (cell.format == EclabMpr) {
            writeEclabFiles(cell, folder, written);
        } else {
            writeNewareFile(cell, folder, written);
        }
    }
    return written;
}

}  // namespace aurora::simulation
