#include "aurora/formats/eclab/mpr_codes.h"
#include "aurora/formats/eclab/mpr_columns.h"
#include "aurora/formats/eclab/mpr_parameters.h"
#include "aurora/formats/registry.h"

#include "formats/mpt_export.h"
#include "support/corpus.h"

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

TEST(MprParameterLayouts, AreFoundByTechniqueAndVersion)
{
    // Sizes as files state them: GCPL of EC-Lab 11.50, MB of 11.61.
    EXPECT_EQ(findParameterLayout(0x04, 10)->recordSize, 108U);
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
