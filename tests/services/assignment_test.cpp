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

}  // namespace
}  // namespace aurora::services
