// The XML members of a .ndax archive: the first byte chooses which.
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/simulation/writers.h"
#include "formats/neware/ndax_xml.h"
#include "formats/zip_archive.h"
#include "fuzz/support/harness.h"
#include "support/temporary_folder.h"

#include <array>

namespace aurora::fuzz {

namespace {

namespace neware = formats::neware;

constexpr std::array<std::string_view, 3> names{"TestInfo.xml", "Step.xml", "VersionInfo.xml"};

void addArchive(SeedFolder& seeds, const std::filesystem::path& file)
{
    formats::ZipArchive archive(readBytes(file));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (const formats::ZipArchive::Member* member = archive.find(names[i])) {
            seeds.add(std::string(1, static_cast<char>(i)) + std::string(archive.read(*member).text()));
        }
    }
}

}  // namespace

void feed(std::span<const std::uint8_t> input)
{
    if (input.empty()) {
        return;
    }
    const std::string_view xml(reinterpret_cast<const char*>(input.data()) + 1, input.size() - 1);
    const std::size_t chosen = input[0] % names.size();
    const auto only = [&](std::size_t which) { return chosen == which ? xml : std::string_view(); };
    const neware::TestInfo info = neware::parseTestInfo(only(0));
    (void)dumpJson(neware::jobData(info, neware::parseStepFile(only(1)), neware::parseVersionInfo(only(2))));
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.ndax";
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 1, .secondsPerRow = 1800};
    simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "seed", .device = "120"});
    addArchive(seeds, file);
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("neware", ".ndax")) {
        addArchive(seeds, real);
    }
}

}  // namespace aurora::fuzz
