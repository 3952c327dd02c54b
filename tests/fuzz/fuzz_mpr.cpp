// An EC-Lab file as it lies on disk: it has neither archive nor checksum.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/eclab/mpr_reader.h"
#include "fuzz/support/harness.h"
#include "support/temporary_folder.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    (void)formats::eclab::readMprBytes(input, "fuzz.mpr", optionsFor(input), Progress::none());
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    simulation::CellProgram program;
    program.cycles = 1;
    program.formationCycles = 1;
    program.secondsPerRow = 1800;
    program.impedanceEvery = 1;
    for (const simulation::Segment& segment : simulation::splitAtImpedance(simulation::simulate({}, program), program))
    {
        const std::filesystem::path file = folder.path() / "seed.mpr";
        simulation::writeMpr(file, segment.recording, segment.program, {.sampleId = "seed"});
        seeds.add(readBytes(file));
    }
    for (const std::filesystem::path& file : SeedFolder::corpusFiles("eclab", ".mpr")) {
        seeds.add(readBytes(file));
    }
}

}  // namespace aurora::fuzz
