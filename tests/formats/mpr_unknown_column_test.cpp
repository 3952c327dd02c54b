#include "aurora/core/error.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::formats {

namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsNan;

constexpr std::uint16_t mode = 1;
constexpr std::uint16_t time = 4;
constexpr std::uint16_t ewe = 6;
constexpr std::uint16_t temperature = 462;
constexpr std::uint16_t nobodyKnows = 612;
constexpr std::uint16_t nobodyKnowsEither = 613;

/// Three rows of these columns; every unknown column has `unknownWidth` bytes of filling.
std::string file(const std::vector<std::uint16_t>& ids, const std::vector<std::size_t>& unknownWidths)
{
    std::string rows;
    for (int row = 0; row < 3; ++row) {
        std::size_t unknown = 0;
        for (const std::uint16_t id : ids) {
            if (id == mode) {
                test::append(rows, std::uint8_t{3});
            } else if (id == time) {
                test::append(rows, 10.0 * row);
            } else if (id == ewe) {
                test::append(rows, 3.5F + static_cast<float>(row));
            } else {
                rows += std::string(unknownWidths.at(unknown++), '\x11');
            }
        }
    }
    return test::mprFile(test::dataBody(ids, 3, rows));
}

Recording read(const std::string& bytes)
{
    const test::TemporaryFolder folder;
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    return readRecording(test::writeFile(folder.path() / "cell.mpr", bytes), options);
}

std::vector<std::string> names(const Recording& recording)
{
    std::vector<std::string> list;
    for (const Column& column : recording.vendorColumns) {
        list.push_back(column.name);
    }
    return list;
}

class UnknownWidth : public testing::TestWithParam<std::size_t>
{
};

TEST_P(UnknownWidth, FollowsFromTheRowSizeAndCostsOnlyTheName)
{
    const Recording recording = read(file({mode, time, nobodyKnows, ewe}, {GetParam()}));
    EXPECT_THAT(recording.series.uts, ElementsAre(0.0, 10.0, 20.0));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F));
    EXPECT_THAT(names(recording), ElementsAre("mode", "time", "unknown 612", "Ewe"));
    EXPECT_THAT(recording.warnings.front(), HasSubstr("612"));
}

INSTANTIATE_TEST_SUITE_P(MprUnknownColumn, UnknownWidth, testing::Values(1U, 2U, 4U, 8U));

TEST(MprUnknownColumn, ThatFitsNoWidthIsRefusedWithItsIdAndSizes)
{
    try {
        const Recording recording = read(file({mode, time, nobodyKnows, ewe}, {3}));
        FAIL() << "three bytes fit no width";
    } catch (const FormatError& error) {
        EXPECT_THAT(error.what(), HasSubstr("cell.mpr"));
        EXPECT_THAT(error.what(), HasSubstr("612"));
        EXPECT_THAT(error.what(), HasSubstr("rows of 16 bytes, of which its known columns take 13"));
    }
}

TEST(MprUnknownColumn, TwoOfOneWidthAreReadWhenNothingElseFits)
{
    // 16 bytes for two columns can only be 8 and 8.
    const Recording recording = read(file({nobodyKnows, time, nobodyKnowsEither, ewe}, {8, 8}));
    EXPECT_THAT(recording.series.uts, ElementsAre(0.0, 10.0, 20.0));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F));
}

TEST(MprUnknownColumn, TwoOfUnclearWidthsCostThemselvesAndWhatLiesBetween)
{
    // 6 bytes may be 2 and 4 or 4 and 2: mode, before, and time, behind them, keep their places.
    const Recording recording = read(file({mode, nobodyKnows, ewe, nobodyKnowsEither, time}, {2, 4}));
    EXPECT_THAT(recording.series.uts, ElementsAre(0.0, 10.0, 20.0));
    EXPECT_THAT(recording.series.technique, ElementsAre(3, 3, 3));
    EXPECT_THAT(names(recording), ElementsAre("mode", "time"));
    EXPECT_THAT(recording.warnings.front(), HasSubstr("612, 6 (Ewe), 613"));
}

TEST(MprUnknownColumn, OfUnclearWidthBeforeTheTimeCostsTheTimes)
{
    const Recording recording = read(file({nobodyKnows, time, nobodyKnowsEither, ewe}, {2, 4}));
    EXPECT_THAT(recording.series.uts, Each(IsNan()));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F));
    EXPECT_EQ(recording.start_uts, std::nullopt);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("no readable time column (ID 4)")));
}

TEST(MprUnknownColumn, ThatLeavesNoColumnInItsPlaceRefusesTheFile)
{
    EXPECT_THROW(read(file({nobodyKnows, time, nobodyKnowsEither}, {2, 4})), FormatError);
}

TEST(MprUnknownColumn, OfNoWidthIsABitOfTheFlagByte)
{
    const Recording recording = read(file({nobodyKnows, mode, time, ewe}, {0}));
    EXPECT_THAT(recording.series.uts, ElementsAre(0.0, 10.0, 20.0));
    EXPECT_THAT(recording.series.technique, ElementsAre(3, 3, 3));
    EXPECT_THAT(names(recording), ElementsAre("mode", "time", "Ewe"));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("612 were left out")));
}

TEST(MprUnknownColumn, OfNoWidthFarBeforeTheKnownFlagsMayHoldTheirByte)
{
    // The flag byte lies at the place of the first flag: before the time if 612 is one, else behind it.
    const Recording recording = read(file({nobodyKnows, time, mode, ewe}, {0}));
    EXPECT_THAT(names(recording), ElementsAre("Ewe"));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("612, 4 (time), 1 (mode) were left out")));
}

TEST(MprUnknownColumn, WidthsThatWouldDisorderTheTimeAreNotConcluded)
{
    // A flag and 8 bytes: by the row size alone they could be 4 and 4, which would put the time 4 bytes too late.
    const Recording recording = read(file({mode, nobodyKnows, time, nobodyKnowsEither, ewe}, {0, 8}));
    EXPECT_THAT(names(recording), ElementsAre("mode", "Ewe"));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("612, 4 (time), 613 were left out")));
}

TEST(MprPublicColumn, IsReadAndReported)
{
    // Temperature (462) has 4 bytes by public sources.
    const Recording recording = read(file({mode, time, temperature, ewe}, {4}));
    EXPECT_THAT(names(recording), ElementsAre("mode", "time", "Temperature", "Ewe"));
    EXPECT_EQ(typeName(recording.vendorColumns[2].values), "float32");
    EXPECT_THAT(recording.warnings,
                Contains(HasSubstr("public sources name but no file has proven: 462 (Temperature)")));
}

TEST(MprPublicColumn, OfAnotherWidthThanToldIsReadWithItsOwn)
{
    const Recording recording = read(file({mode, time, temperature, ewe}, {8}));
    EXPECT_THAT(names(recording), ElementsAre("mode", "time", "Temperature", "Ewe"));
    EXPECT_EQ(typeName(recording.vendorColumns[2].values), "float64");
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F));
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("uncertain width: 462 (Temperature)")));
}

TEST(MprColumns, OfContradictingSourcesCountAsUnknown)
{
    // 498: |Ece h2| in 4 bytes or Q charge in 8, depending on whom one asks.
    EXPECT_THAT(names(read(file({mode, time, 498, ewe}, {4}))), ElementsAre("mode", "time", "unknown 498", "Ewe"));
    EXPECT_THAT(names(read(file({mode, time, 498, ewe}, {8}))), ElementsAre("mode", "time", "unknown 498", "Ewe"));
}

TEST(MprUnknownColumn, InAFileWithoutRowsDoesNoHarm)
{
    const Recording recording = read(test::mprFile(test::dataBody({mode, time, nobodyKnows, ewe}, 0, "")));
    EXPECT_EQ(recording.series.size(), 0U);
    EXPECT_THAT(names(recording), ElementsAre("mode", "time", "unknown 612", "Ewe"));
}

}  // namespace

}  // namespace aurora::formats
