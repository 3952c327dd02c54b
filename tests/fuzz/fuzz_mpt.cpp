// A text export of EC-Lab as it lies on disk.
#include "aurora/core/file.h"
#include "formats/eclab/mpt_reader.h"
#include "fuzz/support/harness.h"
#include "fuzz/support/memory_file.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    static const MemoryFile file;
    file.write(input);
    (void)formats::eclab::mptReader().read(file.path(), optionsFor(input), Progress::none());
}

void addSeeds(SeedFolder& seeds)
{
    seeds.add("EC-Lab ASCII FILE\r\nNb header lines : 6\r\n\r\nModulo Bat\r\n"
              "Acquisition started on : 11/08/2024 12:00:00.250\r\n"
              "mode\terror\ttime/s\tEcell/V\t<I>/mA\tcycle number\r\n"
              "1\t0\t0.5\t3,25\t-1.5E-001\t0\r\n2\t0\t11/08/2024 12:00:01.500\t3.26\tXXX\t1\r\n");
    seeds.add("time/s\tEwe/V\tfreq/Hz\tRe(Z)/Ohm\t-Im(Z)/Ohm\n0\t3.5\t1e5\t1.5\t0.25\n");
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("eclab", ".mpt")) {
        // The header and the table apart: together they are long, and then tried a few hundred times a second only.
        constexpr std::size_t longest = std::size_t{3} << 10;
        const std::string text = readFile(real);
        seeds.add(text.substr(0, longest));
        const std::size_t firstTab =
            text.find('\t', text.find("mode\t") == std::string::npos ? 0 : text.find("mode\t"));
        const std::size_t names = firstTab == std::string::npos ? 0 : text.rfind('\n', firstTab) + 1;
        seeds.add(text.substr(names, longest));
    }
}

}  // namespace aurora::fuzz
