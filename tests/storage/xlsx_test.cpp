#include "aurora/storage/xlsx.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/german_numbers.h"
#include "support/temporary_folder.h"
#include "zip_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <limits>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

Sheet sheetOf(std::vector<std::string> columns, std::vector<std::vector<CellValue>> rows)
{
    Sheet sheet{.name = "Data", .table = {}};
    for (std::string& column : columns) {
        sheet.table.columns.push_back({.name = std::move(column)});
    }
    sheet.table.rows = std::move(rows);
    return sheet;
}

class Xlsx : public testing::Test
{
protected:
    /// The XML of the first sheet as it was written.
    [[nodiscard]] std::string written(const Sheet& sheet) const
    {
        writeXlsx(file, std::span(&sheet, 1));
        return test::zipEntry(file, "xl/worksheets/sheet1.xml");
    }

    test::TemporaryFolder folder;
    fs::path file = folder.path() / "a.xlsx";
};

TEST_F(Xlsx, NumbersHaveAPointWhereTheUserWritesACommaAndTheLocaleIsLeftAlone)
{
    const test::GermanNumbers german;
    if (!german.areThere()) {
        GTEST_SKIP() << test::GermanNumbers::missing;
    }
    const std::string xml = written(sheetOf({"a"}, {{3.75}, {-1e-9}, {130.94384079837013}}));
    EXPECT_THAT(xml, HasSubstr("<v>3.75</v>"));
    EXPECT_THAT(xml, HasSubstr("<v>-1E-09</v>"));
    EXPECT_THAT(xml, HasSubstr("<v>130.9438407983701</v>")) << "16 digits of 130.94384079837013";
    EXPECT_THAT(xml, HasSubstr("width=\"24.7")) << "widths are numbers, too";
    EXPECT_THAT(xml, Not(HasSubstr(",75<")));
    char buffer[8];
    std::snprintf(buffer, sizeof buffer, "%.2f", 3.75);
    EXPECT_STREQ(buffer, "3,75");
}

TEST_F(Xlsx, CellsAreNumbersTextOrNothing)
{
    const double notANumber = std::numeric_limits<double>::quiet_NaN();
    const double infinite = std::numeric_limits<double>::infinity();
    const std::string xml = written(sheetOf({"Sample ID", "n", "x", "text"}, {
                                                                                 {"a_01", std::int64_t{7}, 0.5, "=1+1"},
                                                                                 {"µ<&>", {}, notANumber, ""},
                                                                                 {"2", {}, infinite, " blank"},
                                                                             }));
    EXPECT_THAT(xml, HasSubstr(R"(<c r="B2"><v>7</v></c><c r="C2"><v>0.5</v></c>)"));
    EXPECT_THAT(xml, HasSubstr(R"(<c r="D2" t="inlineStr"><is><t>=1+1</t></is></c>)")) << "text, no formula";
    EXPECT_THAT(xml, HasSubstr("<t>µ&lt;&amp;&gt;</t>"));
    EXPECT_THAT(xml, HasSubstr(R"(<c r="A4" t="inlineStr"><is><t>2</t></is></c>)")) << "text stays text";
    EXPECT_THAT(xml, HasSubstr(R"(<t xml:space="preserve"> blank</t>)"));
    for (const char* const empty : {R"("B3")", R"("C3")", R"("D3")", R"("B4")", R"("C4")"}) {
        EXPECT_THAT(xml, Not(HasSubstr(empty)));
    }
}

TEST_F(Xlsx, TextThatIsTooLongForACellIsCutBetweenCharacters)
{
    std::string text;
    for (int i = 0; i < 32'768; ++i) {
        text += "µ";
    }
    const std::string xml = written(sheetOf({"a"}, {{text}}));
    EXPECT_THAT(xml, HasSubstr("<t>" + text.substr(0, 32'767 * 2) + "</t>"));
}

TEST_F(Xlsx, EverySheetHasItsName)
{
    const std::array sheets{Sheet{.name = "Data by cycle", .table = {}}, Sheet{.name = "Results & more", .table = {}}};
    writeXlsx(file, sheets);
    const std::string xml = test::zipEntry(file, "xl/workbook.xml");
    EXPECT_THAT(xml, HasSubstr(R"(<sheet name="Data by cycle")"));
    EXPECT_THAT(xml, HasSubstr(R"(<sheet name="Results &amp; more")"));
}

TEST_F(Xlsx, WhatDoesNotFitIsRefusedAndLeavesTheOldFile)
{
    replaceFileText(file, "old");
    Sheet tall = sheetOf({"a"}, {});
    tall.table.rows.resize(1'048'576);
    EXPECT_THROW(writeXlsx(file, std::span(&tall, 1)), Error);
    const Sheet badName{.name = "a/b", .table = {}};
    EXPECT_THROW(writeXlsx(file, std::span(&badName, 1)), Error);
    EXPECT_EQ(readFile(file), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

/// Asks to stop at once.
class Impatient final : public Progress
{
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
};

TEST_F(Xlsx, CancellingLeavesTheOldFile)
{
    replaceFileText(file, "old");
    const Sheet sheet = sheetOf({"a"}, {{1.5}});
    Impatient progress;
    EXPECT_THROW(writeXlsx(file, std::span(&sheet, 1), progress), Cancelled);
    EXPECT_EQ(readFile(file), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST_F(Xlsx, AFolderThatIsNotThereIsNamed)
{
    const fs::path nowhere = folder.path() / "no" / "a.xlsx";
    try {
        writeXlsx(nowhere, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr(pathText(nowhere)));
    }
}

TEST_F(Xlsx, ATableThatIsLongerThanASheetGoesOnInTheNext)
{
    std::vector<std::vector<Column>> blocks;
    blocks.push_back({{"uts", "", std::vector<double>{1, 2, 3}}, {"V", "V", std::vector<float>{0.5F, 0.25F, 4}}});
    blocks.push_back({{"uts", "", std::vector<double>{4, 5}}, {"V", "V", std::vector<float>{1, 2}}});
    std::size_t block = 0;
    const RowBlocks next = [&] { return block < blocks.size() ? std::optional(blocks[block++]) : std::nullopt; };
    EXPECT_EQ(writeXlsx(file, "Time series", next, Progress::none(), 2), 5U);
    const std::string workbook = test::zipEntry(file, "xl/workbook.xml");
    EXPECT_THAT(workbook, HasSubstr("name=\"Time series\""));
    EXPECT_THAT(workbook, HasSubstr("name=\"Time series 2\""));
    EXPECT_THAT(workbook, HasSubstr("name=\"Time series 3\""));
    const std::string second = test::zipEntry(file, "xl/worksheets/sheet2.xml");
    EXPECT_THAT(second, HasSubstr("<t>V (V)</t>")) << "each sheet has the header";
    EXPECT_THAT(second, HasSubstr(R"(<c r="A2"><v>3</v></c><c r="B2"><v>4</v></c>)"));
    EXPECT_THAT(second, HasSubstr(R"(<c r="A3"><v>4</v></c><c r="B3"><v>1</v></c>)"));
    EXPECT_THAT(test::zipEntry(file, "xl/worksheets/sheet3.xml"), HasSubstr(R"(<c r="A2"><v>5</v></c>)"));
}

}  // namespace
}  // namespace aurora::storage
