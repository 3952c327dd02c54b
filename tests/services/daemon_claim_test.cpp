#include "aurora/services/daemon.h"

#include "aurora/core/error.h"
#include "aurora/core/time.h"
#include "lab_settings.h"
#include "support/cancelling_progress.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QCoreApplication>
#include <QProcess>
#include <QSysInfo>

#include <atomic>
#include <future>
#include <thread>

namespace aurora::services {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::AllOf;
using testing::HasSubstr;

constexpr const char* left = "left";  ///< token of the daemon that was there before
constexpr DaemonTimes quick{.betweenBeats = milliseconds(30), .watched = milliseconds(300)};
constexpr DaemonTimes patient{.betweenBeats = milliseconds(30), .watched = milliseconds(1500)};  ///< sees a late beat
constexpr double longAgo_s = 1000;  ///< well beyond the 120 s after which a daemon may be taken over
constexpr std::int64_t someProcess = 4711;

std::string thisHost()
{
    return QSysInfo::machineHostName().toStdString();
}

/// The number of a process of this PC that has ended.
std::int64_t endedProcess()
{
    QProcess child;
    child.setStandardOutputFile(QProcess::nullDevice());
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--gtest_list_tests")});
    EXPECT_TRUE(child.waitForStarted());
    const std::int64_t number = child.processId();
    EXPECT_TRUE(child.waitForFinished());
    return number;
}

/// The daemon that was there before lives after all, by a clock that is so much behind.
class SignsOfLife
{
public:
    SignsOfLife(const Project& project, double behind_s)
        : m_thread([&project, behind_s, this] {
              const auto database = project.openDatabase();
              while (!m_over) {
                  database->write(
                      [&] { database::DaemonTable(*database).beat(left, nowUts() - behind_s, "harvesting"); });
                  if (!m_isSeen) {
                      m_isSeen = true;
                      m_seen.set_value();
                  }
                  std::this_thread::sleep_for(milliseconds(20));
              }
          })
    {
        m_seen.get_future().wait();
    }

    ~SignsOfLife()
    {
        m_over = true;
        m_thread.join();
    }

    SignsOfLife(const SignsOfLife&) = delete;
    SignsOfLife& operator=(const SignsOfLife&) = delete;

private:
    std::atomic<bool> m_over{false};
    std::promise<void> m_seen;
    bool m_isSeen = false;
    std::thread m_thread;
};

/// What came of a daemon that wanted the project.
struct Claim
{
    std::string refusal;                        ///< empty: it got the project
    std::optional<database::DaemonRow> during;  ///< who had the project while it worked
    milliseconds waited{0};                     ///< until it worked, or was refused
};

class DaemonClaimTest : public testing::Test
{
protected:
    [[nodiscard]] const Project& project() const { return m_project.project(); }

    /// The token of the daemon that has the project now.
    [[nodiscard]] std::string holder() const
    {
        const std::optional<database::DaemonRow> daemon = currentDaemon(project());
        return daemon ? daemon->token : "nobody";
    }

    /// A daemon has the project, and showed life so long ago.
    void leaveDaemon(const std::string& host, std::int64_t process, double ago_s) const
    {
        const auto database = project().openDatabase();
        database->write([&] {
            database::DaemonTable(*database).claim({.host = host,
                                                    .process = process,
                                                    .token = left,
                                                    .started = "2025-01-01 00:00:00",
                                                    .heartbeat_uts = nowUts() - ago_s,
                                                    .doing = "updating"},
                                                   1);
        });
    }

    Claim claim(const DaemonTimes& times = quick)
    {
        Claim claim;
        const auto began = steady_clock::now();
        const auto note = [&] { claim.waited = std::chrono::duration_cast<milliseconds>(steady_clock::now() - began); };
        const auto say = [&](const std::string&) {
            if (!claim.during) {
                note();
                claim.during = currentDaemon(project());
            }
        };
        try {
            static_cast<void>(runDaemon(*m_lab, {.once = true, .interval_s = std::nullopt, .say = say, .times = times},
                                        Progress::none()));
        } catch (const Error& error) {
            note();
            claim.refusal = error.what();
        }
        return claim;
    }

    /// It was watched for as long as it might take to beat, and lost the project only then.
    void expectTakenAfterAWatch(const Claim& claim) const
    {
        EXPECT_EQ(claim.refusal, "");
        ASSERT_TRUE(claim.during.has_value());
        EXPECT_EQ(claim.during->process, QCoreApplication::applicationPid());
        EXPECT_NE(claim.during->token, left);
        EXPECT_GE(claim.waited, quick.watched);
        EXPECT_FALSE(currentDaemon(project())) << "given back at the end";
    }

    LabProject m_project;
    std::unique_ptr<Lab> m_lab = labWith(m_project, {{"Servers", Json::array()}});
};

TEST_F(DaemonClaimTest, AProjectOfAProcessThatIsGoneIsTakenOnceItWasSeenNotToBeat)
{
    leaveDaemon(thisHost(), endedProcess(), 0);
    expectTakenAfterAWatch(claim());
}

TEST_F(DaemonClaimTest, AProcessThatSeemsGoneButBeatsKeepsTheProject)
{
    // As in a container that has the name of this PC: its processes are not seen from here.
    const std::int64_t process = endedProcess();
    leaveDaemon(thisHost(), process, 0);
    const SignsOfLife beats(project(), 0);
    EXPECT_THAT(claim(patient).refusal, AllOf(HasSubstr("has a daemon already"), HasSubstr(thisHost()),
                                              HasSubstr("process " + std::to_string(process))));
    EXPECT_EQ(holder(), left);
}

TEST_F(DaemonClaimTest, AProjectOfAnotherPcIsTakenOnceItsOldHeartbeatWasSeenNotToMove)
{
    leaveDaemon("elsewhere", someProcess, longAgo_s);
    expectTakenAfterAWatch(claim());
}

TEST_F(DaemonClaimTest, AnotherPcWhoseClockIsWrongKeepsTheProjectWhileItBeats)
{
    leaveDaemon("elsewhere", someProcess, longAgo_s);
    const SignsOfLife beats(project(), longAgo_s);
    EXPECT_THAT(claim(patient).refusal,
                AllOf(HasSubstr("has a daemon already"), HasSubstr("elsewhere"), HasSubstr("process 4711")));
    EXPECT_EQ(holder(), left);
}

TEST_F(DaemonClaimTest, WhoSurelyLivesIsNotWatchedFirst)
{
    constexpr DaemonTimes slow{.watched = std::chrono::seconds(10)};
    for (const auto& [host, process] : {std::pair(thisHost(), std::int64_t{QCoreApplication::applicationPid()}),
                                        std::pair(std::string("elsewhere"), someProcess)})
    {
        leaveDaemon(host, process, 0);
        const Claim refused = claim(slow);
        EXPECT_THAT(refused.refusal, AllOf(HasSubstr("has a daemon already"), HasSubstr(host),
                                           HasSubstr("process " + std::to_string(process))));
        EXPECT_LT(refused.waited, slow.watched) << host;
        EXPECT_EQ(holder(), left);
        const auto database = project().openDatabase();
        database->write([&] { database::DaemonTable(*database).release(left); });
    }
}

TEST_F(DaemonClaimTest, WatchingEndsAtOnceWhenItIsCancelled)
{
    leaveDaemon(thisHost(), endedProcess(), 0);
    test::CancelAtLook stopped(1);
    const auto began = steady_clock::now();
    EXPECT_THROW(static_cast<void>(runDaemon(*m_lab, {.once = true, .interval_s = {}, .say = {}}, stopped)), Cancelled);
    EXPECT_LT(steady_clock::now() - began, std::chrono::seconds(10));
    EXPECT_EQ(holder(), left);
}

TEST_F(DaemonClaimTest, ADaemonBeatsWhileItWorksAndEndsWhenAnotherHasItsProject)
{
    std::atomic<bool> isStopped{false};
    test::CancelWhen stop([&] { return isStopped.load(); });
    auto daemon = std::async(std::launch::async, [&] {
        return runDaemon(*m_lab, {.once = false, .interval_s = 3600, .say = {}, .times = quick}, stop);
    });
    const auto until = steady_clock::now() + std::chrono::seconds(20);
    std::optional<database::DaemonRow> first;
    bool hasBeaten = false;
    while (!hasBeaten && steady_clock::now() < until) {
        const std::optional<database::DaemonRow> now = currentDaemon(project());
        first = first ? first : now;
        hasBeaten = first && now && now->heartbeat_uts > first->heartbeat_uts;
        std::this_thread::sleep_for(milliseconds(5));
    }
    EXPECT_TRUE(hasBeaten);
    {
        const auto database = project().openDatabase();
        database->write([&] { database::DaemonTable(*database).release(first ? first->token : std::string()); });
        leaveDaemon("elsewhere", someProcess, 0);
    }
    daemon.wait_until(until);
    isStopped = true;
    try {
        static_cast<void>(daemon.get());
        ADD_FAILURE() << "it did not notice";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("has taken over the project"));
    }
    EXPECT_EQ(holder(), left) << "it is not its own to give back";
}

}  // namespace
}  // namespace aurora::services
