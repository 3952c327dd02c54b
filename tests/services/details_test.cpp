#include "aurora/services/details.h"

#include "aurora/core/error.h"
#include "aurora/services/batches.h"
#include "support/qt_application.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* payload = R"({
    "version": "0.1",
    "sample": {"name": "a_1", "capacity": 0.003},
    "method": [
        {"technique": "constant_current", "current": "C/10", "time": 36000, "limit_voltage_max": 4.2},
        {"technique": "loop", "goto": 0, "n_gotos": 2}
    ],
    "tomato": {"unlock_when_done": false}
})";

class DetailsTest : public testing::Test
{
protected:
    DetailsTest()
    {
        test::qtApplication();
        const auto database = project.openDatabase();
        database->write([&] {
            for (const char* const id : {"a_1", "a_2"}) {
                database->execute(R"sql(INSERT INTO samples ("Sample ID", "Anode mass (mg)") VALUES (?, 22.5))sql",
                                  {std::string(id)});
            }
            database->execute(R"(INSERT INTO jobs ("Job ID", "Sample ID", "Pipeline", "Status", "Submitted", "Payload")
                                 VALUES ('tt1-7', 'a_1', 'tt1-1-2', 'c', '2024-06-20 08:00:00', ?),
                                        ('tt1-8', 'a_1', 'tt1-1-2', 'r', '2024-06-21 08:00:00', 'not known')
                              )",
                              {std::string(payload)});
            database->execute(
                R"(INSERT INTO pipelines ("Pipeline", "Sample ID", "Job ID") VALUES ('tt1-1-2', 'a_1', 'tt1-8'))");
            database->execute(R"(INSERT INTO results ("Sample ID", "Number of cycles") VALUES ('a_1', 84))");
        });
        createBatch(project, "good", {"a_1", "a_2"});
    }

    [[nodiscard]] std::vector<std::string> links(TableKind kind, const std::string& key) const
    {
        std::vector<std::string> all;
        for (const LinkedRow& link : readDetails(project, kind, key).links) {
            all.push_back(link.key + (link.note.empty() ? "" : " " + link.note));
        }
        return all;
    }

    test::TemporaryFolder folder;
    Project project = initProject(folder.path() / "project");
};

TEST_F(DetailsTest, ASampleLeadsToPipelineJobsResultsAndBatches)
{
    EXPECT_THAT(links(TableKind::Samples, "a_1"),
                ElementsAre("tt1-1-2", "tt1-8 r", "tt1-7 c", "a_1 84 cycles", "good"));
    EXPECT_THAT(links(TableKind::Samples, "a_2"), ElementsAre("good"));
}

TEST_F(DetailsTest, EveryRowLeadsBackToItsSample)
{
    EXPECT_THAT(links(TableKind::Pipelines, "tt1-1-2"),
                ElementsAre("a_1", "tt1-8 r", "tt1-7 c", "a_1 84 cycles", "good"));
    EXPECT_THAT(links(TableKind::Jobs, "tt1-7"), ElementsAre("a_1", "tt1-1-2", "tt1-8 r", "a_1 84 cycles", "good"));
    EXPECT_THAT(links(TableKind::Results, "a_1"), ElementsAre("a_1", "tt1-1-2", "tt1-8 r", "tt1-7 c", "good"));
    EXPECT_THAT(links(TableKind::Batches, "good"), ElementsAre("a_1", "a_2"));
}

TEST_F(DetailsTest, AJobThatItsServerHasNotToldOfForLongIsStale)
{
    const auto database = project.openDatabase();
    database->write([&] { database->execute(R"(UPDATE jobs SET "Last checked" = '2024-06-22 08:00:00')"); });
    for (const LinkedRow& link : readDetails(project, TableKind::Samples, "a_1").links) {
        EXPECT_EQ(link.stale, link.key == "tt1-8") << link.key;  // the other one has ended
    }
}

TEST_F(DetailsTest, APayloadIsToldAsStepsWithTheCurrentsOfItsOwnCapacity)
{
    const RowDetails details = readDetails(project, TableKind::Jobs, "tt1-7");
    ASSERT_EQ(details.steps.size(), 2U);
    EXPECT_THAT(details.steps[0].words, HasSubstr("C/10"));
    EXPECT_EQ(details.steps[0].current, "0.3 mA");  // 3 mAh / 10 h
    EXPECT_EQ(details.steps[1].current, "");
    EXPECT_EQ(details.record["Payload"]["version"], "0.1");
}

TEST_F(DetailsTest, APayloadThatIsNoneSaysWhyAndIsKeptAsItIs)
{
    const RowDetails details = readDetails(project, TableKind::Jobs, "tt1-8");
    EXPECT_TRUE(details.steps.empty());
    EXPECT_FALSE(details.whyNoSteps.empty());
    EXPECT_EQ(details.record["Payload"], "not known");
}

TEST_F(DetailsTest, TheRecordHasEveryColumnAndNumbersAreNumbers)
{
    const Json record = readDetails(project, TableKind::Samples, "a_1").record;
    EXPECT_EQ(record["Anode mass (mg)"], 22.5);
    EXPECT_TRUE(record["Barcode"].is_null());
}

TEST_F(DetailsTest, ARowThatIsGoneHasNoDetails)
{
    EXPECT_TRUE(readDetails(project, TableKind::Samples, "nobody").row.rows.empty());
    EXPECT_TRUE(readDetails(project, TableKind::Batches, "none").row.rows.empty());
}

}  // namespace
}  // namespace aurora::services
