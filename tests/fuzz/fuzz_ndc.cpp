// The members of a .ndax archive past the zip, and past the checksums of their pages.
//
// An input is a list of pieces (member_list.h). Each piece of a .ndc member becomes a page, filled up with zeros: so an
// input is short, and most of its bytes mean something.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/neware/ndax_reader.h"
#include "formats/zip_archive.h"
#include "fuzz/support/harness.h"
#include "fuzz/support/member_list.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <array>
#include <map>

namespace aurora::fuzz {

namespace {

using formats::neware::NdaxMember;
using Content = std::vector<std::uint8_t>;

constexpr std::array<std::string_view, 8> names{
    "data.ndc",   "data_runInfo.ndc",   "data_step.ndc", "data_AUX_225_3_1.ndc",
    "data_1.ndc", "data_AUX_9_3_1.ndc", "TestInfo.xml",  "x_240117_1_1_2818580369_1.ndc"};

constexpr std::size_t mostPages = 64;

/// The version stands in byte 2 of the first page, and old ones have small pages.
std::size_t pageSizeOf(std::span<const std::uint8_t> firstPage)
{
    constexpr std::uint8_t lastWithSmallPages = 4;
    return firstPage.size() > 2 && firstPage[2] <= lastWithSmallPages ? 512 : 4096;
}

std::map<std::string_view, Content> joinPieces(std::span<const std::uint8_t> input)
{
    std::map<std::string_view, Content> contents;
    std::size_t pages = 0;
    for (const ListedMember& piece : splitMembers(input, names)) {
        Content& content = contents[piece.name];
        const std::size_t pageSize = pageSizeOf(content.empty() ? piece.bytes : std::span<const std::uint8_t>(content));
        const std::size_t room = content.size() + pageSize;
        content.insert(content.end(), piece.bytes.begin(), piece.bytes.end());
        if (piece.name.ends_with(".ndc")) {
            content.resize(room);
        }
        if (++pages == mostPages) {
            break;
        }
    }
    return contents;
}

/// The first pages of a member, without checksums and the zeros before them.
void addPages(Content& input, std::string_view name, std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t pagesOfSeed = 3;
    const std::size_t pageSize = pageSizeOf(bytes);
    for (std::size_t at = 0; at < std::min(bytes.size(), pagesOfSeed * pageSize); at += pageSize) {
        std::span<const std::uint8_t> page = bytes.subspan(at, std::min(pageSize - 4, bytes.size() - at));
        while (!page.empty() && page.back() == 0) {
            page = page.first(page.size() - 1);
        }
        appendMember(input, name, page, names);
    }
}

void addArchive(SeedFolder& seeds, const std::filesystem::path& file)
{
    formats::ZipArchive archive(readBytes(file));
    Content input;
    for (const formats::ZipArchive::Member& member : archive.members()) {
        const formats::Bytes bytes = archive.read(member);
        if (member.name.ends_with(".ndc")) {
            addPages(input, member.name, bytes.span());
        } else {
            appendMember(input, member.name, bytes.span(), names);
        }
    }
    seeds.add(input);
}

}  // namespace

void feed(std::span<const std::uint8_t> input)
{
    std::vector<NdaxMember> members;
    std::size_t size = 0;
    const std::map<std::string_view, Content> contents = joinPieces(input);
    for (const auto& [name, content] : contents) {
        members.push_back({std::string(name), content, input.size() % 8 != 7});
        size += content.size();
    }
    countsAs(size);
    (void)formats::neware::readNdaxMembers(members, optionsFor(input), Progress::none(),
                                           formats::neware::PageCheck::None);
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.ndax";
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 1, .secondsPerRow = 1800};
    const Recording recording = simulation::simulate({}, program);
    using enum simulation::NdcVersion;
    for (const simulation::NdcVersion version : {V2, V14, V17}) {
        simulation::writeNdax(file, recording, program, {.sampleId = "seed", .device = "120"}, version);
        addArchive(seeds, file);
    }
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("neware", ".ndax")) {
        addArchive(seeds, real);
    }
}

}  // namespace aurora::fuzz
