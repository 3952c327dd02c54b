#include "aurora/core/process_state.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <limits>
#include <optional>
#include <thread>

#ifdef _WIN32
#    include <process.h>
#else
#    include <unistd.h>
#endif
#ifdef __linux__
#    include <sys/resource.h>
#endif

namespace aurora {
namespace {

TEST(ProcessState, OfThisProgramIsThatItRuns)
{
#ifdef _WIN32
    EXPECT_EQ(processState(_getpid()), ProcessState::Runs);
#else
    EXPECT_EQ(processState(::getpid()), ProcessState::Runs);
    EXPECT_EQ(processState(1), ProcessState::Runs) << "it belongs to somebody else";
#endif
}

TEST(ProcessState, OfANumberThatNoSystemReachesIsThatItIsGone)
{
    EXPECT_EQ(processState(0x7ffffff0), ProcessState::Gone);
}

TEST(ProcessState, OfWhatIsNoNumberOfAProcessIsNotKnown)
{
    EXPECT_EQ(processState(0), ProcessState::Unknown);
    EXPECT_EQ(processState(-1), ProcessState::Unknown) << "all processes at once";
    EXPECT_EQ(processState(std::numeric_limits<std::int64_t>::max()), ProcessState::Unknown);
    constexpr std::int64_t beyond = (std::int64_t{1} << 32) + 1;
    EXPECT_EQ(processState(beyond), ProcessState::Unknown) << "its lower half is another process";
}

TEST(ProcessAge, IsThatOfThisProgram)
{
#if !defined(__linux__) && !defined(_WIN32)
    GTEST_SKIP() << "this system does not tell it";
#endif
    const std::optional<double> before_s = processAge_s();
    ASSERT_TRUE(before_s.has_value());
    EXPECT_GE(*before_s, 0);
    constexpr double timeout_s = 300;  // of all tests of this program together
    EXPECT_LT(*before_s, timeout_s);
    EXPECT_GE(processAge_s(), before_s);
}

#ifdef __linux__
TEST(LowerThreadPriority, IsThatOfTheCallingThreadAlone)
{
    const int usual = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
    int lowered = 0;
    int again = 0;
    std::thread([&lowered, &again] {
        lowerThreadPriority();
        lowered = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
        static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), 19));
        lowerThreadPriority();
        again = ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()));
    }).join();
    EXPECT_GE(lowered, 5);
    EXPECT_EQ(again, 19) << "it never raises one";
    EXPECT_EQ(::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())), usual);
}
#endif

}  // namespace
}  // namespace aurora
