#include "aurora/simulation/writers.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"

#include "simulation/ndax_protocol.h"
#include "simulation/ndc_tables.h"
#include "simulation/neware_rows.h"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <utility>

namespace aurora::simulation {

namespace {

// The same input gives the same bytes: every member carries this time, 1980-01-01 00:00:00.
constexpr std::uint16_t dosTime = 0;
constexpr std::uint16_t dosDate = 0x21;

constexpr zip_uint32_t compressionLevel = 1;  // four times as fast as the default, files hardly larger

std::vector<std::uint8_t> bytesOf(const std::string& text)
{
    return {text.begin(), text.end()};
}

struct DiscardArchive
{
    void operator()(zip_t* archive) const { zip_discard(archive); }
};

/// @param file  named in errors, where `temporary` is written
void writeArchive(const std::filesystem::path& temporary, const std::vector<ArchiveMember>& members,
                  const std::filesystem::path& file)
{
    const auto fail = [&](const std::string& cause) {
        throw Error(pathText(file) + " could not be written. Is there space left, and may you write there?", cause);
    };
    int code = 0;
    std::unique_ptr<zip_t, DiscardArchive> archive(
        zip_open(pathText(temporary).c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (!archive) {
        fail("libzip error " + std::to_string(code));
    }
    for (const ArchiveMember& member : members) {
        zip_source_t* source = zip_source_buffer(archive.get(), member.content.data(), member.content.size(), 0);
        const zip_int64_t index =
            source == nullptr ? -1 : zip_file_add(archive.get(), member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
        if (index < 0) {
            zip_source_free(source);
            fail(zip_strerror(archive.get()));
        }
        const auto place = static_cast<zip_uint64_t>(index);
        zip_file_set_dostime(archive.get(), place, dosTime, dosDate, 0);
        zip_set_file_compression(archive.get(), place, ZIP_CM_DEFLATE, compressionLevel);
    }
    if (zip_close(archive.get()) != 0) {
        fail(zip_strerror(archive.get()));
    }
    static_cast<void>(archive.release());  // zip_close has freed it
}

/// The smallest range that holds all currents; those below zero keep them in finer steps.
std::int32_t currentRange_mA(const CyclingSeries& series)
{
    constexpr std::array ranges{-5, -50, -500};
    constexpr std::int32_t largest = -6000;
    double most_mA = 0;
    for (const float current_A : series.current_A) {
        most_mA = std::max(most_mA, std::abs(1000.0 * current_A));
    }
    const auto range = std::find_if(ranges.begin(), ranges.end(), [&](int size) { return most_mA <= -size; });
    return range == ranges.end() ? largest : *range;
}

std::unique_ptr<NdcTables> tablesOf(NdcVersion version, const CyclingSeries& series, const FileIdentity& identity)
{
    if (version == NdcVersion::V2) {
        return std::make_unique<IntegerTables>(static_cast<int>(version), currentRange_mA(series), identity.timeZone);
    }
    return std::make_unique<SparseTables>(static_cast<int>(version));
}

}  // namespace

void writeNdax(const std::filesystem::path& file, const Recording& recording, const CellProgram& program,
               const FileIdentity& identity, NdcVersion version)
{
    const CyclingSeries& series = recording.series;
    if (series.hasImpedance()) {
        throw Error(pathText(file) + " was not written: a Neware file holds no impedance. Write it as .mpr.");
    }
    const std::unique_ptr<NdcTables> tables = tablesOf(version, series, identity);
    NewareRows rows(series, program);
    while (!rows.done()) {
        tables->add(rows.next());
    }
    std::vector<ArchiveMember> members{{"Step.xml", bytesOf(stepXml(program, identity))},
                                       {"TestInfo.xml", bytesOf(testInfoXml(recording, identity))},
                                       {"VersionInfo.xml", bytesOf(versionInfoXml())}};
    for (ArchiveMember& member : tables->finish()) {
        members.push_back(std::move(member));
    }
    replaceFile(file, [&](const std::filesystem::path& temporary) { writeArchive(temporary, members, file); });
}

}  // namespace aurora::simulation
