// Writes a simulated recording in a vendor's format, for tests in other languages, benchmarks and fuzzing:
//
//   make_vendor_file FORMAT ROWS SEED FILE
//
// A new writer is a new line in the table. The format `csv` is what a reader of the others should find.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/simulation/writers.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <string_view>

namespace {

using namespace aurora;
using namespace aurora::simulation;
using Path = std::filesystem::path;

/// A recording and what it was made from.
struct Made
{
    Recording recording;
    CellProgram program;
    FileIdentity identity;
};

void writeColumns(const Path& file, const Made& made)
{
    const CyclingSeries& series = made.recording.series;
    std::string text = "uts,V (V),I (A),dQ (mAh),cycle\n";
    for (std::size_t row = 0; row < series.size(); ++row) {
        text += formatNumber(series.uts[row]) + ',' + formatNumber(series.voltage_V[row]) + ',' +
                formatNumber(series.current_A[row]) + ',' + formatNumber(series.chargeStep_mAh[row]) + ',' +
                std::to_string(series.cycleNumber[row]) + '\n';
    }
    replaceFileText(file, text);
}

template <NdcVersion version>
void writeNdaxOf(const Path& file, const Made& made)
{
    writeNdax(file, made.recording, made.program, made.identity, version);
}

template <CellTexts texts>
void writeXlsxOf(const Path& file, const Made& made)
{
    writeXlsx(file, made.recording, made.program, made.identity, {.texts = texts});
}

struct Format
{
    std::string_view name;
    std::string_view device;  ///< as FileIdentity has it
    void (*write)(const Path& file, const Made& made);
};

constexpr std::array formatTable{
    Format{"csv", "", writeColumns},
    Format{"mpr", "MPG-2",
           [](const Path& file, const Made& made) { writeMpr(file, made.recording, made.program, made.identity); }},
    Format{"ndax", "120", writeNdaxOf<NdcVersion::V17>},
    Format{"ndax-ndc14", "120", writeNdaxOf<NdcVersion::V14>},
    Format{"ndax-ndc2", "120", writeNdaxOf<NdcVersion::V2>},
    Format{"nda", "120",
           [](const Path& file, const Made& made) { writeNda(file, made.recording, made.program, made.identity); }},
    Format{"xlsx", "120", writeXlsxOf<CellTexts::Shared>},
    Format{"xlsx-inline", "120", writeXlsxOf<CellTexts::Inline>},
    Format{"json", "MPG-2",
           [](const Path& file, const Made& made) {
               writeTomatoJson(file, made.recording, made.identity, JsonLayout::OneLine);
           }},
};

std::string formatNames()
{
    std::string names;
    for (const Format& format : formatTable) {
        names += (names.empty() ? "" : ", ") + std::string(format.name);
    }
    return names;
}

const Format& formatOf(std::string_view name)
{
    const auto found =
        std::find_if(formatTable.begin(), formatTable.end(), [&](const Format& format) { return format.name == name; });
    if (found == formatTable.end()) {
        throw UsageError(std::string(name) + " is no format. There are " + formatNames() + ".");
    }
    return *found;
}

std::size_t countOf(std::string_view text)
{
    const std::optional<std::int64_t> number = parseInteger(text);
    if (!number || *number < 0) {
        throw UsageError(std::string(text) + " is no number of rows and no seed.");
    }
    return static_cast<std::size_t>(*number);
}

void keepFirst(CyclingSeries& series, std::size_t rows)
{
    const auto keep = [&](auto&... column) { (column.resize(std::min(column.size(), rows)), ...); };
    keep(series.uts, series.voltage_V, series.current_A, series.chargeStep_mAh, series.cycleNumber, series.technique);
}

/// Exactly as many rows as were asked for: of a cell that fades slowly, on as many cycles as it takes.
Made make(std::size_t rows, std::uint64_t seed)
{
    constexpr std::size_t manyRows = 100'000;
    const CellModel model{.fadePerCycle = 1e-5, .seed = seed};
    Made made;
    made.identity = {.sampleId = "250301_demo_07", .channel = 7};
    made.program.formationCycles = 1;
    // Begun on another day, it is another recording, not another state of the same one.
    constexpr std::uint64_t differentDays = 1000;
    constexpr double day_s = 86'400;
    made.program.start_uts += static_cast<double>(seed % differentDays) * day_s;
    made.program.secondsPerRow = rows < manyRows ? 300 : 1;
    for (made.program.cycles = 4;; made.program.cycles *= 2) {
        made.recording = simulate(model, made.program);
        if (made.recording.series.size() >= rows) {
            break;
        }
    }
    keepFirst(made.recording.series, rows);
    return made;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 5) {
        std::fprintf(stderr, "make_vendor_file FORMAT ROWS SEED FILE, with the formats %s\n", formatNames().c_str());
        return 2;
    }
    try {
        const Format& format = formatOf(argv[1]);
        Made made = make(countOf(argv[2]), countOf(argv[3]));
        made.identity.device = format.device;
        format.write(pathFromText(argv[4]), made);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
