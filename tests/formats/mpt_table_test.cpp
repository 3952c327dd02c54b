// What the rows of text exports can hold beside plain numbers: dates at the end of summer time, hardly anything at all.
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace aurora::formats {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Recording read(std::string_view text, const ReadOptions& options = {})
{
    const test::TemporaryFolder folder;
    return readRecording(test::writeFile(folder.path() / "cell.mpt", text), options);
}

/// A row for each of these times, which the zone's clock showed.
std::string table(std::initializer_list<const char*> times)
{
    std::string text = "time/s\tEwe/V\n";
    for (const char* const time : times) {
        text += std::string(time) + "\t3.5\n";
    }
    return text;
}

ReadOptions inZone(const char* zone)
{
    ReadOptions options;
    options.timeZone = zone;
    return options;
}

// On 2025-10-26 at 1:00 UTC, 1761440400, clocks in Zurich went from 3:00 back to 2:00.

TEST(MptDates, GoOnWhereSummerTimeEnds)
{
    const Recording recording =
        read(table({"10/26/2025 02:30:00.000", "10/26/2025 02:59:59.500", "10/26/2025 02:00:00.250",
                    "10/26/2025 02:30:00.000", "10/26/2025 02:59:59.000", "10/26/2025 03:00:01.000"}),
             inZone("Europe/Zurich"));
    EXPECT_THAT(recording.series.uts,
                ElementsAre(1761438600, 1761440399.5, 1761440400.25, 1761442200, 1761443999, 1761444001));
    EXPECT_THAT(recording.warnings, IsEmpty());
}

TEST(MptDates, InTheSameMinuteOfBothHoursAreAnHourApart)
{
    const Recording recording =
        read(table({"10/26/2025 02:30:10.000", "10/26/2025 02:30:05.000", "10/26/2025 02:30:06.000"}),
             inZone("Europe/Zurich"));
    EXPECT_THAT(recording.series.uts, ElementsAre(1761438610, 1761442205, 1761442206));
}

TEST(MptDates, GoOnWhereClocksAreSetBackByHalfAnHour)
{
    // Lord Howe, 2025-04-06: from 2:00 to 1:30 at 15:00 UTC of the day before, 1743865200.
    const Recording recording =
        read(table({"04/06/2025 01:59:59.000", "04/06/2025 01:30:00.000"}), inZone("Australia/Lord_Howe"));
    EXPECT_THAT(recording.series.uts, ElementsAre(1743865199, 1743865200));
}

TEST(MptDates, OfTheSecondHourAreKnownByTheStartBeforeThem)
{
    const std::string header = "EC-Lab ASCII FILE\nNb header lines : 4\n"
                               "Acquisition started on : 10/26/2025 02:50:00.000\n";
    const Recording recording = read(header + table({"10/26/2025 02:10:00.000"}), inZone("Europe/Zurich"));
    EXPECT_THAT(recording.series.uts, ElementsAre(1761441000));
    EXPECT_EQ(recording.start_uts, 1761439800);
}

TEST(MptDates, ThatGoBackForAnotherReasonAreKeptAndTold)
{
    const Recording recording =
        read(table({"10/27/2025 02:30:00.000", "10/27/2025 02:29:50.000", "10/27/2025 02:31:00.000"}),
             inZone("Europe/Zurich"));
    EXPECT_THAT(recording.series.uts, ElementsAre(1761528600, 1761528590, 1761528660));
    EXPECT_THAT(recording.warnings,
                ElementsAre(AllOf(HasSubstr("1 times lie before"), HasSubstr("02:29:50.000\" in line 3"))));
}

/// Lines that name a time and nothing else.
std::string mostlyEmpty(std::size_t columns, std::size_t bytes)
{
    std::string text = "time/s\tEwe/V";
    for (std::size_t i = 2; i < columns; ++i) {
        text += "\tx" + std::to_string(i);
    }
    text += '\n';
    const std::string line = "1" + std::string(columns - 1, '\t') + '\n';
    while (text.size() < bytes) {
        text += line;
    }
    return text;
}

TEST(MptMemory, IsNotFilledByATableThatIsMostlyEmpty)
{
    constexpr std::size_t columns = 1000;
    constexpr std::size_t fileSize = 4U << 20U;
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    std::string message;
    try {
        const Recording recording = read(mostlyEmpty(columns, fileSize), options);
    } catch (const FormatError& error) {
        message = error.what();
    }
    EXPECT_THAT(message, AllOf(HasSubstr("cell.mpt: line "), HasSubstr("mostly empty"), HasSubstr("1000 columns")));
    // Every row says one value: the time. Its other cells take 8 bytes, once as rows and once as columns.
    std::smatch counted;
    ASSERT_TRUE(std::regex_search(message, counted, std::regex("the (\\d+) rows up to here hold (\\d+) values")));
    EXPECT_EQ(counted[1], counted[2]);
    EXPECT_GT(std::stoul(counted[1]), 100U);
    EXPECT_LT(std::stoul(counted[1]) * 2 * 8 * columns, 8 * fileSize + (16U << 20U));
}

TEST(MptMemory, IsThereForTheSeriesOfSuchATable)
{
    EXPECT_GT(read(mostlyEmpty(1000, 4U << 20U)).series.size(), 4000U);
}

TEST(MptMemory, IsThereForAHundredColumnsAsEcLabPrintsThem)
{
    std::string text = "time/s\tEwe/V";
    std::string line = "1.000000000000000E+000\t3.5000000E+000";
    for (int i = 2; i < 100; ++i) {
        text += "\tx" + std::to_string(i);
        line += "\t0.0000000E+000";
    }
    text += '\n';
    constexpr std::size_t rows = 3000;
    for (std::size_t row = 0; row < rows; ++row) {
        text += line + '\n';
    }
    ReadOptions options;
    options.allColumns = AllColumns::Yes;
    const Recording recording = read(text, options);
    EXPECT_EQ(recording.series.size(), rows);
    EXPECT_EQ(recording.vendorColumns.size(), 100U);
}

TEST(MptMemory, IsThereForShortNumbersOfAFewColumns)
{
    std::string text = "time/s\tEwe/V\tI/mA\n";
    constexpr std::size_t rows = 400'000;
    for (std::size_t row = 0; row < rows; ++row) {
        text += std::to_string(row % 10) + ".5\t3.5\t0.1\n";
    }
    EXPECT_EQ(read(text).series.size(), rows);
}

TEST(MptHeader, OfCommentsAloneIsReadInOneGo)
{
    // Each comment is put behind those before it: copying them every time would take hours.
    std::string text = "EC-Lab ASCII FILE\n";
    std::size_t comments = 0;
    for (; text.size() < (3U << 20U) && comments < 90'000; ++comments) {
        text += "Comments : nothing to be said about this\n";
    }
    const Recording recording = read(text + table({"1", "2"}));
    const std::string& joined = recording.jobData["Comments"].get_ref<const std::string&>();
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(joined, '\n')), comments - 1);
}

}  // namespace

}  // namespace aurora::formats
