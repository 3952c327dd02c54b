// The members of an .xlsx workbook, packed again without compression before the reader sees them.
#include "aurora/core/file.h"
#include "aurora/simulation/writers.h"
#include "formats/neware/xlsx_reader.h"
#include "formats/zip_archive.h"
#include "fuzz/support/harness.h"
#include "fuzz/support/memory_file.h"
#include "fuzz/support/stored_archive.h"
#include "support/temporary_folder.h"

#include <array>

namespace aurora::fuzz {

namespace {

/// What the reader opens, under the names that BTS and the project's own writer give.
constexpr std::array<std::string_view, 14> names{
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "docProps/app.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
    "xl/worksheets/sheet3.xml",
    "xl/worksheets/sheet4.xml",
    "xl/worksheets/sheet5.xml",
    "xl/worksheets/sheet6.xml",
    "xl/worksheets/sheet7.xml",
    "xl/worksheets/sheet8.xml",
    "xl/worksheets/sheet9.xml",
};

/// The beginning of a long table, closed again behind a row or a shared text.
std::string shortened(std::string_view xml)
{
    constexpr std::size_t longest = 12U << 10U;
    std::string text(xml.substr(0, longest));
    if (xml.size() <= longest) {
        return text;
    }
    const std::size_t row = text.rfind("</row>");
    const std::size_t item = text.rfind("</si>");
    if (row != std::string::npos) {
        return text.substr(0, row) + "</row></sheetData></worksheet>";
    }
    return item == std::string::npos ? text : text.substr(0, item) + "</si></sst>";
}

void addArchive(SeedFolder& seeds, const std::filesystem::path& file)
{
    formats::ZipArchive archive(readBytes(file));
    std::vector<std::uint8_t> list;
    for (const formats::ZipArchive::Member& member : archive.members()) {
        const std::string xml = shortened(archive.read(member).text());
        appendMember(list, member.name, {reinterpret_cast<const std::uint8_t*>(xml.data()), xml.size()}, names);
    }
    seeds.add(list);
}

}  // namespace

void feed(std::span<const std::uint8_t> input)
{
    static const MemoryFile file;
    const std::vector<std::uint8_t> archive = storedArchive(splitMembers(input, names));
    countsAs(archive.size());
    file.write(archive);
    (void)formats::neware::xlsxReader().read(file.path(), optionsFor(input), Progress::none());
}

void addSeeds(SeedFolder& seeds)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "seed.xlsx";
    const simulation::CellProgram program{.formationCycles = 1, .cycles = 1, .secondsPerRow = 14'400};
    for (const auto texts : {simulation::CellTexts::Shared, simulation::CellTexts::Inline}) {
        simulation::writeXlsx(file, simulation::simulate({}, program), program, {.sampleId = "seed", .device = "120"},
                              {.texts = texts});
        addArchive(seeds, file);
    }
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("neware", ".xlsx")) {
        addArchive(seeds, real);
    }
}

}  // namespace aurora::fuzz
