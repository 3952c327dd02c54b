#include "aurora/services/update_cyclers.h"

#include "services/tomato_lab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <future>

namespace aurora::services {
namespace {

using testing::ElementsAre;

/// The server tt1 is read while other programs write what they have read.
class UndisturbedReadingTest : public testing::Test
{
protected:
    void SetUp() override
    {
        if (!test::Sshd::isInstalled()) {
            GTEST_SKIP() << test::Sshd::missing;
        }
        m_tomato = std::make_unique<TomatoLab>();
        tell("x_01", "x_02");
        EXPECT_TRUE(updateFromCyclers(m_tomato->lab(), {"tt1"}, Progress::none()).ok());
        ASSERT_THAT(samples(), ElementsAre("x_01", "x_02"));
        m_readings = m_tomato->calls("status queue");
        // The queue is asked for after the pipelines were told; here it keeps everybody waiting.
        m_tomato->onVerb("queue", R"(until [ -e "$here/go" ]; do sleep 0.01; done; rm "$here/go")");
    }

    /// What the server says from now on that its pipelines a-1 and a-2 hold.
    void tell(const std::string& first, const std::string& second) const
    {
        m_tomato->answer("pipelines", TomatoLab::pipelines(first, second));
    }

    /// What the table says that they hold.
    [[nodiscard]] std::vector<std::string> samples() const
    {
        std::vector<std::string> found;
        const auto database = m_tomato->lab().project().openDatabase();
        for (const auto& row :
             database->query(R"(SELECT "Sample ID" FROM pipelines WHERE "Server label" = 'tt1' ORDER BY "Pipeline")")
                 .rows)
        {
            found.push_back(toText(row.front()));
        }
        return found;
    }

    /// Another program changes the tables.
    void write(const std::string& sql) const
    {
        const auto database = m_tomato->lab().project().openDatabase();
        database->write([&] { database->execute(sql); });
    }

    /// Updates from the server, and calls `meanwhile` in each reading once the server has told its pipelines.
    /// @return how often it was read
    std::size_t updateWhile(const std::function<void(std::size_t reading)>& meanwhile) const
    {
        auto update = std::async(std::launch::async,
                                 [&] { return updateFromCyclers(m_tomato->lab(), {"tt1"}, Progress::none()); });
        std::size_t readings = 0;
        while (update.wait_for(std::chrono::milliseconds(5)) != std::future_status::ready) {
            if (m_tomato->calls("status queue") - m_readings > readings) {
                meanwhile(++readings);
                m_tomato->answer("go", "");
            }
        }
        const Report report = update.get();
        EXPECT_TRUE(report.ok()) << messages(report.failed);
        return readings;
    }

    static constexpr const char* secondIsEmpty =
        R"(UPDATE pipelines SET "Sample ID" = NULL WHERE "Pipeline" = 'tt1-a-2')";

    std::unique_ptr<TomatoLab> m_tomato;
    std::size_t m_readings = 0;  ///< before the test
};

TEST_F(UndisturbedReadingTest, AnOlderReadingDoesNotSetBackWhatWasWrittenMeanwhile)
{
    std::vector<std::string> afterTheFirst;
    updateWhile([&](std::size_t reading) {
        if (reading == 1) {
            tell("x_01", "");
            write(secondIsEmpty);
        } else {
            afterTheFirst = samples();
        }
    });
    EXPECT_THAT(afterTheFirst, ElementsAre("x_01", ""));
    EXPECT_THAT(samples(), ElementsAre("x_01", ""));
}

TEST_F(UndisturbedReadingTest, TheNextReadingIsStored)
{
    const std::size_t readings = updateWhile([&](std::size_t reading) {
        if (reading == 1) {
            tell("x_02", "x_01");
            write(secondIsEmpty);
        }
    });
    EXPECT_THAT(samples(), ElementsAre("x_02", "x_01"));
    EXPECT_EQ(readings, 2U);
}

TEST_F(UndisturbedReadingTest, AJobThatAnotherProgramNotedCountsToo)
{
    const std::size_t readings = updateWhile([&](std::size_t reading) {
        if (reading == 1) {
            write(R"(INSERT INTO jobs ("Job ID", "Status", "Server label") VALUES ('tt1-7', 'r', 'tt1'))");
        }
    });
    EXPECT_EQ(readings, 2U);
}

TEST_F(UndisturbedReadingTest, WhatIsWrittenOfAnotherServerDisturbsNobody)
{
    const std::size_t readings = updateWhile([&](std::size_t /*reading*/) {
        write(R"(INSERT INTO pipelines ("Pipeline", "Sample ID", "Server label") VALUES ('sim-b-1', 'x_02', 'sim'))");
        write(R"(INSERT INTO jobs ("Job ID", "Status", "Server label") VALUES ('sim-7', 'r', 'sim'))");
    });
    EXPECT_EQ(readings, 1U);
}

TEST_F(UndisturbedReadingTest, AServerThatIsWrittenAgainAndAgainIsStoredAllTheSame)
{
    const std::size_t readings = updateWhile([&](std::size_t reading) {
        write("UPDATE pipelines SET \"Last checked\" = 'at " + std::to_string(reading) + "', \"Sample ID\" = NULL");
    });
    EXPECT_EQ(readings, 20U) << "it does not go on for ever";
    EXPECT_THAT(samples(), ElementsAre("x_01", "x_02"));
}

}  // namespace
}  // namespace aurora::services
