// An archive as it lies on disk: directory, local headers, lying sizes, files that are cut off.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/zip_archive.h"
#include "fuzz/support/harness.h"
#include "support/temporary_folder.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    formats::ZipArchive archive({input.begin(), input.end()});
    for (const formats::ZipArchive::Member& member : archive.members()) {
        try {
            (void)archive.read(member);
        } catch (const FormatError&) {
            continue;
        }
    }
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.ndax";
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 1, .secondsPerRow = 1800};
    simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "seed", .device = "120"});
    const std::vector<std::uint8_t> whole = readBytes(file);
    seeds.add(whole);
    seeds.add(std::span(whole).first(whole.size() * 9 / 10));
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("neware", ".ndax")) {
        seeds.add(readBytes(real));
    }
}

}  // namespace aurora::fuzz
