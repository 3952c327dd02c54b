#include "fuzz/support/harness.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/corpus.h"

#include "fuzz/support/live_bytes.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <string>

namespace aurora::fuzz {

namespace {

constexpr double longestExecution_s = 1;

/// Of this process: a machine that is busy with other things is no slow reader.
double processorTime_s()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

}  // namespace

void SeedFolder::add(std::span<const std::uint8_t> input)
{
    const std::filesystem::path file = m_folder / ("seed-" + std::to_string(m_count++));
    std::ofstream stream(file, std::ios::binary);
    stream.write(reinterpret_cast<const char*>(input.data()), static_cast<std::streamsize>(input.size()));
}

void SeedFolder::add(std::string_view text)
{
    add({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void SeedFolder::addBeginning(const std::filesystem::path& file, std::size_t longest)
{
    const std::vector<std::uint8_t> whole = readBytes(file);
    add(std::span(whole).first(std::min(whole.size(), longest)));
}

std::vector<std::filesystem::path> SeedFolder::corpusFiles(std::string_view folder, std::string_view ending)
{
    std::vector<std::filesystem::path> files;
    const auto corpus = test::corpus();
    if (!corpus) {
        return files;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*corpus / folder)) {
        if (entry.is_regular_file() && entry.path().extension() == ending) {
            files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

void countsAs(std::size_t unpackedBytes)
{
    LiveBytesLimit::raiseTo(unpackedBytes);
}

formats::ReadOptions optionsFor(std::span<const std::uint8_t> input)
{
    constexpr std::array modes{CycleMode::Chg, CycleMode::DChg, CycleMode::Auto, CycleMode::Raw};
    formats::ReadOptions options;
    options.allColumns = input.size() % 2 == 0 ? formats::AllColumns::Yes : formats::AllColumns::No;
    options.cycleMode = modes[input.size() / 2 % modes.size()];
    return options;
}

}  // namespace aurora::fuzz

/// `--make-seeds=FOLDER` writes the first inputs and ends the program.
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv)
{
    constexpr std::string_view option = "--make-seeds=";
    for (int i = 1; i < *argc; ++i) {
        const std::string_view argument = (*argv)[i];
        if (argument.starts_with(option)) {
            aurora::fuzz::SeedFolder seeds(aurora::pathFromText(argument.substr(option.size())));
            aurora::fuzz::addSeeds(seeds);
            std::exit(0);
        }
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const double begin_s = aurora::fuzz::processorTime_s();
    {
        const aurora::fuzz::LiveBytesLimit limit(size);
        try {
            aurora::fuzz::feed({data, size});
        } catch (const aurora::Error&) {
            // The reader has said what is wrong with the input.
        }
    }
    const double taken_s = aurora::fuzz::processorTime_s() - begin_s;
    if (taken_s > aurora::fuzz::longestExecution_s) {
        std::fprintf(stderr, "Too slow: %.2f s for %zu bytes.\n", taken_s, size);
        std::abort();
    }
    return 0;
}
