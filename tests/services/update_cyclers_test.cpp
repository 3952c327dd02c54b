#include "aurora/services/update_cyclers.h"

#include "aurora/core/error.h"
#include "services/simulated_lab.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace aurora::services {
namespace {

using testing::HasSubstr;

/// Somebody who gives up once the work has reached its last step.
class GiveUp final : public Progress
{
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return cancelled; }

    std::atomic<bool> cancelled{false};
};

TEST(UpdateFromCyclers, IsCancelledWhileAnotherProgramHoldsTheDatabase)
{
    SimulatedLab simulated;
    GiveUp progress;
    const auto other = simulated.project().openDatabase();
    other->execute("BEGIN IMMEDIATE");
    auto update = std::async(std::launch::async, [&] { return updateFromCyclers(simulated.lab(), {}, progress); });
    // Servers answer within this time; then there is only the database to wait for, which would be a minute.
    EXPECT_EQ(update.wait_for(std::chrono::seconds(2)), std::future_status::timeout);
    progress.cancelled = true;
    const Report report = update.get();
    EXPECT_TRUE(report.cancelled) << messages(report.failed);
    other->execute("ROLLBACK");
    EXPECT_TRUE(updateFromCyclers(simulated.lab(), {}, Progress::none()).ok());
}

TEST(UpdateFromCyclers, AnUnknownServerIsNamed)
{
    SimulatedLab simulated;
    try {
        static_cast<void>(updateFromCyclers(simulated.lab(), {"elsewhere"}, Progress::none()));
        ADD_FAILURE() << "there is no such server";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("elsewhere"));
    }
}

}  // namespace
}  // namespace aurora::services
