#include "aurora/services/batch_averages.h"
#include "aurora/storage/sample_files.h"
#include "lab_project.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::HasSubstr;

class CycleCurvesTest : public testing::Test
{
protected:
    CycleCurvesTest()
    {
        lab.addSamples(Json::array({{{"Sample ID", "r_1"}, {"Barcode", "b1"}},
                                    {{"Sample ID", "r_2"}, {"Barcode", "b2"}},
                                    {{"Sample ID", "r_10"}, {"Label", "ten"}}}));
        storeCycles("r_1", 2);
        storeCycles("r_2", 3);
    }

    /// Analysed numbers of a sample: so many cycles.
    void storeCycles(const std::string& sample, int count) const
    {
        CycleTable cycles(static_cast<std::size_t>(count));
        SampleSummary summary;
        summary.sampleId = sample;
        const std::filesystem::path file = lab.file(sample, "cycles." + sample + ".json");
        makeFolder(file.parent_path());
        replaceFileText(file, dumpJson(storage::cyclesJson(cycles, summary, {{"job_data", Json::array()}})));
    }

    [[nodiscard]] std::vector<CycleReading> load(const CycleVersions& known = {}) const
    {
        return loadCycleCurves(lab.project(), {"r_2", "r_1", "r_10"}, known, Progress::none());
    }

    [[nodiscard]] static CycleVersions versionsOf(const std::vector<CycleReading>& readings)
    {
        CycleVersions versions;
        for (const CycleReading& reading : readings) {
            versions[reading.sample] = reading.version;
        }
        return versions;
    }

    LabProject lab;
};

TEST_F(CycleCurvesTest, HoldCyclesAndTheColumnsOfTheSamplesTable)
{
    const auto readings = load();
    ASSERT_EQ(readings.size(), 3U);
    EXPECT_EQ(readings[0].sample, "r_2");
    EXPECT_EQ(readings[0].curves->cycles.size(), 3U);
    EXPECT_EQ(readings[0].curves->summary["Barcode"], "b2");
    EXPECT_EQ(readings[1].curves->cycles.size(), 2U);
    EXPECT_THAT(readings[2].curves->note, HasSubstr("no data of r_10 yet"));
    EXPECT_EQ(readings[2].curves->summary["Label"], "ten");
}

TEST_F(CycleCurvesTest, WhatIsAsTheKnownVersionIsNotReadAgain)
{
    const CycleVersions known = versionsOf(load());
    for (const CycleReading& reading : load(known)) {
        EXPECT_FALSE(reading.curves) << reading.sample;
        EXPECT_EQ(reading.version, known.at(reading.sample));
    }
}

TEST_F(CycleCurvesTest, NewCyclesAndAnotherRowAreReadAgain)
{
    const CycleVersions known = versionsOf(load());
    storeCycles("r_1", 4);
    lab.project().openDatabase()->execute(R"(UPDATE samples SET "Label" = 'zehn' WHERE "Sample ID" = 'r_10')");
    const auto readings = load(known);
    EXPECT_FALSE(readings[0].curves);
    ASSERT_TRUE(readings[1].curves);
    EXPECT_EQ(readings[1].curves->cycles.size(), 4U);
    ASSERT_TRUE(readings[2].curves);
    EXPECT_EQ(readings[2].curves->summary["Label"], "zehn");
}

TEST_F(CycleCurvesTest, WhatWasReadBeforeCancellingIsReturned)
{
    test::CancelAtLook progress(2);
    const auto readings = loadCycleCurves(lab.project(), {"r_2", "r_1", "r_10"}, {}, progress);
    ASSERT_EQ(readings.size(), 1U);
    EXPECT_EQ(readings[0].curves->cycles.size(), 3U);
}

}  // namespace
}  // namespace aurora::services
