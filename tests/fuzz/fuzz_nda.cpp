// A Neware .nda as it lies on disk: it has neither archive nor checksum.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/neware/nda_reader.h"
#include "fuzz/support/harness.h"
#include "support/temporary_folder.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    (void)formats::neware::readNdaBytes(input, optionsFor(input), Progress::none());
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.nda";
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 1, .secondsPerRow = 1800};
    simulation::writeNda(file, simulation::simulate({}, program), program, {.sampleId = "seed", .device = "120"});
    seeds.add(readBytes(file));
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("neware", ".nda")) {
        seeds.add(readBytes(real));
    }
}

}  // namespace aurora::fuzz
