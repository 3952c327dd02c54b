#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace aurora::formats {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// Rows of mode, time and Ewe: 13 bytes each, as one would write them by hand.
std::string openCircuitRows(int count)
{
    std::string rows;
    for (int row = 0; row < count; ++row) {
        test::append(rows, std::uint8_t{3});
        test::append(rows, 10.0 * row);
        test::append(rows, 3.5F + static_cast<float>(row));
    }
    return rows;
}

std::string openCircuit(std::uint32_t promisedRows, const std::string& rows)
{
    return test::mprFile(test::dataBody({1, 4, 6}, promisedRows, rows));
}

Recording read(std::string_view bytes)
{
    const test::TemporaryFolder folder;
    return readRecording(test::writeFile(folder.path() / "cell.mpr", bytes), {});
}

/// The sentence with which the file is refused; empty when it is read.
std::string refusal(std::string_view bytes)
{
    try {
        const Recording recording = read(bytes);
        return {};
    } catch (const FormatError& error) {
        return error.what();
    }
}

TEST(MprBadInput, EmptyFileIsNamedEmpty)
{
    EXPECT_THAT(refusal(""), AllOf(HasSubstr("cell.mpr"), HasSubstr("empty")));
}

TEST(MprBadInput, ForeignContentIsShownWithWhatWasExpected)
{
    const std::string jpeg("\xFF\xD8\xFF\xE0\x00\x10JFIF", 10);
    EXPECT_THAT(refusal(jpeg),
                AllOf(HasSubstr("BIO-LOGIC MODULAR FILE"), HasSubstr("\\xFF\\xD8"), HasSubstr("byte 0")));
}

TEST(MprBadInput, LengthThatLeadsToNoModuleNamesTheOffset)
{
    std::string bytes = openCircuit(2, openCircuitRows(2));
    bytes[52 + 41] = 2;  // the settings have one byte of body: the next module is now expected one too far
    EXPECT_THAT(refusal(bytes), AllOf(HasSubstr("expected \"MODULE\" at byte 0x6F"), HasSubstr("found \"ODULEV\"")));
}

TEST(MprBadInput, HugeLengthIsNoReasonToReserveMemory)
{
    std::string bytes = test::fileHeader() + test::module("VMP Set", "VMP settings", 0, "\x0B");
    bytes.replace(52 + 41, 4, "\xF0\xFF\xFF\xFF");
    EXPECT_THAT(refusal(bytes), HasSubstr("without a data module"));
}

TEST(MprBadInput, RowsThatDoNotFillTheModuleAreRefusedWhenMoreModulesFollow)
{
    const std::string bytes = openCircuit(4, openCircuitRows(3)) + test::module("VMP LOG", "VMP LOG", 0, "log");
    EXPECT_THAT(refusal(bytes), HasSubstr("promises 4 rows of 13 bytes, but has room for 3"));
}

TEST(MprBadInput, UnknownDataVersionIsNamed)
{
    const std::string bytes = test::fileHeader() + test::module("VMP data", "VMP data", 7, "\x01");
    EXPECT_THAT(refusal(bytes), HasSubstr("version 7"));
}

TEST(MprBadInput, ColumnNamedTwiceIsRefused)
{
    EXPECT_THAT(refusal(test::mprFile(test::dataBody({4, 4}, 1, std::string(16, '\0')))), HasSubstr("column 4 twice"));
}

TEST(MprBadInput, FileCutAnywhereGivesItsWholeRowsOrOneSentence)
{
    const std::string whole = openCircuit(5, openCircuitRows(5));
    const std::size_t firstRow = whole.size() - std::size_t{5} * 13;
    for (std::size_t size = 1; size < whole.size(); ++size) {
        const std::string_view part = std::string_view(whole).substr(0, size);
        if (size < firstRow) {
            EXPECT_THAT(refusal(part), HasSubstr("cell.mpr")) << size << " bytes";
            continue;
        }
        const Recording recording = read(part);
        EXPECT_EQ(recording.series.size(), (size - firstRow) / 13) << size << " bytes";
        EXPECT_EQ(recording.finished, false) << size << " bytes";
    }
}

TEST(MprGrowingFile, IsReadToItsLastWholeRowAndMarkedUnfinished)
{
    // Five rows are promised, of the third there are 4 bytes.
    const std::string bytes = openCircuit(5, openCircuitRows(5));
    const Recording recording = read(std::string_view(bytes).substr(0, bytes.size() - 13 * 2 - 9));
    EXPECT_THAT(recording.series.uts, ElementsAre(0.0, 10.0));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F));
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, testing::Contains(HasSubstr("2 whole rows were read")));
}

TEST(MprGrowingFile, MayHoldMoreRowsThanItsCountSays)
{
    const Recording recording = read(openCircuit(2, openCircuitRows(3)));
    EXPECT_THAT(recording.series.uts, ElementsAre(0.0, 10.0, 20.0));
    EXPECT_EQ(recording.finished, false);
}

TEST(MprRowCount, ThatLagsBehindTheRowsOfAWholeModuleCostsAWarning)
{
    // Rows go on to the last byte of the module, whatever the count says; a log behind it means finished as always.
    const std::string log = test::module("VMP LOG", "VMP LOG", 0, test::logBody(45000.5));
    for (const std::uint32_t counted : {0U, 2U}) {
        const Recording recording = read(openCircuit(counted, openCircuitRows(5)) + log);
        EXPECT_EQ(recording.series.size(), 5U);
        EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 4.5F, 5.5F, 6.5F, 7.5F));
        EXPECT_EQ(recording.finished, true);
        EXPECT_THAT(recording.warnings,
                    testing::Contains(AllOf(HasSubstr("promises " + std::to_string(counted) + " rows of 13 bytes"),
                                            HasSubstr("has room for 5"),
                                            HasSubstr(std::to_string(5 - counted) + " rows behind those promised"))));
    }
}

TEST(MprRowCount, IsKeptWhereTheTimesBehindTheCountedRowsDoNotGoOn)
{
    const std::string log = test::module("VMP LOG", "VMP LOG", 0, test::logBody(45000.5));
    const Recording recording = read(openCircuit(3, openCircuitRows(3) + openCircuitRows(2)) + log);
    EXPECT_EQ(recording.series.size(), 3U);
    EXPECT_THAT(recording.warnings, testing::Contains(AllOf(HasSubstr("3 promised rows were read"),
                                                            HasSubstr("2 behind them were left out"))));
}

TEST(MprRowCount, IsRefusedWhereTheRestIsNoWholeRow)
{
    const std::string log = test::module("VMP LOG", "VMP LOG", 0, test::logBody(45000.5));
    EXPECT_THAT(refusal(openCircuit(2, openCircuitRows(3) + "left") + log),
                HasSubstr("promises 2 rows of 13 bytes, but has room for 3 and a part of one"));
}

TEST(MprFinished, OfAFileWithoutLogWhoseCountLagsIsToldByTheLastRowToo)
{
    std::string rows = openCircuitRows(3);
    EXPECT_EQ(read(openCircuit(2, rows)).finished, false);
    rows[2 * 13] = '\x43';
    EXPECT_EQ(read(openCircuit(2, rows)).finished, true);
}

TEST(MprFinished, IsToldByTheLastRowsFlagWhereTheLogIsMissing)
{
    std::string rows = openCircuitRows(2);
    EXPECT_EQ(read(openCircuit(2, rows)).finished, false);
    rows[13] = '\x43';
    EXPECT_EQ(read(openCircuit(2, rows)).finished, true);
    rows = openCircuitRows(2);
    rows[0] = '\x43';  // of a pass of a loop before
    EXPECT_EQ(read(openCircuit(2, rows)).finished, false);
}

std::string corpusFile(const std::filesystem::path& corpus, std::string_view name)
{
    return readFile(corpus / "eclab" / name);
}

TEST(MprBadInput, RealFileCutAnywhereGivesItsFirstRowsOrOneSentence)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const std::string whole = corpusFile(*corpus, "gcpl.issue_149.mpr");
    const Recording complete = read(whole);
    for (std::size_t size = 0; size < whole.size(); size += 101) {
        const std::string_view part = std::string_view(whole).substr(0, size);
        if (!refusal(part).empty()) {
            continue;
        }
        const Recording recording = read(part);
        ASSERT_LE(recording.series.size(), complete.series.size());
        EXPECT_TRUE(std::ranges::equal(recording.series.voltage_V,
                                       std::span(complete.series.voltage_V).first(recording.series.size())));
        EXPECT_EQ(recording.finished, false) << size << " bytes";
    }
}

TEST(MprBadInput, RandomDamageNeverDoesMoreThanRefuseTheFile)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    std::mt19937 random(20240321);
    std::size_t refused = 0;
    for (const char* name : {"gcpl.issue_149.mpr", "zir.mpr", "PEIS.mpr", "coc.issue_185.mpr"}) {
        const std::string whole = corpusFile(*corpus, name);
        for (int round = 0; round < 100; ++round) {
            std::string damaged = whole;
            for (int hit = 0; hit < 20; ++hit) {
                // Lengths, counts and column IDs lie near the beginning of modules: hit those more often.
                const std::size_t module = damaged.find("MODULE", random() % damaged.size());
                const std::size_t at =
                    (module == std::string::npos ? random() : module + random() % 120) % damaged.size();
                damaged[at] = static_cast<char>(random());
            }
            refused += refusal(damaged).empty() ? 0 : 1;
        }
    }
    EXPECT_GT(refused, 0U);
}

}  // namespace

}  // namespace aurora::formats
