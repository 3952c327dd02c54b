// The whole program as a user starts it: `convert` of real files of the corpus.
#include "aurora/core/file.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

namespace {

namespace fs = std::filesystem;

void convert(benchmark::State& state, const fs::path& file)
{
    const aurora::test::TemporaryFolder folder;
    const std::string command = "\"" AURORA_PROGRAM "\" --quiet convert \"" + aurora::pathText(file) + "\" -o \"" +
                                aurora::pathText(folder.path()) + "\"";
    for (auto _ : state) {
        if (std::system(command.c_str()) != 0) {
            state.SkipWithError("the program failed");
            return;
        }
    }
}

}  // namespace

int main(int argc, char** argv)
{
    benchmark::Initialize(&argc, argv);
    if (const auto corpus = aurora::test::corpus()) {
        for (const char* file : {"neware/nw4-120-1-6-53.ndax", "eclab/gcpl.pr_182.1.mpr"}) {
            benchmark::RegisterBenchmark(file, convert, *corpus / file)
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime()
                ->Iterations(20);
        }
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
