#include "aurora/services/assignment.h"

#include <gtest/gtest.h>

namespace aurora::services {
namespace {

/// Two runs, one of them reachable through `Run ID lookup` too.
SampleFinder finder()
{
    return {{"250116_kigr_gen6_01", "250116_kigr_gen6_12", "240620_kigr_gen2_01", "commercial_cell_009"},
            {"", "", "240620_kigr_gen2", "commercial_cell"},
            {{"gen6 hand made", "250116_kigr_gen6"}}};
}

std::string found(const std::string& path, const std::vector<std::string>& hints = {})
{
    const auto assignment = finder().find(path, hints);
    return assignment ? assignment->sampleId + " by " + assignment->by : "nothing";
}

TEST(SampleFinder, TheFoldersOfARunAndASampleNameTheSample)
{
    EXPECT_EQ(found("/data/commercial_cell/commercial_cell_009/job 1/file_C01.mpr"), "commercial_cell_009 by path");
    EXPECT_EQ(found("/data/commercial_cell/commercial_cell_009/file_C01.mpr"), "commercial_cell_009 by path");
}

TEST(SampleFinder, ANumberBelowTheFolderOfARunIsTheCellsNumberWithTwoDigits)
{
    EXPECT_EQ(found("/data/250116_kigr_gen6/1/a.mpr"), "250116_kigr_gen6_01 by path");
    EXPECT_EQ(found("/data/250116_kigr_gen6/cell12_left/a.mpr"), "250116_kigr_gen6_12 by path");
    EXPECT_EQ(found("/data/250116_kigr_gen6/12/second try/a.mpr"), "250116_kigr_gen6_12 by path");
    EXPECT_EQ(found("/data/250116_kigr_gen6/3/a.mpr"), "nothing");
}

TEST(SampleFinder, AFolderOfTheLookupStandsForItsRun)
{
    EXPECT_EQ(found("/data/gen6 hand made/1/a.mpr"), "250116_kigr_gen6_01 by path");
}

TEST(SampleFinder, AnUnknownRunFolderNamesNothingEvenAboveAKnownNumber)
{
    EXPECT_EQ(found("/data/300101_other/1/a.mpr"), "nothing");
    EXPECT_EQ(found("a.mpr"), "nothing");
}

TEST(SampleFinder, TheBarcodeCountsMoreThanTheFolder)
{
    EXPECT_EQ(found("/data/250116_kigr_gen6/1/a.ndax", {"240620_kigr_gen2_01"}), "240620_kigr_gen2_01 by barcode");
}

TEST(SampleFinder, ABarcodeWithFullDateOtherSeparatorsAndUnpaddedNumberIsInferred)
{
    EXPECT_EQ(found("a.ndax", {"20240620-kigr-gen2-1"}), "240620_kigr_gen2_01 by inferred");
    EXPECT_EQ(found("a.ndax", {"gen6_12"}), "250116_kigr_gen6_12 by inferred");
}

TEST(SampleFinder, ABarcodeThatFitsSeveralSamplesIsNotGuessedAndTheReportSaysSo)
{
    EXPECT_EQ(found("a.ndax", {"kigr_01"}), "nothing");
    EXPECT_EQ(finder().whyNot("a.ndax", {"kigr_01"}),
              "\"kigr_01\" fits 2 samples, 240620_kigr_gen2_01 and 250116_kigr_gen6_01 among them");
}

TEST(SampleFinder, AWholeSampleIdInTheFileNameNamesTheSample)
{
    EXPECT_EQ(found("240620_kigr_gen2_01_C01.mpr"), "240620_kigr_gen2_01 by name");
    EXPECT_EQ(found("/tray 3/GCPL (commercial_cell_009) part 2.ndax"), "commercial_cell_009 by name");
    EXPECT_EQ(found("240620_kigr_gen2_010_C01.mpr"), "nothing") << "another cell, which is not known";
    EXPECT_EQ(found("x240620_kigr_gen2_01.mpr"), "nothing");
    EXPECT_EQ(found("240620_kigr_gen2_01 and 250116_kigr_gen6_12.mpr"), "nothing") << "which of the two?";
    EXPECT_EQ(finder().whyNot("240620_kigr_gen2_01 and 250116_kigr_gen6_12.mpr", {}),
              "its name holds 2 samples, 240620_kigr_gen2_01 and 250116_kigr_gen6_12 among them");
}

TEST(SampleFinder, TheLongestIdInANameCountsAndShortOnesOfOnePartNever)
{
    const SampleFinder nested({"gen2_01", "240620_kigr_gen2_01", "gen2_01_b", "C01", "1"}, {}, {});
    EXPECT_EQ(nested.find("240620_kigr_gen2_01_C01.mpr", {})->sampleId, "240620_kigr_gen2_01");
    EXPECT_EQ(nested.find("gen2_01_b_C01.mpr", {})->sampleId, "gen2_01_b");
    EXPECT_EQ(nested.find("gen2_01_a_C01.mpr", {})->sampleId, "gen2_01");
    EXPECT_FALSE(nested.find("gen2_02_C01.mpr", {})) << "C01 is the channel";
    EXPECT_FALSE(nested.find("cell 1.mpr", {}));
}

TEST(SampleFinder, TheFileNameCountsLessThanTheFoldersAndTheBarcode)
{
    EXPECT_EQ(found("/data/250116_kigr_gen6/1/240620_kigr_gen2_01.mpr"), "250116_kigr_gen6_01 by path");
    EXPECT_EQ(found("240620_kigr_gen2_01.ndax", {"250116_kigr_gen6_12"}), "250116_kigr_gen6_12 by barcode");
    EXPECT_EQ(found("240620_kigr_gen2_01.ndax", {"somebody's cell"}), "240620_kigr_gen2_01 by name");
    const auto said =
        finder().contradiction({"240620_kigr_gen2_01", "name", {}}, "240620_kigr_gen2_01.ndax", {"somebody's cell"});
    ASSERT_TRUE(said);
    EXPECT_EQ(said->sampleId, "somebody's cell");
}

TEST(SampleFinder, TheNameOfAZipNamesTheSampleOfWhatIsInIt)
{
    const auto assignment = finder().find("/raw/x/test.ndax", {}, "240620_kigr_gen2_01 all");
    ASSERT_TRUE(assignment);
    EXPECT_EQ(assignment->sampleId + " by " + assignment->by, "240620_kigr_gen2_01 by zip");
    EXPECT_EQ(finder().find("250116_kigr_gen6_12.ndax", {}, "240620_kigr_gen2_01")->sampleId, "250116_kigr_gen6_12");
}

}  // namespace
}  // namespace aurora::services
