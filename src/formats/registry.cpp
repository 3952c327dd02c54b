#include "aurora/formats/registry.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "formats/eclab/mpr_reader.h"
#include "formats/eclab/mpt_reader.h"
#include "formats/neware/btsda_csv_reader.h"
#include "formats/neware/nda_reader.h"
#include "formats/neware/ndax_reader.h"
#include "formats/neware/xlsx_reader.h"
#include "formats/tomato/snapshot_reader.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <vector>

namespace aurora::formats {

namespace {

constexpr std::size_t headSize = 4096;

std::vector<std::uint8_t> headOf(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) {
        throw Error(pathText(file) + ": is a folder. Name the files in it.");
    }
    if (!stream) {
        throw Error(pathText(file) + ": cannot be opened. Check the path and that you may read the file.");
    }
    std::vector<std::uint8_t> head(headSize);
    stream.read(reinterpret_cast<char*>(head.data()), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    return head;
}

bool hasEnding(const Reader& reader, std::string_view ending)
{
    return std::ranges::find(reader.endings(), ending) != reader.endings().end();
}

std::string acceptedEndings()
{
    std::string text;
    for (const Reader* const reader : readers()) {
        for (const auto endings : {reader->endings(), reader->sharedEndings()}) {
            for (const std::string_view ending : endings) {
                text += (text.empty() ? "" : ", ") + std::string(ending);
            }
        }
    }
    return text;
}

}  // namespace

std::span<const Reader* const> readers()
{
    static const std::array all{&eclab::mprReader(),      &eclab::mptReader(),   &neware::ndaxReader(),
                                &neware::ndaReader(),     &neware::xlsxReader(), &neware::btsdaCsvReader(),
                                &tomato::snapshotReader()};
    return all;
}

const Reader* findReader(const std::filesystem::path& file)
{
    const std::vector<std::uint8_t> head = headOf(file);
    for (const Reader* const reader : readers()) {
        if (reader->recognises(head)) {
            return reader;
        }
    }
    const std::string ending = lowerCase(pathText(file.extension()));
    for (const Reader* const reader : readers()) {
        if (hasEnding(*reader, ending)) {
            return reader;
        }
    }
    return nullptr;
}

const Reader& readerFor(const std::filesystem::path& file)
{
    const Reader* const reader = findReader(file);
    if (reader == nullptr) {
        const std::string ending = lowerCase(pathText(file.extension()));
        const bool endingMayBe = std::ranges::any_of(readers(), [&](const Reader* candidate) {
            return std::ranges::find(candidate->sharedEndings(), ending) != candidate->sharedEndings().end();
        });
        throw FormatError(pathText(file) +
                          (endingMayBe ? ": the content is not that of a known cycler file."
                                       : ": neither the content nor the ending is that of a known cycler file.") +
                          " Cyclers' files "
                          "ending in " +
                          acceptedEndings() + " can be read, also in a .zip, and the .h5 of this program.");
    }
    return *reader;
}

Recording readRecording(const std::filesystem::path& file, const ReadOptions& options, Progress& progress)
{
    return readerFor(file).read(file, options, progress);
}

}  // namespace aurora::formats
