#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_columns.h"
#include "aurora/formats/eclab/mpr_parameters.h"
#include "aurora/formats/eclab/mpr_readable.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "formats/mpt_export.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace aurora::formats::eclab {

namespace {

/// "technique 127, version 9"
std::string titleOf(const ParameterLayout& layout)
{
    return "technique " + std::to_string(layout.techniqueId) + ", version " + std::to_string(layout.version);
}

TEST(MprParameterLayouts, FillTheirRecordsWithTheNumberOfParametersTheFilesState)
{
    for (const ParameterLayout& layout : parameterLayouts()) {
        const std::string where = titleOf(layout);
        ASSERT_FALSE(layout.parameters.empty()) << where;
        const Parameter& last = layout.parameters.back();
        EXPECT_EQ(last.offset + widthOf(last.stored), layout.recordSize) << where;
        EXPECT_EQ(layout.parameters.size(), layout.count) << where;
    }
}

TEST(MprParameterLayouts, HaveEveryNameOnce)
{
    for (const ParameterLayout& layout : parameterLayouts()) {
        std::set<std::string_view> names;
        for (const Parameter& parameter : layout.parameters) {
            EXPECT_TRUE(names.insert(parameter.name).second) << titleOf(layout) << " " << parameter.name;
        }
    }
}

/// Record size and number of parameters as files of that technique and version state them.
struct StatedSize
{
    std::uint8_t technique;
    std::uint8_t version;
    std::size_t recordSize;
    std::uint16_t count;
};

TEST(MprParameterLayouts, AreThereForEveryGenerationThatFilesShow)
{
    constexpr auto stated = std::to_array<StatedSize>({
        {0x04, 8, 98, 32},   {0x04, 9, 102, 33},  {0x04, 10, 108, 33}, {0x06, 6, 48, 21},  {0x06, 7, 63, 21},
        {0x0B, 1, 24, 6},    {0x0B, 2, 25, 7},    {0x16, 8, 113, 38},  {0x18, 7, 64, 25},  {0x18, 8, 67, 25},
        {0x19, 6, 46, 16},   {0x19, 7, 49, 16},   {0x1C, 2, 29, 11},   {0x1D, 9, 115, 52}, {0x1D, 10, 118, 52},
        {0x1E, 10, 121, 55}, {0x1E, 11, 124, 55}, {0x32, 4, 35, 14},   {0x33, 3, 84, 30},  {0x33, 4, 99, 30},
        {0x6C, 5, 59, 23},   {0x6C, 6, 65, 23},   {0x75, 2, 83, 29},   {0x76, 1, 65, 20},  {0x77, 9, 102, 33},
        {0x7F, 4, 121, 61},  {0x7F, 5, 132, 66},  {0x7F, 6, 133, 67},  {0x7F, 7, 139, 70}, {0x7F, 8, 166, 70},
        {0x7F, 9, 172, 73},  {0x88, 4, 92, 35},
    });
    for (const StatedSize& size : stated) {
        const ParameterLayout* const layout = findParameterLayout(size.technique, size.version);
        ASSERT_NE(layout, nullptr) << int{size.technique} << " version " << int{size.version};
        EXPECT_EQ(layout->recordSize, size.recordSize) << titleOf(*layout);
        EXPECT_EQ(layout->count, size.count) << titleOf(*layout);
    }
    EXPECT_EQ(findParameterLayout(0x7F, 9)->find("lim1_value")->offset, 96U);
    EXPECT_EQ(findParameterLayout(0x04, 99), nullptr);
}

TEST(MprColumns, AreInOrderOfTheirIdsSoThatTheSearchFindsThem)
{
    for (const DataColumn& column : dataColumns()) {
        EXPECT_EQ(columnById(column.id), &column);
    }
    EXPECT_EQ(columnById(612), nullptr);
}

/// A column as the exports print it, one from each part of the table.
struct KnownColumn
{
    std::uint16_t id;
    std::string_view name;
    std::string_view unit;
    std::size_t width;
};

TEST(MprColumns, HaveNamesUnitsAndWidthsOfTheExports)
{
    constexpr auto known = std::to_array<KnownColumn>({
        {1, "mode", "", 0},
        {4, "time", "s", 8},
        {5, "control", "V/mA", 4},
        {13, "(Q-Qo)", "mA.h", 8},
        {19, "control/V", "V", 4},
        {20, "control/mA", "mA", 4},
        {24, "cycle number", "", 8},
        {39, "I Range", "", 2},
        {76, "<I>", "mA", 4},
        {125, "Capacitance charge", "µF", 8},
        {131, "Ns", "", 2},
        {174, "<Ewe>", "V", 4},
        {430, "Phase(Zwe-ce)", "deg", 4},
        {434, "(Q-Qo)", "C", 4},
        {438, "step time", "s", 8},
        {467, "Q charge/discharge", "mA.h", 8},
        {468, "half cycle", "", 4},
        {469, "z cycle", "", 4},
        {477, "NSD I", "%", 4},
        {497, "|I h7|", "A", 4},
        {880, "Energy we", "W.h", 8},
    });
    for (const KnownColumn& column : known) {
        const DataColumn* const ours = columnById(column.id);
        ASSERT_NE(ours, nullptr) << column.id;
        EXPECT_EQ(ours->name, column.name);
        EXPECT_EQ(ours->unit, column.unit) << column.name;
        EXPECT_EQ(widthOf(ours->stored), column.width) << column.name;
    }
}

TEST(MprColumns, OfBcdNameTheVoltageOfTheCell)
{
    const std::string row(13, '\0');
    for (const auto& [technique, name] : {std::pair{'\x88', "Ecell"}, std::pair{'\x0B', "Ewe"}}) {
        const test::TemporaryFolder folder;
        const std::string bytes = test::fileHeader() +
                                  test::module("VMP Set", "VMP settings", 0, std::string(1, technique)) +
                                  test::module("VMP data", "VMP data", 3, test::dataBody({1, 4, 6}, 1, row));
        const Recording recording = readRecording(test::writeFile(folder.path() / "cell.mpr", bytes), {});
        EXPECT_EQ(header(recording.vendorColumnNames.at(2)), std::string(name) + " (V)");
        EXPECT_EQ(recording.series.voltage_V, std::vector<float>{0});
    }
}

TEST(MprColumns, OfTheFlagByteAddUpToAllItsBitsButTheOneThatEndsARun)
{
    unsigned bits = 0;
    for (const std::uint16_t id : {1, 2, 3, 21, 31, 65}) {
        const unsigned mask = columnById(id)->flagMask;
        EXPECT_EQ(bits & mask, 0U) << id;
        bits |= mask;
    }
    EXPECT_EQ(bits, 0xFFU & ~unsigned{lastRowFlag});
}

TEST(MprCodes, NameEveryTechniqueOfWhichTheIdIsKnown)
{
    std::set<std::string_view> names;
    for (unsigned id = 0; id < 256; ++id) {
        if (const auto name = techniqueName(static_cast<std::uint8_t>(id))) {
            names.insert(*name);
            EXPECT_TRUE(techniqueTitle(static_cast<std::uint8_t>(id)).has_value()) << *name;
        }
    }
    // LOOP is missing: its ID is in no file and in no public source.
    EXPECT_THAT(names, testing::UnorderedElementsAre("OCV", "CA", "CP", "CV", "CVA", "LSV", "GCPL", "PEIS", "GEIS",
                                                     "MB", "MP", "CoV", "CoC", "BCD", "WAIT", "ZIR"));
}

TEST(MprCodes, TellRangesAndTechniques)
{
    EXPECT_EQ(currentRangeText(11), "10 mA");
    EXPECT_EQ(currentRangeText(15), "Auto");
    EXPECT_EQ(currentRangeText(41), "100 µA");
    EXPECT_EQ(currentRangeText(65), "10 A");
    EXPECT_EQ(currentRangeText(0), std::nullopt);
    EXPECT_EQ(currentRangeText(194), std::nullopt);
    EXPECT_EQ(techniqueName(0x7F), "MB");
    EXPECT_EQ(techniqueName(0x42), std::nullopt);
}

/// Cells of the header lines that name parameters: 20 characters each, the first is the name.
using PrintedParameters = std::multimap<std::string, std::vector<std::string>>;

PrintedParameters printedParameters(const test::MptExport& mpt)
{
    constexpr std::size_t cell = 20;
    PrintedParameters printed;
    for (const std::string& line : mpt.headerLines) {
        // Cells are counted in bytes of Windows-1252: one for each character.
        std::vector<std::string> cells;
        std::string text;
        std::size_t characters = 0;
        for (const char c : line) {
            const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
            if (!continues && characters == cell) {
                cells.emplace_back(trimmed(text));
                text.clear();
                characters = 0;
            }
            characters += continues ? 0 : 1;
            text += c;
        }
        cells.emplace_back(trimmed(text));
        printed.emplace(cells.front(), std::vector<std::string>(cells.begin() + 1, cells.end()));
    }
    return printed;
}

/// h:mm:s.ffff, else a plain number.
std::optional<test::PrintedNumber> printedValue(const std::string& cell)
{
    const std::vector<std::string> parts = split(cell, ':');
    if (parts.size() != 3) {
        return test::printedNumber(cell);
    }
    const auto seconds = test::printedNumber(parts[2]);
    const auto minutes = test::printedNumber(parts[1]);
    const auto hours = test::printedNumber(parts[0]);
    if (!seconds || !minutes || !hours) {
        return std::nullopt;
    }
    return test::PrintedNumber{hours->value * 3600 + minutes->value * 60 + seconds->value, seconds->lastDigit};
}

class MprParameterValues : public testing::TestWithParam<const char*>
{
};

TEST_P(MprParameterValues, EqualTheHeaderOfTheExport)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const std::string stem = GetParam();
    const PrintedParameters printed = printedParameters(test::readMpt(*corpus / "eclab" / (stem + ".mpt")));
    const Recording recording = readRecording(*corpus / "eclab" / (stem + ".mpr"), {});
    const Json& sequences = recording.jobData["Parameters"];
    std::size_t compared = 0;
    for (std::size_t i = 0; i < sequences.size(); ++i) {
        for (const auto& [name, value] : sequences[i].items()) {
            const auto line = printed.find(name);
            const bool single = printed.count(name) == 1 && line->second.size() > i;
            const auto expected = single ? printedValue(line->second[i]) : std::nullopt;
            if (!expected || !value.is_number()) {
                continue;  // codes are printed as texts, unused values not at all
            }
            EXPECT_NEAR(value.get<double>(), expected->value, 0.5001 * expected->lastDigit)
                << name << " of sequence " << i;
            ++compared;
        }
    }
    EXPECT_GE(compared, 4U);
}

TEST_P(MprParameterValues, AreInWordsAsTheExportPrintsThem)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not here";
    }
    const std::string stem = GetParam();
    const PrintedParameters printed = printedParameters(test::readMpt(*corpus / "eclab" / (stem + ".mpt")));
    const Recording recording = readRecording(*corpus / "eclab" / (stem + ".mpr"), {});
    const Json& sequences = recording.jobData["Parameters"];
    std::size_t compared = 0;
    for (std::size_t i = 0; i < sequences.size(); ++i) {
        for (const auto& [name, value] : sequences[i].items()) {
            const auto line = printed.find(name);
            const bool single = printed.count(name) == 1 && line->second.size() > i;
            const std::string expected = single ? line->second[i] : "";
            if (expected.empty() || printedValue(expected)) {
                continue;  // numbers are the business of the test above
            }
            EXPECT_EQ(parameterText(name, sequences[i], recording.technique).value_or(value.dump()), expected)
                << name << " of sequence " << i;
            ++compared;
        }
    }
    EXPECT_GE(compared, stem.find("ocv") == std::string::npos ? 2U : 0U);
}

INSTANTIATE_TEST_SUITE_P(Corpus, MprParameterValues,
                         testing::Values("ca", "coc.issue_185", "cov.issue_185", "cp", "cp.issue_61", "cv",
                                         "gcpl.issue_149", "geis", "lsv", "mb", "mb.issue_149", "ocv", "peis",
                                         "vsp_ocv_wo", "zir"),
                         [](const auto& testInfo) {
                             std::string name = testInfo.param;
                             std::ranges::replace(name, '.', '_');
                             return name;
                         });

}  // namespace

}  // namespace aurora::formats::eclab
