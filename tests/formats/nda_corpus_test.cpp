// What the `.nda` files of the corpus say besides their rows; those are compared in neware_export_test.cpp.
#include "aurora/core/json.h"
#include "aurora/core/time.h"
#include "aurora/formats/neware/job_data.h"
#include "aurora/formats/registry.h"
#include "formats/btsda_export.h"
#include "formats/ndax_builder.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora {

namespace {

using formats::ReadOptions;
using testing::ElementsAre;
using testing::IsEmpty;

class NdaCorpus : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        m_folder = *folder / "neware";
    }

    [[nodiscard]] Recording read(const std::string& stem, CycleMode mode = CycleMode::Chg) const
    {
        ReadOptions options;
        options.cycleMode = mode;
        return formats::readRecording(m_folder / (stem + ".nda"), options);
    }

    [[nodiscard]] test::Export exported(const std::string& stem) const
    {
        return test::readExport(m_folder / (stem + ".btsda.csv"));
    }

    /// The cycle of each step, in the order of the steps.
    [[nodiscard]] std::vector<std::int32_t> cyclesOfSteps(const std::string& stem, CycleMode mode) const
    {
        const std::vector<std::int32_t> cycles = read(stem, mode).series.cycleNumber;
        const std::vector<std::string> steps = exported(stem).columns.at("Step Count");
        std::vector<std::int32_t> found;
        for (std::size_t row = 0; row < steps.size(); ++row) {
            if (row == 0 || steps[row] != steps[row - 1]) {
                found.push_back(cycles.at(row));
            }
        }
        return found;
    }

    std::filesystem::path m_folder;
};

std::string textOf(const Recording& recording, std::string_view key)
{
    return textAt(recording.jobData, key).value_or("");
}

TEST_F(NdaCorpus, FirstRowIsAtTheDateOfTheExport)
{
    // The exporting PCs were one and two hours ahead of UTC (corpus README).
    const auto dateIn = [&](const std::string& stem, const char* zone) {
        return parseTimestamp(exported(stem).columns.at("Date").at(0), zone).value();
    };
    EXPECT_NEAR(read("nda_v8").series.uts[0], dateIn("nda_v8", "Etc/GMT-1"), 2e-6);
    EXPECT_NEAR(read("nda_v22").series.uts[0], dateIn("nda_v22", "Etc/GMT-1"), 2e-6);
    EXPECT_NEAR(read("TestFile").series.uts[0], dateIn("TestFile", "Etc/GMT-2"), 2e-6);
    EXPECT_NEAR(read("new_nda_file").series.uts[0], dateIn("new_nda_file", "Europe/Zurich"), 2e-6);
}

TEST_F(NdaCorpus, TellsTheVersionsOfFileAndSoftware)
{
    EXPECT_EQ(read("nda_v8").formatVersion, "nda 8, BTS_XWJ_6.82_20081229");
    EXPECT_EQ(read("nda_v22").formatVersion, "nda 22");
    EXPECT_THAT(read("new_nda_file").formatVersion, testing::StartsWith("nda 29, BTSServer"));
    EXPECT_EQ(read("TestFile").formatVersion, "nda 130, records 19, 9.1.5.7.20240403.R5");
}

TEST_F(NdaCorpus, TellsWhichTestItIs)
{
    namespace job = formats::neware::job;
    EXPECT_EQ(textOf(read("nda_v8"), job::startTime), "2015-09-16 12:08:41");
    EXPECT_EQ(textOf(read("nda_v22"), job::startTime), "2015-10-14 11:28:31");
    EXPECT_EQ(textOf(read("new_nda_file"), job::startTime), "2020-03-25 11:16:21");
    const Recording newest = read("TestFile");
    EXPECT_EQ(textOf(newest, job::startTime), "2024-05-27 10:02:48");
    EXPECT_EQ(textOf(newest, job::serialNumber), "P_DCH-CH");
    EXPECT_THAT(newest.sampleHints, ElementsAre("cell16"));
    EXPECT_EQ(newest.testId, "43");
    EXPECT_EQ(newest.finished, std::nullopt);
}

TEST_F(NdaCorpus, NothingIsOddAboutTheFiles)
{
    for (const char* stem : {"nda_v8", "nda_v22", "new_nda_file", "TestFile"}) {
        EXPECT_THAT(read(stem).warnings, IsEmpty()) << stem;
    }
}

TEST_F(NdaCorpus, CyclesAreCountedAsTheUserChooses)
{
    // The steps are rest, discharge, rest, charge, hold, rest, discharge, rest, charge, hold, rest.
    EXPECT_THAT(cyclesOfSteps("TestFile", CycleMode::Chg), ElementsAre(1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3));
    EXPECT_THAT(cyclesOfSteps("TestFile", CycleMode::DChg), ElementsAre(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2));
    EXPECT_THAT(cyclesOfSteps("TestFile", CycleMode::Auto), ElementsAre(1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2));
    // Discharge, rest, charge, rest, discharge, rest: as stored it is one cycle.
    EXPECT_THAT(cyclesOfSteps("new_nda_file", CycleMode::Chg), ElementsAre(1, 1, 2, 2, 2, 2));
    EXPECT_THAT(cyclesOfSteps("new_nda_file", CycleMode::DChg), ElementsAre(1, 1, 1, 1, 2, 2));
    EXPECT_THAT(cyclesOfSteps("new_nda_file", CycleMode::Raw), ElementsAre(1, 1, 1, 1, 1, 1));
}

TEST_F(NdaCorpus, RawCyclesAreThoseThatTheFileStores)
{
    for (const char* stem : {"nda_v8", "nda_v22", "new_nda_file", "TestFile"}) {
        const test::Export table = exported(stem);
        const std::vector<std::int32_t> cycles = read(stem, CycleMode::Raw).series.cycleNumber;
        ASSERT_EQ(cycles.size(), table.rows);
        for (std::size_t row = 0; row < table.rows; ++row) {
            ASSERT_EQ(std::to_string(cycles[row]), table.columns.at("Cycle Index")[row]) << stem << ", row " << row + 1;
        }
    }
}

TEST_F(NdaCorpus, FileThatIsCutOffGivesTheRowsBeforeTheCut)
{
    test::TemporaryFolder folder;
    test::ByteVector bytes = test::readAll(m_folder / "TestFile.nda");
    bytes.resize(1024 + 1000 * 56 + 20);
    test::writeAll(folder.path() / "half.nda", bytes);
    const Recording half = formats::readRecording(folder.path() / "half.nda", {});
    const Recording whole = read("TestFile");
    ASSERT_EQ(half.series.size(), 1000U);
    EXPECT_EQ(half.finished, false);
    EXPECT_EQ(half.series.voltage_V.back(), whole.series.voltage_V[999]);
    EXPECT_EQ(half.series.uts.back(), whole.series.uts[999]);
}

}  // namespace

}  // namespace aurora
