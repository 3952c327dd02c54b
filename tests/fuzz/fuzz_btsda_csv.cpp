// A text export of Neware's BTSDA as it lies on disk.
#include "formats/neware/btsda_csv_reader.h"
#include "fuzz/support/harness.h"
#include "fuzz/support/memory_file.h"

namespace aurora::fuzz {

void feed(std::span<const std::uint8_t> input)
{
    static const MemoryFile file;
    file.write(input);
    (void)formats::neware::btsdaCsvReader().read(file.path(), optionsFor(input), Progress::none());
}

void addSeeds(SeedFolder& seeds)
{
    seeds.add("DataPoint,Cycle Index,Step Index,Step Type,Time,Total Time,Current(mA),Voltage(V),Capacity(mAh),Date\r\n"
              "1,1,1,Rest,00:00:00,00:00:00,0.0000,3.2500,0.0000,2024-08-11 12:00:00\r\n"
              "2,1,2,CC Chg,00:00:01.5,00:00:01.5,1.2500,3.2600,0.0005,2024-08-11 12:00:01\r\n");
    for (const std::filesystem::path& real : SeedFolder::corpusFiles("neware", ".csv")) {
        seeds.addBeginning(real);
    }
}

}  // namespace aurora::fuzz
