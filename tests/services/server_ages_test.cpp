#include "aurora/services/server_ages.h"

#include "aurora/database/jobs_table.h"
#include "aurora/database/pipelines_table.h"
#include "lab_settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(LastAnswers, TheNewestLookAtAnyPipelineOrJobOfAServerCounts)
{
    const LabProject lab;
    const auto database = lab.project().openDatabase();
    EXPECT_THAT(lastAnswers_uts(lab.project()), IsEmpty());
    database->write(
        [&] {
            const auto pipeline = [&](const char* name, const char* label, const char* checked) {
                database::PipelinesTable(*database).upsert(
                    {{"Pipeline", name}, {"Server label", label}, {"Last checked", checked}});
            };
            pipeline("a-1", "a", "2024-06-20 08:02:11");
            pipeline("a-2", "a", "2024-06-20 07:00:00");
            pipeline("b-1", "b", "2024-01-02 03:04:05");
            database::JobsTable(*database).upsert(
                {{"Job ID", "b-7"}, {"Server label", "b"}, {"Last checked", "2024-01-20 12:00:00"}});
            database::JobsTable(*database).upsert({{"Job ID", "c-1"}, {"Server label", "c"}});
        },
        Progress::none());
    // `date -u -d '2024-06-20 06:02:11' +%s` and '2024-01-20 11:00:00': the project's zone is Europe/Zurich.
    EXPECT_THAT(lastAnswers_uts(lab.project()),
                ElementsAre(Pair("a", DoubleEq(1718863331)), Pair("b", DoubleEq(1705748400))));
}

TEST(StaleAge, TwoRoundsOfTheDaemonAndNeverLessThanTenMinutes)
{
    const LabProject lab;
    EXPECT_DOUBLE_EQ(staleAge_s(lab.project()), 600);  // the daemon looks every 5 min
    const auto slow = labWith(lab, {{"Daemon", {{"Update interval (min)", 30}}}});
    EXPECT_DOUBLE_EQ(staleAge_s(slow->project()), 3600);
}

}  // namespace
}  // namespace aurora::services
