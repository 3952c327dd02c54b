#include "aurora/config/sample_columns.h"

#include "aurora/core/error.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::config {
namespace {

using testing::Contains;
using testing::HasSubstr;

std::string columnOf(const char* header)
{
    const SampleColumn* const column = findSampleColumn(standardSampleColumns(), header);
    return column == nullptr ? "" : column->name;
}

std::string refusal(const char* list)
{
    try {
        static_cast<void>(sampleColumnsFromJson(Json::parse(list)));
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST(StandardSampleColumns, HaveTheKeyFirstAndElevenTimestampsLast)
{
    const auto& columns = standardSampleColumns();
    ASSERT_EQ(columns.size(), 62U);  // 13 of the cell, 12 an electrode, 14 more, 11 timestamps
    EXPECT_EQ(columns.front().name, "Sample ID");
    EXPECT_EQ(columns.back().name, "Timestamp step 11");
    EXPECT_EQ(columns.back().type, CellType::DateTime);
}

TEST(StandardSampleColumns, AreFoundByNameInAnyCase)
{
    EXPECT_EQ(columnOf("ANODE mass (MG)"), "Anode mass (mg)");
    EXPECT_EQ(columnOf(" N:P Ratio Overlap Factor "), "N:P ratio overlap factor");
}

TEST(StandardSampleColumns, AreFoundByTheNamesOlderRobotsWrote)
{
    EXPECT_EQ(columnOf("sampleid"), "Sample ID");
    EXPECT_EQ(columnOf("Battery_Number"), "Cell number");
    EXPECT_EQ(columnOf("electrolyte amount"), "Electrolyte amount (uL)");
    EXPECT_EQ(columnOf("Cathode Weight (mg)"), "Cathode mass (mg)");
    EXPECT_EQ(columnOf("Anode Active Material Weight Fraction"), "Anode active material mass fraction");
    EXPECT_EQ(columnOf("Cathode AM Content"), "Cathode active material mass fraction");
    EXPECT_EQ(columnOf("Anode Nominal Specific Capacity (mAh/g)"), "Anode balancing specific capacity (mAh/g)");
    EXPECT_EQ(columnOf("Capacity (mAh)"), "C-rate definition capacity (mAh)");
    EXPECT_EQ(columnOf("Subbatch"), "Subbatch number");
    EXPECT_EQ(columnOf("Last Completed Step"), "");
}

TEST(SampleColumnsFromJson, KeepStandardAlternativesBesideThoseOfTheFile)
{
    const auto columns = sampleColumnsFromJson(
        Json::parse(R"([{"Name": "Sample ID", "Alternative names": ["Zelle"], "Type": "VARCHAR(255) PRIMARY KEY"}])"));
    ASSERT_EQ(columns.size(), 1U);
    EXPECT_EQ(columns[0].sqlType, "VARCHAR(255) PRIMARY KEY");
    EXPECT_EQ(columns[0].type, CellType::Text);
    EXPECT_THAT(columns[0].alternativeNames, Contains("Zelle"));
    EXPECT_THAT(columns[0].alternativeNames, Contains("sampleid"));
}

TEST(SampleColumnsFromJson, PreferANameToAnAlternativeName)
{
    const auto columns = sampleColumnsFromJson(Json::parse(
        R"([{"Name": "Sample ID"}, {"Name": "A", "Alternative names": ["B"]}, {"Name": "B", "Type": "INT"}])"));
    EXPECT_EQ(findSampleColumn(columns, "b")->name, "B");
}

TEST(SampleColumnsFromJson, NameTheEntryThatIsWrong)
{
    EXPECT_THAT(refusal(R"([{"Name": "Sample ID"}, {"Type": "INT"}])"), HasSubstr("entry 2"));
    EXPECT_THAT(refusal(R"([{"Name": "Sample ID"}, {"Name": "sample id"}])"), HasSubstr("\"sample id\" twice"));
    EXPECT_THAT(refusal(R"([{"Name": "Label"}])"), HasSubstr("no column \"Sample ID\""));
    EXPECT_THAT(refusal(R"({"Name": "Sample ID"})"), HasSubstr("must be a list"));
}

TEST(SampleColumnsFromJson, RefuseATypeThatCouldEndAStatement)
{
    EXPECT_THAT(refusal(R"([{"Name": "Sample ID", "Type": "TEXT; DROP TABLE samples"}])"), HasSubstr("no SQL type"));
}

TEST(CellTypeOf, KnowsTheTypesOfOtherPrograms)
{
    EXPECT_EQ(cellTypeOf("BIGINT"), CellType::Integer);
    EXPECT_EQ(cellTypeOf("boolean"), CellType::Integer);
    EXPECT_EQ(cellTypeOf("DOUBLE PRECISION"), CellType::Real);
    EXPECT_EQ(cellTypeOf("timestamp"), CellType::DateTime);
    EXPECT_EQ(cellTypeOf("VARCHAR(50)"), CellType::Text);
}

}  // namespace
}  // namespace aurora::config
