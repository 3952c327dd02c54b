// A snapshot of tomato as it lies on disk.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/tomato/snapshot_reader.h"
#include "fuzz/support/harness.h"
#include "fuzz/support/memory_file.h"
#include "support/temporary_folder.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    static const MemoryFile file;
    file.write(input);
    (void)formats::tomato::snapshotReader().read(file.path(), optionsFor(input), Progress::none());
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.json";
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 1, .secondsPerRow = 36'000};
    for (const auto layout : {simulation::JsonLayout::Indented, simulation::JsonLayout::OneLine}) {
        simulation::writeTomatoJson(file, simulation::simulate({}, program), {.sampleId = "seed"}, layout);
        seeds.add(readBytes(file));
        seeds.addBeginning(file);
    }
    seeds.add(R"({"steps": [{"metadata": {"tag": "a", "deep": [[[]]]}, "data": [{"uts": 1.5, "raw": {"time":)"
              R"( {"n": 1, "s": 0.1, "u": "s"}, "Ewe": {"n": NaN, "s": -Infinity, "u": "V"}}}]}], "metadata": {}})");
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("", ".json")) {
        seeds.addBeginning(real);
    }
}

}  // namespace aurora::fuzz
