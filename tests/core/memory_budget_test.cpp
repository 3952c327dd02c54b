#include "aurora/core/memory_budget.h"

#include "aurora/core/error.h"
#include "support/cancelling_progress.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

namespace aurora {
namespace {

using namespace std::chrono_literals;

/// Until so many jobs have asked for a share and wait for it. @return whether they do, within a patient time
bool waitFor(const MemoryBudget& budget, std::size_t jobs)
{
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (budget.waiting() != jobs) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

TEST(MemoryBudget, JobsTogetherNeverTakeMoreThanThereIs)
{
    MemoryBudget budget(100);
    std::atomic<int> taken = 0;
    std::atomic<int> most = 0;
    const auto work = [&](int bytes) {
        for (int round = 0; round < 200; ++round) {
            const MemoryBudget::Share share = budget.take(static_cast<std::uint64_t>(bytes), Progress::none());
            const int now = taken += bytes;
            for (int before = most; now > before && !most.compare_exchange_weak(before, now);) {
            }
            std::this_thread::yield();
            taken -= bytes;
        }
    };
    std::vector<std::thread> threads;
    for (const int bytes : {10, 30, 40, 50, 90}) {
        threads.emplace_back(work, bytes);
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_LE(most, 100);
    EXPECT_EQ(budget.waiting(), 0U);
}

TEST(MemoryBudget, JobsThatFitBesideEachOtherRunTogether)
{
    MemoryBudget budget(100);
    const MemoryBudget::Share running = budget.take(60, Progress::none());
    auto beside = std::async(std::launch::async, [&] {
        const MemoryBudget::Share share = budget.take(40, test::CancelAtLook(100));
        return true;
    });
    EXPECT_TRUE(beside.get()) << "it would be cancelled after 100 looks, 5 s, if it had to wait";
}

TEST(MemoryBudget, JobLargerThanTheBudgetRunsAlone)
{
    MemoryBudget budget(100);
    std::atomic<bool> smallRuns = false;
    std::thread small;
    {
        const MemoryBudget::Share all = budget.take(1'000'000, Progress::none());
        small = std::thread([&] {
            const MemoryBudget::Share share = budget.take(1, Progress::none());
            smallRuns = true;
        });
        EXPECT_TRUE(waitFor(budget, 1));
        EXPECT_FALSE(smallRuns);
    }
    small.join();
    EXPECT_TRUE(smallRuns);
}

TEST(MemoryBudget, SmallJobDoesNotOvertakeALargeOneThatWaits)
{
    MemoryBudget budget(100);
    std::atomic<bool> largeRan = false;
    std::atomic<bool> smallWasFirst = false;
    std::vector<std::thread> threads;
    {
        const MemoryBudget::Share running = budget.take(60, Progress::none());
        threads.emplace_back([&] {
            const MemoryBudget::Share share = budget.take(80, Progress::none());
            largeRan = true;
        });
        EXPECT_TRUE(waitFor(budget, 1));
        threads.emplace_back([&] {
            const MemoryBudget::Share share = budget.take(30, Progress::none());  // would fit beside the running one
            smallWasFirst = !largeRan;
        });
        EXPECT_TRUE(waitFor(budget, 2));
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_TRUE(largeRan);
    EXPECT_FALSE(smallWasFirst);
}

TEST(MemoryBudget, CancelledJobStopsWaitingAndKeepsNobodyBack)
{
    MemoryBudget budget(100);
    const test::CancelAtLook cancelled(1);
    {
        const MemoryBudget::Share running = budget.take(60, Progress::none());
        EXPECT_THROW(static_cast<void>(budget.take(80, cancelled)), Cancelled);
        const MemoryBudget::Share next = budget.take(40, Progress::none());
    }
    const MemoryBudget::Share all = budget.take(100, Progress::none());
}

}  // namespace
}  // namespace aurora
