// The text log beside an EC-Lab file.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/eclab/mpl_text.h"
#include "fuzz/support/harness.h"
#include "support/temporary_folder.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    (void)formats::eclab::readMplText({reinterpret_cast<const char*>(input.data()), input.size()}, "Europe/Zurich");
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.mpl";
    simulation::writeMpl(file, simulation::simulate({}, {.formationCycles = 1, .cycles = 1}), {.sampleId = "seed"});
    seeds.add(readFile(file));
    for (const std::filesystem::path& log : SeedFolder::corpusFiles("eclab", ".mpl")) {
        seeds.add(readFile(log));
    }
}

}  // namespace aurora::fuzz
