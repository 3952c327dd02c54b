#include "lab.h"

#include "aurora/core/error.h"
#include "aurora/core/process_state.h"
#include "aurora/remote/quoting.h"
#include "support/processes.h"

#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

namespace {

using namespace aurora;
using namespace aurora::remote;
namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::problemOf;

class Commands : public test::Lab
{
protected:
    [[nodiscard]] static CommandResult run(SshHost& host, const std::string& commandLine)
    {
        return host.run(commandLine, seconds(20), Progress::none());
    }

    /// A command has made the file, or does so within ten seconds.
    [[nodiscard]] static bool appears(const fs::path& file)
    {
        for (int attempt = 0; attempt < 1000 && !fs::exists(file); ++attempt) {
            std::this_thread::sleep_for(milliseconds(10));
        }
        return fs::exists(file);
    }

    /// The process has ended, or does so within two seconds.
    [[nodiscard]] static bool ends(int process)
    {
        for (int attempt = 0; attempt < 200; ++attempt) {
            if (processState(process) == ProcessState::Gone) {
                return true;
            }
            std::this_thread::sleep_for(milliseconds(10));
        }
        return false;
    }
};

TEST_F(Commands, GiveExitStatusOutputAndErrors)
{
    SshHost host(settings());
    const CommandResult result = run(host, "echo out; echo err >&2; exit 7");
    EXPECT_EQ(result.exitStatus, 7);
    EXPECT_EQ(result.output, "out\n");
    EXPECT_EQ(result.errors, "err\n");
    EXPECT_EQ(run(host, "true").exitStatus, 0);
    EXPECT_EQ(run(host, "kill -9 $$").exitStatus, -1);
    EXPECT_EQ(run(host, "no-such-program").exitStatus, 127);
    EXPECT_EQ(run(host, "cat").exitStatus, 0) << "there is nothing to read for a command";
}

TEST_F(Commands, TalkMuchOnBothStreamsWithoutHanging)
{
    SshHost host(settings());
    const CommandResult result = run(host, "(head -c 5000000 /dev/zero | tr '\\0' e >&2) & "
                                           "head -c 3000000 /dev/zero | tr '\\0' o; wait");
    EXPECT_EQ(result.output, std::string(3'000'000, 'o'));
    EXPECT_EQ(result.errors, std::string(5'000'000, 'e'));
    EXPECT_EQ(run(host, "head -c 4000000 /dev/zero | tr '\\0' e >&2").errors.size(), 4'000'000U);
}

TEST_F(Commands, GiveUtf8WhateverTheyPrint)
{
    SshHost host(settings());
    EXPECT_EQ(run(host, "printf 'gr\\303\\266\\303\\237er \\377!'").output, "größer \xEF\xBF\xBD!");
}

TEST_F(Commands, TakeQuotedArgumentsAsTheyAre)
{
    SshHost host(settings());
    const std::string name = R"("; rm -rf ~ # it's $(x) `y`)";
    EXPECT_EQ(run(host, commandLine({"printf", "%s", name}, Shell::Bash)).output, name);
}

TEST_F(Commands, ThatHangEndInTime)
{
    SshHost host(settings());
    host.connect(Progress::none());
    const auto pidFile = folder() / "pid";
    const milliseconds time = test::timeOf([&] {
        EXPECT_THROW(
            (void)host.run("echo $$ > '" + pidFile.string() + "'; exec sleep 60", milliseconds(1500), Progress::none()),
            CommandTimedOut);
    });
    EXPECT_GE(time, milliseconds(1500));
    EXPECT_LT(time, seconds(10)) << "the command lasts a minute";
    const int process = std::stoi(contentOf(pidFile));
    if (test::userName() == "root") {
        test::endProcess(process);  // OpenSSH passes signals on for other users only
    }
    EXPECT_TRUE(ends(process)) << "a command that nobody waits for is left running";
    EXPECT_EQ(run(host, "echo next").output, "next\n");
}

TEST_F(Commands, ThatHangAreCancelledAtOnce)
{
    SshHost host(settings());
    host.connect(Progress::none());
    for (const char* command : {"sleep 60", "yes", "yes >&2"}) {
        const auto run = [&](const Progress& progress) { (void)host.run(command, seconds(60), progress); };
        EXPECT_LE(test::quickestCancel(milliseconds(300), run), test::longestCancel) << command;
    }
    EXPECT_EQ(run(host, "echo next").output, "next\n");
}

TEST_F(Commands, WaitForTheirTurnAndCanBeCancelledWhileTheyWait)
{
    SshHost host(settings());
    host.connect(Progress::none());
    const fs::path begun = folder() / "begun";
    const fs::path end = folder() / "end";
    const std::string untilTheEnd =
        "touch '" + begun.string() + "'; until test -e '" + end.string() + "'; do sleep 0.05; done; echo first";
    auto first = std::async(std::launch::async, [&] { return run(host, untilTheEnd).output; });
    EXPECT_TRUE(appears(begun));
    // The first command ends when the second has been cancelled.
    const auto second = [&](const Progress& progress) { (void)host.run("echo second", seconds(20), progress); };
    EXPECT_LE(test::quickestCancel(milliseconds(100), second), test::longestCancel);
    bool isSent = false;
    const test::CancelAfter waiting(milliseconds(100));
    EXPECT_THROW((void)host.run("echo third", seconds(20), waiting, [&] { isSent = true; }), Cancelled);
    EXPECT_FALSE(isSent);
    std::ofstream(end).put('x');
    EXPECT_EQ(first.get(), "first\n");
}

TEST_F(Commands, SayOnceThatTheyAreSent)
{
    SshHost host(settings());
    int sent = 0;
    const auto whenSent = [&] { ++sent; };
    EXPECT_EQ(host.run("echo first", seconds(20), Progress::none(), whenSent).output, "first\n");
    EXPECT_EQ(sent, 1);
    sshd().kill();
    EXPECT_THROW((void)host.run("echo second", seconds(20), Progress::none(), whenSent), ConnectionError);
    EXPECT_EQ(sent, 1) << "nobody was there who could have run it";
}

TEST_F(Commands, OfSeveralThreadsDoNotMix)
{
    SshHost host(settings());
    const auto work = [&](const std::string& name) {
        for (int i = 0; i < 15; ++i) {
            const std::string expected = name + std::to_string(i);
            EXPECT_EQ(run(host, "echo " + expected).output, expected + "\n");
        }
    };
    auto a = std::async(std::launch::async, work, "a");
    auto b = std::async(std::launch::async, work, "b");
    a.get();
    b.get();
    EXPECT_EQ(run(host, "echo $PPID").output, run(host, "echo $PPID").output) << "it is one connection";
}

TEST_F(Commands, FindANewConnectionWhereTheIdleOneBroke)
{
    SshHost host(settings());
    EXPECT_EQ(run(host, "echo 1").output, "1\n");
    sshd().killConnections();
    EXPECT_EQ(run(host, "echo 2").output, "2\n");
    sshd().kill();
    sshd().start();
    EXPECT_EQ(run(host, "echo 3").output, "3\n");
}

TEST_F(Commands, FindANewConnectionWhereTheIdleOneIsDeadWithoutASign)
{
    SshSettings settings = this->settings();
    settings.connectTimeout = milliseconds(1500);
    SshHost host(settings);
    const auto file = folder() / "runs";
    EXPECT_EQ(run(host, "echo 1").output, "1\n");
    sshd().freezeConnections();
    EXPECT_EQ(run(host, "echo x >> '" + file.string() + "'; echo 2").output, "2\n");
    EXPECT_EQ(contentOf(file), "x\n");
}

TEST_F(Commands, AreNeverRunTwice)
{
    SshHost host(settings());
    host.connect(Progress::none());
    const auto file = folder() / "runs";
    std::string sentence;
    const auto problem =
        problemOf([&] { (void)run(host, "echo x >> '" + file.string() + "'; kill -9 $PPID; sleep 1"); }, &sentence);
    EXPECT_EQ(problem, ConnectionProblem::Dropped);
    EXPECT_NE(sentence.find("broke while a command ran"), std::string::npos) << sentence;
    EXPECT_EQ(contentOf(file), "x\n");
    EXPECT_EQ(run(host, "echo next").output, "next\n");
}

TEST_F(Commands, AnIdleConnectionIsKept)
{
    sshd().kill();
    test::Sshd strict(folder() / "strict", "ClientAliveInterval 1\nClientAliveCountMax 1\n");
    SshSettings settings = this->settings();
    settings.port = strict.port();
    settings.privateKeyPath = strict.clientKey();
    settings.knownHostsPath = strict.knownHosts();
    settings.keepAlive = milliseconds(200);
    SshHost host(settings);
    const std::string before = run(host, "echo $PPID").output;
    std::this_thread::sleep_for(milliseconds(3500));
    EXPECT_EQ(run(host, "echo $PPID").output, before);
}

}  // namespace
