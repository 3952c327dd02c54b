// Reading, merging and storing, on files made by the project's own writers.
#include "aurora/analysis/analyse.h"
#include "aurora/core/file.h"
#include "aurora/formats/registry.h"
#include "aurora/simulation/writers.h"
#include "aurora/storage/sample_files.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>

namespace {

using namespace aurora;
namespace fs = std::filesystem;

/// A long recording of one cell: about a million rows.
struct LongFiles
{
    LongFiles()
    {
        program.cycles = 400;
        program.secondsPerRow = 8;
        recording = simulation::simulate({}, program);
        simulation::writeMpr(mpr, recording, program, {});
        simulation::writeNdax(ndax, recording, program, {});
    }

    test::TemporaryFolder folder;
    simulation::CellProgram program;
    Recording recording;
    fs::path mpr = folder.path() / "long.mpr";
    fs::path ndax = folder.path() / "long.ndax";
};

LongFiles& files()
{
    static LongFiles made;
    return made;
}

void count(benchmark::State& state, std::size_t rows, std::uintmax_t bytes)
{
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

void readFile(benchmark::State& state, const fs::path& file)
{
    std::size_t rows = 0;
    for (auto _ : state) {
        rows = formats::readRecording(file, {}).series.size();
    }
    count(state, rows, fs::file_size(file));
}

void ReadMpr(benchmark::State& state)
{
    readFile(state, files().mpr);
}

BENCHMARK(ReadMpr)->Unit(benchmark::kMillisecond)->UseRealTime();

void ReadNdax(benchmark::State& state)
{
    readFile(state, files().ndax);
}

BENCHMARK(ReadNdax)->Unit(benchmark::kMillisecond)->UseRealTime();

void WriteSnapshot(benchmark::State& state)
{
    const fs::path file = files().folder.path() / "snapshot.h5";
    for (auto _ : state) {
        storage::writeFrame(file, storage::snapshotFrame(files().recording.series, Json::object()));
    }
    count(state, files().recording.series.size(), fs::file_size(file));
}

BENCHMARK(WriteSnapshot)->Unit(benchmark::kMillisecond)->UseRealTime();

void AnalyseSample(benchmark::State& state)
{
    const analysis::MergeInput input{&files().recording.series, true};
    for (auto _ : state) {
        benchmark::DoNotOptimize(analysis::analyseSample(std::span(&input, 1), {}, Json::object(), "Europe/Zurich"));
    }
    count(state, files().recording.series.size(), 0);
}

BENCHMARK(AnalyseSample)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
