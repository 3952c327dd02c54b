#include "aurora/core/error.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace aurora::formats {

namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Three rows of flags, time and Ewe, the last one flagged as the end of a finished run.
std::string rows()
{
    std::string bytes;
    for (int row = 0; row < 3; ++row) {
        test::append(bytes, static_cast<std::uint8_t>(row < 2 ? 0x03 : 0x43));
        test::append(bytes, 10.0 * row);
        test::append(bytes, 3.5F + static_cast<float>(row));
    }
    return bytes;
}

const std::vector<std::uint16_t> columns{1, 4, 6};
const std::string settings = test::module("VMP Set", "VMP settings", 0, "\x0B");
const std::string data = test::module("VMP data", "VMP data", 3, test::dataBody(columns, 3, rows()));
// 2024-03-21 12:00 in Zurich is 11:00 UTC; day 45372 after 1899-12-30.
constexpr double startOleDays = 45372.5;
constexpr double start_uts = 1711018800;
const std::string log = test::module("VMP LOG", "VMP LOG", 0, test::logBody(startOleDays));

Recording read(const std::string& bytes)
{
    const test::TemporaryFolder folder;
    return readRecording(test::writeFile(folder.path() / "cell.mpr", test::fileHeader() + bytes), {});
}

std::string refusal(const std::string& bytes)
{
    try {
        const Recording recording = read(bytes);
        return {};
    } catch (const FormatError& error) {
        return error.what();
    }
}

void expectTheThreeRows(const Recording& recording, double start)
{
    EXPECT_THAT(recording.series.uts, ElementsAre(start, start + 10, start + 20));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F));
    EXPECT_THAT(recording.series.technique, ElementsAre(3, 3, 3));
}

/// A data module's version, header, and where the version keeps IDs and rows.
struct Version
{
    std::uint32_t version;
    bool newHeader;
    std::size_t idsAt;
    std::size_t rowsAt;
};

class MprDataVersion : public testing::TestWithParam<Version>
{
};

TEST_P(MprDataVersion, GivesTheSameRows)
{
    const Version& version = GetParam();
    const auto module = version.newHeader ? test::newModule : test::module;
    const std::string body = test::dataBodyOf(version.idsAt, version.rowsAt, columns, 3, rows());
    const std::string bytes = module("VMP Set", "VMP settings", version.newHeader ? 10 : 0, "\x0B") +
                              module("VMP data", "VMP data", version.version, body) +
                              module("VMP LOG", "VMP LOG", version.newHeader ? 10 : 0, test::logBody(startOleDays));
    const Recording recording = read(bytes);
    expectTheThreeRows(recording, start_uts);
    EXPECT_EQ(recording.formatVersion.substr(0, recording.formatVersion.find(',')),
              "data " + std::to_string(version.version));
    EXPECT_EQ(recording.finished, true);
}

INSTANTIATE_TEST_SUITE_P(MprData, MprDataVersion,
                         testing::Values(Version{2, false, 5, 0x195}, Version{3, false, 5, 0x196},
                                         Version{10, true, 6, 0x3EF}, Version{11, true, 6, 0x3EF}),
                         [](const auto& testInfo) { return "V" + std::to_string(testInfo.param.version); });

TEST(MprModules, StandInAnyOrder)
{
    const Recording recording = read(log + data + settings);
    expectTheThreeRows(recording, start_uts);
    EXPECT_EQ(recording.technique, "OCV");
    EXPECT_EQ(recording.finished, true);
}

TEST(MprModules, NobodyKnowsAreSteppedOver)
{
    const Recording recording = read(settings + test::module("VMP Moon", "VMP phase", 9, "MODULE") + data + log);
    expectTheThreeRows(recording, start_uts);
}

TEST(MprModules, ASecondDataModuleIsNotReadInSilence)
{
    const Recording recording = read(settings + data + data + log);
    expectTheThreeRows(recording, start_uts);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("holds 2 data modules, of which only the first was read")));
}

TEST(MprModules, WithoutSettingsTheTechniqueIsUnknown)
{
    const Recording recording = read(data + log);
    expectTheThreeRows(recording, start_uts);
    EXPECT_EQ(recording.technique, "");
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("there is no settings module")));
}

TEST(MprModules, DamageBehindTheDataCostsWhatStandsBehindIt)
{
    const std::string before = settings + data;
    const Recording recording = read(before + std::string(500, '\0') + log);
    expectTheThreeRows(recording, 0);
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("expected \"MODULE\" at byte 0x264, found \"\\x0\\x0")));
}

TEST(MprModules, ALengthOfTheDataThatLeadsIntoItsRowsIsRefused)
{
    std::string lying = settings + data + log;
    lying[settings.size() + 41] = static_cast<char>(lying[settings.size() + 41] - 13);  // a row less
    EXPECT_THAT(refusal(lying), HasSubstr("promises 3 rows of 13 bytes, but has room for 2"));
}

TEST(MprModules, ALengthBeyondTheEndOfTheFileIsAFileThatGrows)
{
    std::string lying = settings + data;
    lying.replace(settings.size() + 41, 4, "\xFF\xFF\xFF\x7F");
    const Recording recording = read(lying);
    expectTheThreeRows(recording, 0);
    EXPECT_EQ(recording.finished, false);
}

TEST(MprModules, DamagedListsOfLoopsAreLeftOut)
{
    const Recording recording =
        read(settings + data + log + test::module("VMP loop", "VMP expt. loop indexes", 0, "\xFF\xFF\xFF\xFF"));
    expectTheThreeRows(recording, start_uts);
    EXPECT_FALSE(recording.jobData.contains("Loops"));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("list of loops is damaged")));
}

TEST(MprModules, LoopsAreTheFirstRowsOfTheirPassesAndTheRowCount)
{
    std::string body;
    for (const std::uint32_t value : {3U, 0U, 2U, 3U}) {
        test::append(body, value);
    }
    const Recording recording = read(
        settings + data + log + test::module("VMP loop", "VMP expt. loop indexes", 0, body + std::string(256, '\0')));
    EXPECT_EQ(recording.jobData["Loops"], Json::parse("[0, 2, 3]"));
}

TEST(MprModules, AnalogInputsLieOneByteLaterBehindTheNewHeader)
{
    const auto body = [](std::size_t shift) {
        std::string bytes(0x36 + shift, '\0');
        bytes += "\x0CPressure/bar";
        bytes.resize(0x52 + shift, '\0');
        for (const float value : {5.0F, -5.0F, 20.0F, 0.0F}) {
            test::append(bytes, value);
        }
        bytes.resize(0x200, '\0');
        return bytes;
    };
    const Json expected = {
        {"name", "Pressure/bar"}, {"max (V)", 5.0}, {"min (V)", -5.0}, {"value at max", 20.0}, {"value at min", 0.0}};
    const Recording old = read(settings + test::module("VMP ExtDev", "VMP External Device", 0, body(0)) + data);
    EXPECT_EQ(old.jobData["Analog IN 1"], expected);
    EXPECT_FALSE(old.jobData.contains("Analog IN 2"));
    const std::string newData =
        test::newModule("VMP data", "VMP data", 11, test::dataBodyOf(6, 0x3EF, columns, 3, rows()));
    const Recording now = read(test::newModule("VMP ExtDev", "VMP External Device", 10, body(1)) + newData);
    EXPECT_EQ(now.jobData["Analog IN 1"], expected);
}

class MprLogStart : public testing::TestWithParam<double>
{
};

TEST_P(MprLogStart, ThatCannotBeTrueCountsAsUnknown)
{
    const Recording recording =
        read(settings + data + test::module("VMP LOG", "VMP LOG", 0, test::logBody(GetParam())));
    expectTheThreeRows(recording, 0);
    EXPECT_EQ(recording.start_uts, std::nullopt);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("no credible date in the log")));
}

INSTANTIATE_TEST_SUITE_P(MprLog, MprLogStart,
                         testing::Values(std::numeric_limits<double>::quiet_NaN(),
                                         std::numeric_limits<double>::infinity(), -1.0, 0.0, 1e300,
                                         36891.0 /* 2000-12-31 */));

TEST(MprLog, FirstDayOf2001Counts)
{
    const Recording recording = read(settings + data + test::module("VMP LOG", "VMP LOG", 0, test::logBody(36892.5)));
    EXPECT_EQ(recording.start_uts, 978346800.0);  // 2001-01-01 12:00 in Zurich
    EXPECT_EQ(recording.jobData["Start known from"], "the log");
}

TEST(MprData, OfVersion0HasIdsOfOneByte)
{
    const std::string body = test::dataBodyOf<std::uint8_t>(5, 100, columns, 3, rows());
    const Recording recording = read(settings + test::module("VMP data", "VMP data", 0, body) + log);
    expectTheThreeRows(recording, start_uts);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("version 0, which only public sources describe")));
}

TEST(MprData, VersionThatOnlyPublicSourcesDescribeIsReportedAsSuch)
{
    const std::string body = test::dataBodyOf(6, 0x3EF, columns, 3, rows());
    EXPECT_THAT(read(test::newModule("VMP data", "VMP data", 10, body)).warnings,
                Contains(HasSubstr("version 10, which only public sources describe")));
    EXPECT_THAT(read(test::newModule("VMP data", "VMP data", 11, body)).warnings,
                Not(Contains(HasSubstr("public sources"))));
}

}  // namespace

}  // namespace aurora::formats
