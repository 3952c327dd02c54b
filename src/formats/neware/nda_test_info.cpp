#include "formats/neware/nda_test_info.h"

#include "aurora/core/text.h"
#include "aurora/core/time.h"
#include "formats/little_endian.h"
#include "formats/neware/job_json.h"

#include <algorithm>
#include <array>
#include <bit>

namespace aurora::formats::neware {

namespace {

using ByteSpan = std::span<const std::uint8_t>;

/// A text in the last of the records of a test info block.
struct InfoText
{
    int firstVersion;
    int lastVersion;
    NdaText place;
    std::string TestInfo::*text;
};

// Start, creator and serial number were seen in real files; the others were empty in all.
constexpr std::array textTable{
    InfoText{1, 10, {36, 20}, &TestInfo::startTime},      InfoText{1, 10, {56, 20}, &TestInfo::endTime},
    InfoText{1, 10, {76, 15}, &TestInfo::creator},        InfoText{1, 10, {91, 20}, &TestInfo::serialNumber},
    InfoText{1, 10, {111, 100}, &TestInfo::remark},       InfoText{11, 29, {37, 20}, &TestInfo::startTime},
    InfoText{11, 29, {57, 20}, &TestInfo::endTime},       InfoText{11, 29, {77, 60}, &TestInfo::creator},
    InfoText{11, 29, {137, 90}, &TestInfo::serialNumber}, InfoText{11, 29, {227, 100}, &TestInfo::remark},
    InfoText{17, 29, {343, 40}, &TestInfo::barcode},      InfoText{29, 29, {443, 60}, &TestInfo::stepFile},
};

struct InfoSize
{
    int firstVersion;
    std::size_t recordSize;
};

constexpr std::array infoSizeTable{
    InfoSize{29, 503}, InfoSize{17, 383}, InfoSize{16, 343}, InfoSize{11, 327}, InfoSize{1, 211},
};

struct MassPlace
{
    int firstVersion;
    std::size_t offset;  ///< in the file: u4, µg
};

constexpr std::array massTable{
    MassPlace{firstVersionOfBts9, 330},
    MassPlace{9, 152},
    MassPlace{8, 144},
    MassPlace{1, 80},
};

/// Of a table whose rows go from the newest version down: the row of this version.
template <class Table>
const auto& rowOf(const Table& table, int version)
{
    return *std::ranges::find_if(table, [&](const auto& row) { return version >= row.firstVersion; });
}

std::string textAt(ByteSpan bytes, const NdaText& place)
{
    const std::string_view field = bytesAsText(bytes, place.at, place.width);
    return std::string(trimmed(toUtf8(field.substr(0, field.find('\0')), "GB18030")));
}

/// `2015.09.16 12:08:41`, as old versions write it, with hyphens.
std::string withHyphens(std::string date)
{
    constexpr std::size_t dateLength = 10;
    std::replace(date.begin(), date.begin() + static_cast<std::ptrdiff_t>(std::min(dateLength, date.size())), '.', '-');
    return date;
}

/// Versions up to 29: an array of records, of which the last counts.
TestInfo readRecords(const NdaFile& file)
{
    TestInfo info;
    const ByteSpan block = file.testInfo();
    const std::size_t recordSize = rowOf(infoSizeTable, file.version()).recordSize;
    if (block.size() < recordSize) {
        return info;
    }
    const ByteSpan record = block.subspan((block.size() / recordSize - 1) * recordSize, recordSize);
    for (const InfoText& field : textTable) {
        if (file.version() >= field.firstVersion && file.version() <= field.lastVersion) {
            info.*field.text = textAt(record, field.place);
        }
    }
    info.startTime = withHyphens(std::move(info.startTime));
    info.endTime = withHyphens(std::move(info.endTime));
    // Seen in three files, without anything to compare with: device, unit, channel, test.
    info.deviceId = record[0];
    info.unitId = record[1];
    info.channelId = record[2];
    info.testId = valueAt<std::uint16_t>(record.data() + 3);
    return info;
}

int blockVersion(ByteSpan block)
{
    return valueAt<std::uint16_t>(block, 0).value_or(0);
}

/// Older blocks of BTS 9: a bit each tells which texts stand in them, one behind the other; the numbers follow.
NdaTestInfoBts9 layoutByMask(ByteSpan block)
{
    constexpr std::size_t textWidth = 128;
    constexpr std::uint32_t textBits = 0x3C;  // 2 to 5: creator, serial number, remarks, unknown
    constexpr std::array texts{std::pair{&NdaTestInfoBts9::creator, 2}, std::pair{&NdaTestInfoBts9::serialNumber, 3},
                               std::pair{&NdaTestInfoBts9::remarks, 4}};
    const std::uint32_t mask = valueAt<std::uint32_t>(block, 4).value_or(0);
    NdaTestInfoBts9 layout{};
    std::size_t at = 12;
    const std::size_t numbersAt = at + textWidth * static_cast<std::size_t>(std::popcount(mask & textBits));
    for (const auto& [text, bit] : texts) {
        if ((mask >> bit & 1U) != 0) {
            layout.*text = {at, textWidth};
            at += textWidth;
        }
    }
    layout.testIdAt = numbersAt;
    layout.startAt = numbersAt + 4;
    layout.stopAt = numbersAt + 12;
    layout.countAt = numbersAt + 20;
    return layout;
}

/// Seconds since 1970; nothing where it is no time of this century, so that a block of another layout is not believed.
std::optional<double> timeAt(ByteSpan block, std::size_t offset)
{
    constexpr double earliest_uts = 978'307'200;  // 2001-01-01
    constexpr double latest_uts = 4'102'444'800;  // 2100-01-01
    constexpr double microsecondsPerSecond = 1e6;
    const std::optional<std::uint64_t> stored = valueAt<std::uint64_t>(block, offset);
    const double uts = static_cast<double>(stored.value_or(0)) / microsecondsPerSecond;
    return uts >= earliest_uts && uts <= latest_uts ? std::optional(uts) : std::nullopt;
}

/// Nothing where the block is of an unknown layout, or has no start where its layout says.
std::optional<NdaTestInfoBts9> layoutOfBlock(ByteSpan block)
{
    const int version = blockVersion(block);
    const NdaTestInfoBts9* known = findNdaTestInfoBts9(version);
    if (known == nullptr && version >= firstFixedTestInfo) {
        return std::nullopt;
    }
    const NdaTestInfoBts9 layout = known != nullptr ? *known : layoutByMask(block);
    return timeAt(block, layout.startAt) ? std::optional(layout) : std::nullopt;
}

TestInfo readBlockOfBts9(ByteSpan block, std::string_view timeZone)
{
    TestInfo info;
    const std::optional<NdaTestInfoBts9> layout = layoutOfBlock(block);
    if (!layout) {
        return info;
    }
    info.creator = textAt(block, layout->creator);
    info.serialNumber = textAt(block, layout->serialNumber);
    info.remark = textAt(block, layout->remarks);
    info.startTime = formatTimestamp(*timeAt(block, layout->startAt), timeZone);
    if (const std::optional<double> stop_uts = timeAt(block, layout->stopAt)) {
        info.endTime = formatTimestamp(*stop_uts, timeZone);
    }
    info.testId = valueAt<std::uint32_t>(block, layout->testIdAt);
    return info;
}

}  // namespace

std::optional<std::uint32_t> recordCountOfBts9(std::span<const std::uint8_t> testInfo)
{
    const std::optional<NdaTestInfoBts9> layout = layoutOfBlock(testInfo);
    return layout ? valueAt<std::uint32_t>(testInfo, layout->countAt) : std::nullopt;
}

TestInfo readTestInfo(const NdaFile& file, std::string_view timeZone)
{
    TestInfo info =
        file.version() >= firstVersionOfBts9 ? readBlockOfBts9(file.testInfo(), timeZone) : readRecords(file);
    constexpr double microgramsPerMilligram = 1000;
    const std::uint32_t mass_ug =
        valueAt<std::uint32_t>(file.bytes(), rowOf(massTable, file.version()).offset).value_or(0);
    if (mass_ug != 0) {
        info.activeMass_mg = mass_ug / microgramsPerMilligram;
    }
    return info;
}

Json readVersions(const NdaFile& file)
{
    constexpr std::string_view serverKey = "SvrVer";
    constexpr std::string_view clientKey = "CurrClientVer";
    constexpr std::size_t searched = 65536;
    constexpr std::size_t width = 50;
    constexpr std::size_t clientFromServer = 100;
    constexpr std::size_t placeInVersion8 = 112;
    Json versions = Json::object();
    if (file.version() >= firstVersionOfBts9) {
        const bool isBts91 = file.recordVersion() >= firstRecordVersionOfBts91;
        putText(versions, serverKey,
                textAt(file.bytes(), {isBts91 ? ndaSoftwareAtInBts91 : ndaSoftwareAtInBts90, width}));
        return versions;
    }
    const std::size_t server = bytesAsText(file.bytes(), 0, searched).find("BTSServer");
    if (server != std::string_view::npos) {
        putText(versions, serverKey, textAt(file.bytes(), {server, width}));
        putText(versions, clientKey, textAt(file.bytes(), {server + clientFromServer, width}));
        return versions;
    }
    const std::string old = textAt(file.bytes(), {placeInVersion8, width});
    putText(versions, serverKey, old.starts_with("BTS") ? old : std::string());
    return versions;
}

}  // namespace aurora::formats::neware
