#pragma once

#include "aurora/formats/reader.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

/// What a harness, tests/fuzz/fuzz_<name>.cpp, defines; support/harness.cpp makes a libFuzzer program of it.
///
/// The frame checks what every reader promises: no crash, no undefined behaviour, no execution above one second of
/// processor time, never more than 8 bytes alive for each byte of input, plus 16 MiB.
namespace aurora::fuzz {

/// Hands the bytes to the reader. An aurora::Error is a right answer; anything else thrown is a finding.
void feed(std::span<const std::uint8_t> input);

/// Says how many bytes the input has become before the reader sees it: in an archive it is those that count.
void countsAs(std::size_t unpackedBytes);

/// The folder that a harness puts its first inputs into.
class SeedFolder
{
public:
    explicit SeedFolder(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    /// One more input. Those that are longer than libFuzzer is told to use are cut by it.
    void add(std::span<const std::uint8_t> input);
    void add(std::string_view text);

    /// The first bytes of a file: of a long table a few rows say as much as all, and are tried ten times as often.
    void addBeginning(const std::filesystem::path& file, std::size_t longest = std::size_t{12} << 10);

    /// Each file below a folder of the corpus that has this ending; none where the corpus is missing.
    [[nodiscard]] static std::vector<std::filesystem::path> corpusFiles(std::string_view folder,
                                                                        std::string_view ending);

private:
    std::filesystem::path m_folder;
    int m_count = 0;
};

/// Makes the first inputs: from the writers of `simulation`, and from the corpus where it is there.
void addSeeds(SeedFolder& seeds);

/// Options that vary with the input, so that all of them are met: all columns or not, each way to count cycles.
[[nodiscard]] formats::ReadOptions optionsFor(std::span<const std::uint8_t> input);

}  // namespace aurora::fuzz
