// The members of a .ndax archive past the zip, and past the checksums of their pages.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/neware/ndax_reader.h"
#include "formats/zip_archive.h"
#include "fuzz/support/harness.h"
#include "fuzz/support/member_list.h"
#include "support/temporary_folder.h"

#include <array>

namespace aurora::fuzz {

namespace {

using formats::neware::NdaxMember;

constexpr std::array<std::string_view, 8> names{
    "data.ndc",   "data_runInfo.ndc",   "data_step.ndc", "data_AUX_225_3_1.ndc",
    "data_1.ndc", "data_AUX_9_3_1.ndc", "TestInfo.xml",  "x_240117_1_1_2818580369_1.ndc"};

void addArchive(SeedFolder& seeds, const std::filesystem::path& file)
{
    formats::ZipArchive archive(readBytes(file));
    std::vector<std::uint8_t> input;
    for (const formats::ZipArchive::Member& member : archive.members()) {
        appendMember(input, member.name, archive.read(member).span(), names);
    }
    seeds.add(input);
}

}  // namespace

void feed(std::span<const std::uint8_t> input)
{
    std::vector<NdaxMember> members;
    for (const ListedMember& member : splitMembers(input, names)) {
        members.push_back({std::string(member.name), member.bytes});
    }
    (void)formats::neware::readNdaxMembers(members, optionsFor(input), Progress::none(),
                                           formats::neware::PageCheck::None);
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
