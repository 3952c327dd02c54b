// Writes one file by each writer of vendor formats into a folder, and what it should hold as expected.csv:
//
//   vendor_files FOLDER
//
// The demo's files are in the newest layouts alone; this makes the others, for tests/interop.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/simulation/writers.h"

#include <cstdio>
#include <string>

namespace {

using namespace aurora;

void writeExpected(const std::filesystem::path& file, const CyclingSeries& series)
{
    std::string text = "uts,V (V),I (A),dQ (mAh),cycle\n";
    for (std::size_t row = 0; row < series.size(); ++row) {
        text += formatNumber(series.uts[row]) + ',' + formatNumber(series.voltage_V[row]) + ',' +
                formatNumber(series.current_A[row]) + ',' + formatNumber(series.chargeStep_mAh[row]) + ',' +
                std::to_string(series.cycleNumber[row]) + '\n';
    }
    replaceFileText(file, text);
}

void writeAll(const std::filesystem::path& folder)
{
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 4, .secondsPerRow = 300};
    const simulation::FileIdentity identity{.sampleId = "250301_demo_07", .device = "120", .channel = 7};
    const Recording recording = simulation::simulate({}, program);
    makeFolder(folder);
    writeExpected(folder / "expected.csv", recording.series);
    simulation::writeNdax(folder / "ndc2.ndax", recording, program, identity, simulation::NdcVersion::V2);
    simulation::writeNdax(folder / "ndc14.ndax", recording, program, identity, simulation::NdcVersion::V14);
    simulation::writeNdax(folder / "ndc17.ndax", recording, program, identity, simulation::NdcVersion::V17);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::fputs("Say the folder to write into.\n", stderr);
        return 2;
    }
    try {
        writeAll(pathFromText(argv[1]));
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
