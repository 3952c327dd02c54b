#include "aurora/services/import_samples.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "support/corpus.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using database::Row;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ImportSamplesTest : public testing::Test
{
protected:
    ImportSamplesTest() { test::qtApplication(); }

    fs::path write(const std::string& name, const std::string& content) const
    {
        replaceFileText(folder.path() / name, content);
        return folder.path() / name;
    }

    SampleImportPlan importFile(const fs::path& file) const
    {
        SampleImportPlan plan = planSampleImport(project, file);
        applySampleImport(project, plan);
        return plan;
    }

    SampleImportPlan importCsv(const std::string& content) const { return importFile(write("cells.csv", content)); }

    [[nodiscard]] std::string refusalOf(const fs::path& file) const
    {
        try {
            static_cast<void>(planSampleImport(project, file));
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), testing::EndsWith("Nothing of this file was stored."));
            return error.what();
        }
        return "accepted";
    }

    [[nodiscard]] std::string refusal(const std::string& csv) const { return refusalOf(write("cells.csv", csv)); }

    [[nodiscard]] Row stored(const std::string& id) const
    {
        const auto database = project.openDatabase();
        return database::SamplesTable(*database).find(id).value_or(Row{});
    }

    [[nodiscard]] std::vector<std::string> storedIds() const
    {
        const auto database = project.openDatabase();
        return database::SamplesTable(*database).ids();
    }

    test::TemporaryFolder folder;
    Project project = initProject(folder.path() / "project");
};

double real(const Row& row, const std::string& column)
{
    const auto found = row.find(column);
    return found == row.end() ? NAN : std::get<double>(found->second);
}

/// Assembly history is compared as JSON, numbers to the tolerance of the expected file, everything else exactly.
void expectEqual(const Row& row, const Json& expected, double tolerance)
{
    const Json found = database::toJson(row, {});
    ASSERT_EQ(found.size(), expected.size()) << expected["Sample ID"];
    for (const auto& [column, value] : expected.items()) {
        ASSERT_TRUE(found.contains(column)) << column;
        if (column == "Assembly history") {
            EXPECT_EQ(Json::parse(found[column].get<std::string>()),
                      value.is_string() ? Json::parse(value.get<std::string>()) : value);
        } else if (value.is_number_float()) {
            EXPECT_NEAR(found[column].get<double>(), value.get<double>(), tolerance * std::abs(value.get<double>()))
                << column;
        } else {
            EXPECT_EQ(found[column], value) << column;
        }
    }
}

class RobotFileTest : public ImportSamplesTest, public testing::WithParamInterface<const char*>
{
};

TEST_P(RobotFileTest, StoresExactlyTheExpectedRows)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "no corpus";
    }
    const Json expected =
        parseJson(readFile(*corpus / "expected" / "samples.240620_kigr_gen2.json"), "expected samples");
    const SampleImportPlan plan = importFile(*corpus / expected["files"][GetParam()].get<std::string>());
    EXPECT_EQ(plan.ignoredColumns, expected["ignored columns"][GetParam()].get<std::vector<std::string>>());
    EXPECT_EQ(plan.added.size(), 36U);
    ASSERT_EQ(storedIds().size(), expected[GetParam()].size());
    for (const Json& row : expected[GetParam()]) {
        expectEqual(stored(row["Sample ID"]), row, expected["relative tolerance"].get<double>());
    }
}

TEST_P(RobotFileTest, ImportedAgainChangesNothing)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "no corpus";
    }
    const fs::path file = *corpus / "samples" / (std::string("240620_kigr_gen2.") + GetParam());
    importFile(file);
    const SampleImportPlan again = planSampleImport(project, file);
    EXPECT_EQ(again.unchanged.size(), 36U);
    EXPECT_THAT(again.changes, IsEmpty());
    EXPECT_THAT(again.added, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Corpus, RobotFileTest, testing::Values("csv", "json"),
                         [](const auto& parameter) { return std::string(parameter.param); });

TEST_F(ImportSamplesTest, SeparatorsAreRecognisedAndCommasAreDecimalWhereTheySeparateNothing)
{
    importCsv("Sample ID;Anode mass (mg)\na_1;22,5\n");
    importCsv("Sample ID\tAnode mass (mg)\na_2\t22,5\n");
    importCsv("Sample ID,Anode mass (mg)\na_3,22.5\n");
    for (const char* const id : {"a_1", "a_2", "a_3"}) {
        EXPECT_EQ(real(stored(id), "Anode mass (mg)"), 22.5) << id;
    }
    EXPECT_THAT(refusal("Sample ID,Anode mass (mg)\na_4,\"22,5\"\n"), HasSubstr("\"22,5\" is not a number"));
}

TEST_F(ImportSamplesTest, QuotedCellsHoldSeparatorsQuotesAndLineEnds)
{
    importCsv("\xEF\xBB\xBF\"Sample ID\";Comment;Label\r\na_1;\"one; \"\"two\"\"\r\nthree\";x\r\n\r\na_2;;y\r\n");
    EXPECT_EQ(stored("a_1").at("Comment"), CellValue("one; \"two\"\r\nthree"));
    EXPECT_EQ(stored("a_1").at("Label"), CellValue("x"));
    EXPECT_FALSE(stored("a_2").contains("Comment"));
    EXPECT_THAT(refusal("Sample ID;Comment\na_3;\"no end\n"), HasSubstr("line 2: a quoted cell"));
}

TEST_F(ImportSamplesTest, TextThatIsNotUtf8IsWindows1252)
{
    importCsv("Sample ID;Comment\na_1;100 \xB5L\n");
    EXPECT_EQ(stored("a_1").at("Comment"), CellValue("100 \xC2\xB5L"));
}

TEST_F(ImportSamplesTest, WholeNumbersMayBeWrittenWithAPointZeroOnly)
{
    importCsv("Sample ID;Cell number\na_1;1.0\n");
    EXPECT_EQ(stored("a_1").at("Cell number"), CellValue(std::int64_t{1}));
    EXPECT_THAT(refusal("Sample ID;Cell number\na_2;1.5\n"),
                HasSubstr("cells.csv, line 2, column \"Cell number\": \"1.5\" is not a whole number."));
}

TEST_F(ImportSamplesTest, TimesAreStoredInOneForm)
{
    importCsv("Sample ID;Timestamp Step 1;Timestamp Step 2;Timestamp step 3\n"
              "a_1;20.06.2024 08:17;2024-06-20 08:46:57;2024-06-20T06:46:57Z\n");
    EXPECT_EQ(stored("a_1").at("Timestamp step 1"), CellValue("2024-06-20 08:17:00"));
    EXPECT_EQ(stored("a_1").at("Timestamp step 2"), CellValue("2024-06-20 08:46:57"));
    EXPECT_EQ(stored("a_1").at("Timestamp step 3"), CellValue("2024-06-20 08:46:57"));  // Zurich, summer time
    EXPECT_THAT(refusal("Sample ID;Timestamp Step 1\na_2;31.02.2024 08:17\n"), HasSubstr("is not a time"));
}

TEST_F(ImportSamplesTest, ABadNumberIsNamedAndNothingOfTheFileIsStored)
{
    EXPECT_THAT(refusal("Sample ID;Anode mass (mg)\na_1;22.5\na_2;22,5x\n"),
                HasSubstr("cells.csv, line 3, column \"Anode mass (mg)\": \"22,5x\" is not a number."));
    EXPECT_THAT(refusal("Sample ID;Anode mass (mg)\na_1;nan\n"), HasSubstr("\"nan\" is not a number"));
    EXPECT_THAT(storedIds(), IsEmpty());
}

TEST_F(ImportSamplesTest, ASampleTwiceInAFileIsRefused)
{
    EXPECT_THAT(refusal("Sample ID;Label\na_1;x\na_1;y\n"), HasSubstr("line 3, column \"Sample ID\": \"a_1\" is in the "
                                                                      "file twice, first in line 2."));
    EXPECT_THAT(refusal("Sample ID\nÄ_1\nä_1\n"), HasSubstr("only in upper and lower case"));
    importCsv("Sample ID\nb_1\n");
    EXPECT_THAT(refusal("Sample ID\nB_1\n"), HasSubstr("differs from the sample \"b_1\" of the project"));
}

TEST_F(ImportSamplesTest, ANameThatCannotBeAFolderIsRefused)
{
    for (const char* const id : {"a/b", "..", "\"\"\"; rm -rf ~ #\"", "CON", "-a", " a", "a.", "a<b"}) {
        EXPECT_THAT(refusal("Sample ID;Label\n" + std::string(id) + ";x\n"), HasSubstr("cannot be a Sample ID")) << id;
    }
    EXPECT_THAT(refusal("Sample ID;Label\n;x\n"), HasSubstr("it is empty"));
}

TEST_F(ImportSamplesTest, AFileWithoutTheKeyColumnIsRefused)
{
    EXPECT_THAT(refusal("Label;Comment\nx;y\n"), HasSubstr("no column \"Sample ID\""));
    EXPECT_THAT(refusal("\xFF\xD8\xFF\xE0 picture"), HasSubstr("no column \"Sample ID\""));
    EXPECT_THAT(refusal("\n"), HasSubstr("the file is empty"));
}

TEST_F(ImportSamplesTest, RowsThatDoNotFitTheHeaderAreRefused)
{
    EXPECT_THAT(refusal("Sample ID;Label;Comment\na_1;x;y\na_2;x\n"),
                HasSubstr("line 3: the row has 2 cells, but the header has 3"));
    EXPECT_THAT(refusal("Sample ID;Label\na_1;x;lost\n"), HasSubstr("\"lost\" stands in column 3"));
    EXPECT_EQ(importCsv("Sample ID;Label;\na_1;x;\n").added.size(), 1U);
}

TEST_F(ImportSamplesTest, TwoHeadersOfOneColumnMustAgreeOrOneBeEmpty)
{
    importCsv("Sample ID;Anode mass (mg);Anode Weight (mg)\na_1;22.5;22.50\na_2;;23\na_3;24;\n");
    EXPECT_EQ(real(stored("a_1"), "Anode mass (mg)"), 22.5);
    EXPECT_EQ(real(stored("a_2"), "Anode mass (mg)"), 23.0);
    EXPECT_EQ(real(stored("a_3"), "Anode mass (mg)"), 24.0);
    const std::string message = refusal("Sample ID;Anode mass (mg);Anode Weight (mg)\na_4;22.5;23\n");
    EXPECT_THAT(message, HasSubstr("line 2, column \"Anode Weight (mg)\""));
    EXPECT_THAT(message, HasSubstr("both mean \"Anode mass (mg)\""));
}

TEST_F(ImportSamplesTest, JsonKeepsNestedValuesAsTextAndChecksTypes)
{
    const fs::path file = write("cells.json", R"json([{"Sample ID": "a_1", "Casing Type": 2032, "Cell number": 3.0,
        "Anode mass (mg)": 5, "Label": null, "Assembly history": [{"Step": "Press"}], "Unknown": 1}])json");
    const SampleImportPlan plan = importFile(file);
    EXPECT_THAT(plan.ignoredColumns, ElementsAre("Unknown"));
    EXPECT_EQ(stored("a_1"), (Row{{"Sample ID", "a_1"},
                                  {"Run ID", "a"},
                                  {"Casing type", "2032"},
                                  {"Cell number", std::int64_t{3}},
                                  {"Anode mass (mg)", 5.0},
                                  {"Assembly history", R"([{"Step":"Press"}])"}}));
    EXPECT_THAT(refusalOf(write("bad.json", R"([{"Sample ID": "a_2"}, {"Sample ID": "a_3", "Cell number": 1.5}])")),
                HasSubstr("bad.json, entry 2, column \"Cell number\": \"1.5\" is not a whole number."));
    EXPECT_THAT(refusalOf(write("bad.json", R"({"Sample ID": "a_2"})")), HasSubstr("list of objects"));
    EXPECT_THAT(refusalOf(write("bad.json", R"([{"Label": "a_2"}])")), HasSubstr("entry 1, column \"Sample ID\""));
    EXPECT_THAT(refusalOf(write("bad.json", "[{")), HasSubstr("not valid JSON"));
}

TEST_F(ImportSamplesTest, AnExistingSampleIsUpdatedByNonEmptyCellsAndRecomputed)
{
    importCsv("Sample ID;Label;Comment;Anode mass (mg);Anode current collector mass (mg);"
              "Anode active material mass fraction\na_1;old;stays;;10;0.5\n");
    EXPECT_FALSE(stored("a_1").contains("Anode active material mass (mg)"));
    const SampleImportPlan plan = importCsv("Sample ID;Label;Comment;Anode mass (mg)\na_1;new;;22\n");
    EXPECT_EQ(stored("a_1").at("Label"), CellValue("new"));
    EXPECT_EQ(stored("a_1").at("Comment"), CellValue("stays"));
    EXPECT_EQ(real(stored("a_1"), "Anode active material mass (mg)"), 6.0);  // (22 - 10) * 0.5
    ASSERT_EQ(plan.changes.size(), 3U);
    EXPECT_EQ(plan.changes[2].column, "Label");
    EXPECT_EQ(plan.changes[2].before, CellValue("old"));
    EXPECT_EQ(plan.changes[2].after, CellValue("new"));
    EXPECT_TRUE(isEmpty(plan.changes[0].before));
}

TEST_F(ImportSamplesTest, APlanAloneStoresNothing)
{
    const fs::path file = write("cells.csv", "Sample ID;Label;Extra\na_1;x;y\n");
    const SampleImportPlan plan = planSampleImport(project, file);
    EXPECT_EQ(plan.added.size(), 1U);
    EXPECT_THAT(storedIds(), IsEmpty());
    EXPECT_EQ(applySampleImport(project, plan).message,
              "1 sample added, 0 samples changed, 0 samples unchanged. Ignored columns: \"Extra\".");
    EXPECT_THAT(storedIds(), ElementsAre("a_1"));
}

TEST_F(ImportSamplesTest, AllRowsOfAFileAreStoredOrNone)
{
    SampleImportPlan plan = planSampleImport(project, write("cells.csv", "Sample ID\na_1\na_2\n"));
    plan.added[1]["No such column"] = "x";
    EXPECT_THROW(applySampleImport(project, plan), Error);
    EXPECT_THAT(storedIds(), IsEmpty());
}

TEST_F(ImportSamplesTest, WhatAnotherProgramChangedSinceThePlanIsNotOverwritten)
{
    const SampleImportPlan first = planSampleImport(project, write("cells.csv", "Sample ID;Label\na_1;x\n"));
    const SampleImportPlan second = planSampleImport(project, write("cells.csv", "Sample ID;Label\na_1;y\n"));
    applySampleImport(project, first);
    EXPECT_THROW(applySampleImport(project, second), Error);
    const SampleImportPlan toZ = planSampleImport(project, write("cells.csv", "Sample ID;Label\na_1;z\n"));
    applySampleImport(project, planSampleImport(project, write("other.csv", "Sample ID;Label\na_1;w\n")));
    EXPECT_THROW(applySampleImport(project, toZ), Error);
    EXPECT_EQ(planSampleImport(project, write("other.csv", "Sample ID;Label\na_1;w\n")).unchanged.size(), 1U);
}

TEST(RecomputeSampleColumns, FollowsTheFormulas)
{
    Row row{{"Sample ID", "run_x_07"},
            {"Anode mass (mg)", 30.0},
            {"Anode current collector mass (mg)", 20.0},
            {"Anode active material mass fraction", 0.5},
            {"Anode balancing specific capacity (mAh/g)", 400.0},
            {"Cathode active material mass (mg)", 16.0},
            {"Cathode balancing specific capacity (mAh/g)", 125.0},
            {"Anode diameter (mm)", 16.0},
            {"Cathode diameter (mm)", 12.0}};
    recomputeSampleColumns(row);
    EXPECT_EQ(real(row, "Anode active material mass (mg)"), 5.0);
    EXPECT_EQ(real(row, "Anode balancing capacity (mAh)"), 2.0);
    EXPECT_EQ(real(row, "Cathode balancing capacity (mAh)"), 2.0);
    EXPECT_EQ(real(row, "N:P ratio overlap factor"), 0.5625);
    EXPECT_EQ(real(row, "Actual N:P ratio"), 0.5625);
    EXPECT_EQ(row.at("Run ID"), CellValue("run_x"));
}

TEST(RecomputeSampleColumns, LeaveOverlapAndRatioEmptyWhereADiameterIsUnknown)
{
    Row row{{"Sample ID", "a_1"},
            {"Anode balancing capacity (mAh)", 2.0},
            {"Cathode balancing capacity (mAh)", 2.0},
            {"Anode diameter (mm)", 16.0},
            {"N:P ratio overlap factor", 0.0},
            {"Actual N:P ratio", 0.0}};
    recomputeSampleColumns(row);
    EXPECT_FALSE(row.contains("N:P ratio overlap factor"));
    EXPECT_FALSE(row.contains("Actual N:P ratio"));
}

TEST(RecomputeSampleColumns, KeepWhatWasTypedInWhereInputsAreMissing)
{
    Row row{{"Sample ID", "a_1"},
            {"Run ID", "by hand"},
            {"Actual N:P ratio", 1.1},
            {"Anode active material mass (mg)", 5.0}};
    const Row before = row;
    recomputeSampleColumns(row);
    EXPECT_EQ(row, before);
}

TEST_F(ImportSamplesTest, QuantitiesThatCannotBeAreRefusedWithRowColumnAndValue)
{
    const struct
    {
        const char* header;
        const char* value;
        const char* why;
    } impossible[] = {
        {"Anode Weight (mg)", "-22.5", "\"-22.5\" is below zero."},
        {"Anode mass (mg)", "nan", "\"nan\" is not a number."},
        {"Anode mass (mg)", "inf", "\"inf\" is not a number."},
        {"Anode mass (mg)", "1e9", "\"1e9\" is too large: nothing in a cell weighs more than 1 kg."},
        {"Cathode current collector mass (mg)", "-1", "\"-1\" is below zero."},
        {"Cathode diameter (mm)", "-14", "\"-14\" is below zero."},
        {"Cathode diameter (mm)", "14000", "\"14000\" is too large: nothing in a cell is wider than 1 m."},
        {"Anode active material mass fraction", "94", "\"94\" is too large: it is a part of 1, such as 0.94."},
        {"Electrolyte amount (uL)", "-50", "\"-50\" is below zero."},
    };

    for (const auto& cell : impossible) {
        const std::string header = cell.header;
        const std::string where = "column \"" + header + "\": " + cell.why;
        EXPECT_THAT(refusal("Sample ID;" + header + "\na_01;\na_02;" + cell.value + "\n"),
                    HasSubstr("cells.csv, line 3, " + where));
        EXPECT_THAT(refusalOf(write("cells.json", R"([{"Sample ID": "a_01"}, {"Sample ID": "a_02", ")" + header +
                                                      R"(": ")" + cell.value + R"("}])")),
                    HasSubstr("cells.json, entry 2, " + where));
    }
    EXPECT_THAT(refusalOf(write("cells.json", R"json([{"Sample ID": "a_01", "Anode mass (mg)": -22.5}])json")),
                HasSubstr("cells.json, entry 1, column \"Anode mass (mg)\": \"-22.5\" is below zero."));
    EXPECT_THAT(storedIds(), IsEmpty());
}

TEST_F(ImportSamplesTest, QuantitiesThatAreOddButPossibleAreAccepted)
{
    importCsv("Sample ID;Anode mass (mg);Cathode mass (mg);Anode active material mass fraction;Cathode diameter (mm)\n"
              "a_01;0;100000;1;150\n");
    EXPECT_EQ(real(stored("a_01"), "Cathode mass (mg)"), 100000);
    EXPECT_EQ(real(stored("a_01"), "Anode mass (mg)"), 0);
}

}  // namespace
}  // namespace aurora::services
