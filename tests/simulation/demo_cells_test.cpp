#include "aurora/core/text.h"
#include "aurora/simulation/demo_cells.h"

#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace aurora::simulation {

TEST(DemoCells, AreARunOfTwelveWithTwoElectrolytesAndBothKindsOfFiles)
{
    const auto cells = demoCells();
    ASSERT_EQ(cells.size(), 12U);
    EXPECT_EQ(cells.front().sampleId, "250301_demo_01");
    EXPECT_EQ(cells.back().sampleId, "250301_demo_12");
    std::set<std::string> electrolytes;
    std::set<RawFormat> formats;
    for (const DemoCell& cell : cells) {
        electrolytes.insert(cell.row.at("Electrolyte name").get<std::string>());
        formats.insert(cell.format);
    }
    EXPECT_EQ(electrolytes.size(), 2U);
    EXPECT_EQ(formats.size(), 2U);
}

TEST(DemoCells, HaveTheCapacityOfTheirCathode)
{
    for (const DemoCell& cell : demoCells()) {
        const double active_mg = (cell.row.at("Cathode mass (mg)").get<double>() -
                                  cell.row.at("Cathode current collector mass (mg)").get<double>()) *
                                 cell.row.at("Cathode active material mass fraction").get<double>();
        EXPECT_NEAR(cell.identity.activeMass_mg, active_mg, 1e-9);
        EXPECT_NEAR(cell.program.nominalCapacity_mAh, 0.175 * active_mg, 1e-9);
        EXPECT_NEAR(cell.model.capacity_mAh, 0.175 * active_mg, 0.02 * 0.175 * active_mg);
    }
}

TEST(DemoRobotCsv, HasALineForEachCellWithTheTimesOfItsAssembly)
{
    const std::string csv = demoRobotCsv(demoCells());
    const auto lines = split(csv, '\n');
    ASSERT_EQ(lines.size(), 14U);  // header, 12 cells, nothing behind the last line end
    const auto header = split(lines[0], ';');
    EXPECT_EQ(header[0], "Sample ID");
    EXPECT_THAT(header, testing::Contains("Cathode Weight (mg)"));
    for (std::size_t line = 1; line <= 12; ++line) {
        EXPECT_EQ(split(lines[line], ';').size(), header.size());
    }
    EXPECT_EQ(split(lines[1], ';')[0], "250301_demo_01");
    const auto firstTime = std::find(header.begin(), header.end(), "Timestamp Step 1") - header.begin();
    EXPECT_EQ(split(lines[1], ';')[static_cast<std::size_t>(firstTime)], "2025-03-01 08:17:10");
    EXPECT_EQ(split(lines[1], ';')[static_cast<std::size_t>(firstTime) + 2],
              "");  // no electrolyte before the separator
}

TEST(WriteDemoRawFiles, PutsEclabFilesUnderTheNumberOfTheirCell)
{
    const test::TemporaryFolder folder;
    const auto files = writeDemoRawFiles(folder.path());
    std::set<std::string> names;
    for (const auto& file : files) {
        ASSERT_TRUE(std::filesystem::is_regular_file(file)) << file;
        names.insert(file.lexically_relative(folder.path()).generic_string());
    }
    EXPECT_EQ(names.size(), files.size());
    EXPECT_TRUE(names.contains("250301_demo/1/250301_demo_01_01_GCPL_C01.mpr"));
    EXPECT_TRUE(names.contains("250301_demo/9/250301_demo_09_01_GCPL_C09.mpl"));  // the running one needs it
    EXPECT_TRUE(names.contains("250301_demo/2/250301_demo_02_02_PEIS_C02.mpr"));
    EXPECT_TRUE(names.contains("neware/120-2-4-52.ndax"));
}

}  // namespace aurora::simulation
