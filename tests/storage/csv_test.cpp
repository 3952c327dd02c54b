#include "aurora/storage/csv.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <limits>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;

TEST(Csv, CellsAreShortestNumbersAndQuotedText)
{
    const test::TemporaryFolder folder;
    const std::vector<Column> columns{
        {"time", "s", std::vector<double>{0.1, std::numeric_limits<double>::quiet_NaN(), 1737032754.213}},
        {"Ewe", "V", std::vector<float>{0.1F, 3.7F, -0.0F}},
        {"flags", {}, std::vector<std::uint8_t>{0, 7, 255}},
        {"Step, \"Type\"", {}, std::vector<std::string>{"Rest", "CC, Chg", "say \"µ\"\n"}},
    };
    // The 32-bit numbers nearest to 0.1 and 3.7, to the digits that name them among 64-bit numbers.
    writeCsv(folder.path() / "a.csv", columns);
    EXPECT_EQ(readFile(folder.path() / "a.csv"), "time (s),Ewe (V),flags,\"Step, \"\"Type\"\"\"\n"
                                                 "0.1,0.10000000149011612,0,Rest\n"
                                                 ",3.700000047683716,7,\"CC, Chg\"\n"
                                                 "1737032754.213,-0,255,\"say \"\"µ\"\"\n\"\n");
}

TEST(Csv, ManyBlocksStayInOrder)
{
    const test::TemporaryFolder folder;
    std::vector<std::int32_t> numbers(100'000);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = static_cast<std::int32_t>(i);
    }
    const std::vector<Column> columns{{"n", {}, numbers}};
    writeCsv(folder.path() / "n.csv", columns);
    const std::vector<std::string> lines = split(readFile(folder.path() / "n.csv"), '\n');
    ASSERT_EQ(lines.size(), numbers.size() + 2);  // the header, and nothing after the last line's end
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        ASSERT_EQ(lines[i + 1], std::to_string(i));
    }
}

TEST(Csv, ATableWithoutRowsIsItsHeader)
{
    const test::TemporaryFolder folder;
    const std::vector<Column> columns{{"uts", {}, std::vector<double>{}}, {"V", "V", std::vector<float>{}}};
    writeCsv(folder.path() / "empty.csv", columns);
    EXPECT_EQ(readFile(folder.path() / "empty.csv"), "uts,V (V)\n");
}

TEST(Csv, ColumnsOfDifferentLengthsAreNotWritten)
{
    const test::TemporaryFolder folder;
    const std::vector<Column> columns{{"a", {}, std::vector<double>{1}}, {"b", {}, std::vector<double>{}}};
    EXPECT_THROW(writeCsv(folder.path() / "bad.csv", columns), Error);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Csv, TablesKeptByRowsQuoteWhatNeedsIt)
{
    const Table table{{{"Sample ID"}, {"Mass (mg)", CellType::Real}, {"Comment, long"}},
                      {{std::string("a_01"), 1.25, std::string(" two\r\nlines")}, {std::string("a_02"), {}, {}}}};
    EXPECT_EQ(csvText(table), "Sample ID,Mass (mg),\"Comment, long\"\n"
                              "a_01,1.25,\" two\r\nlines\"\n"
                              "a_02,,\n");
}

}  // namespace
}  // namespace aurora::storage
