#include "lab.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_time.h"

#include <future>

namespace {

using namespace aurora;
using namespace aurora::remote;
using std::chrono::milliseconds;
using std::chrono::seconds;
using test::AtBytes;
using test::problemOf;
namespace fs = std::filesystem;

class Transfers : public test::Lab
{
protected:
    void setTime(const fs::path& path, std::int64_t uts)
    {
        fs::last_write_time(path, fileTime(std::chrono::sys_seconds(seconds(uts))));
    }

    [[nodiscard]] static std::size_t filesIn(const fs::path& path)
    {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }

    /// Begins to fetch, and loses the server on the way. @return what is there of the file
    std::uint64_t loseServer(SshHost& host, const fs::path& far, const fs::path& near)
    {
        AtBytes progress(20'000'000, [&] { sshd().kill(); });
        EXPECT_EQ(problemOf([&] { host.download(far.string(), near, progress); }), ConnectionProblem::Dropped);
        sshd().start();
        EXPECT_FALSE(fs::exists(near));
        return fs::file_size(near.string() + ".part");
    }
};

TEST_F(Transfers, ListFoldersWhateverTheirDepthAndNames)
{
    const fs::path root = folder() / "EC-Lab Daten";
    write(root / "b" / "Zelle größer 5 µm" / "x y.mpr", "12345");
    write(root / "a.mpr", "1");
    write(root / "b" / "'quoted\".mpl", "");
    fs::create_directory_symlink(root / "b", root / "link");
    setTime(root / "a.mpr", 1'700'000'000);
    SshHost host(settings());
    const std::vector<RemoteFile> files = host.list(root.string(), Progress::none());
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[0].path, "a.mpr");
    EXPECT_EQ(files[0].size, 1U);
    EXPECT_EQ(files[0].modified_uts, 1'700'000'000.0);
    EXPECT_EQ(files[1].path, "b/'quoted\".mpl");
    EXPECT_EQ(files[2].path, "b/Zelle größer 5 µm/x y.mpr");
    EXPECT_EQ(files[2].size, 5U);
}

TEST_F(Transfers, AFolderThatIsNotThereIsNamed)
{
    SshHost host(settings());
    try {
        (void)host.list("/no/such/folder", Progress::none());
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("/no/such/folder is not there"), std::string::npos) << error.what();
    }
    EXPECT_EQ(host.run("echo next", seconds(10), Progress::none()).output, "next\n");
}

TEST_F(Transfers, FindKnowsFilesOnly)
{
    write(folder() / "x", "123");
    setTime(folder() / "x", 1'600'000'000);
    SshHost host(settings());
    const std::optional<RemoteFile> found = host.find((folder() / "x").string(), Progress::none());
    ASSERT_TRUE(found);
    EXPECT_EQ(found->path, (folder() / "x").string());
    EXPECT_EQ(found->size, 3U);
    EXPECT_EQ(found->modified_uts, 1'600'000'000.0);
    EXPECT_FALSE(host.find((folder() / "y").string(), Progress::none()));
    EXPECT_FALSE(host.find(folder().string(), Progress::none()));
}

TEST_F(Transfers, FetchWithTimeAndNothingLeftBeside)
{
    for (const std::size_t size : {0UL, 1UL, 32768UL, 32769UL, 3'000'001UL}) {
        const std::string content = bytes(size, size + 1);
        write(folder() / "far.mpr", content);
        setTime(folder() / "far.mpr", 1'650'000'000);
        SshHost host(settings());
        AtBytes progress(0, nullptr);
        const fs::path near = folder() / "near" / "deeper" / "near.mpr";
        host.download((folder() / "far.mpr").string(), near, progress);
        EXPECT_TRUE(contentOf(near) == content) << size;
        EXPECT_EQ(modifiedUts(near), 1'650'000'000.0);
        EXPECT_EQ(filesIn(near.parent_path()), 1U);
        EXPECT_EQ(progress.last(), size);
        EXPECT_EQ(progress.total(), size);
    }
}

TEST_F(Transfers, AFileThatIsNotThereLeavesNothing)
{
    SshHost host(settings());
    EXPECT_THROW(host.download("/no/such/file", folder() / "near" / "x", Progress::none()), Error);
    EXPECT_EQ(filesIn(folder() / "near"), 0U);
}

TEST_F(Transfers, GoOnWhereTheServerWasLost)
{
    const std::string content = bytes(50'000'000);
    write(folder() / "far", content);
    SshHost host(settings());
    const std::uint64_t there = loseServer(host, folder() / "far", folder() / "near");
    EXPECT_GE(there, 20'000'000U);
    EXPECT_LT(there, 50'000'000U);

    AtBytes progress(0, nullptr);
    host.download((folder() / "far").string(), folder() / "near", progress);
    EXPECT_TRUE(contentOf(folder() / "near") == content);
    EXPECT_GE(progress.first(), there) << "what was there was fetched again";
    EXPECT_FALSE(fs::exists(folder() / "near.part"));
    EXPECT_FALSE(fs::exists(folder() / "near.part.json"));
}

TEST_F(Transfers, BeginAnewWhereTheFileChangedMeanwhile)
{
    write(folder() / "far", bytes(50'000'000));
    SshHost host(settings());
    loseServer(host, folder() / "far", folder() / "near");

    const std::string changed = bytes(50'000'000, 2);
    write(folder() / "far", changed);
    setTime(folder() / "far", 1'800'000'000);
    AtBytes progress(0, nullptr);
    host.download((folder() / "far").string(), folder() / "near", progress);
    EXPECT_TRUE(contentOf(folder() / "near") == changed);
    EXPECT_LT(progress.first(), 100'000U);
}

TEST_F(Transfers, BeginAnewWhereTheFileChangesUnderTheTransfer)
{
    write(folder() / "far", bytes(5'000'000));
    const std::string changed = bytes(5'500'000, 2);
    SshHost host(settings());
    AtBytes progress(2'000'000, [&] { write(folder() / "far", changed); });
    host.download((folder() / "far").string(), folder() / "near", progress);
    EXPECT_TRUE(contentOf(folder() / "near") == changed);
}

TEST_F(Transfers, WhatThePowerCutLeftIsNotTrusted)
{
    const std::string content = bytes(50'000'000);
    write(folder() / "far", content);
    SshHost host(settings());
    const std::uint64_t there = loseServer(host, folder() / "far", folder() / "near");
    std::fstream part(folder() / "near.part", std::ios::binary | std::ios::in | std::ios::out);
    part.seekp(static_cast<std::streamoff>(there - 4096));
    part << std::string(4096, '\0');
    part.close();
    host.download((folder() / "far").string(), folder() / "near", Progress::none());
    EXPECT_TRUE(contentOf(folder() / "near") == content);
}

TEST_F(Transfers, AreCancelledAtOnceAndGoOnLater)
{
    const std::string content = bytes(50'000'000);
    write(folder() / "far", content);
    SshHost host(settings());
    AtBytes stopped(10'000'000, [&] { stopped.cancel(); });
    EXPECT_THROW(host.download((folder() / "far").string(), folder() / "near", stopped), Cancelled);
    EXPECT_LT(stopped.last(), 20'000'000U) << "what was asked for already may come";
    EXPECT_FALSE(fs::exists(folder() / "near"));
    AtBytes progress(0, nullptr);
    host.download((folder() / "far").string(), folder() / "near", progress);
    EXPECT_GE(progress.first(), 10'000'000U);
    EXPECT_TRUE(contentOf(folder() / "near") == content);
}

/// Takes its time with every byte, so that a transfer lasts as over a thin line, and can be cancelled by others.
class Slowly final : public Progress
{
public:
    void report(std::uint64_t, std::uint64_t, std::string_view) override
    {
        begun = true;
        std::this_thread::sleep_for(milliseconds(5));
    }

    [[nodiscard]] bool cancelRequested() const noexcept override { return cancelled; }

    std::atomic<bool> begun{false};
    std::atomic<bool> cancelled{false};
};

TEST_F(Transfers, LetCommandsAndListsThroughInTheirMiddle)
{
    write(folder() / "far", bytes(200'000'000));  // 6100 pieces: half a minute
    SshHost host(settings());
    Slowly progress;
    auto transfer = std::async(std::launch::async, [&] {
        EXPECT_THROW(host.download((folder() / "far").string(), folder() / "near", progress), Cancelled)
            << "the command was answered after the whole file";
    });
    while (!progress.begun && transfer.wait_for(milliseconds(5)) != std::future_status::ready) {
    }
    ASSERT_TRUE(progress.begun) << "the transfer ended before it began";
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(host.run("echo meanwhile", seconds(60), Progress::none()).output, "meanwhile\n");
        EXPECT_FALSE(host.list(folder().string(), Progress::none()).empty());
    }
    progress.cancelled = true;
    transfer.get();
    host.download((folder() / "far").string(), folder() / "near", Progress::none());
    EXPECT_TRUE(contentOf(folder() / "near") == contentOf(folder() / "far")) << "no piece is lost or comes twice";
}

TEST_F(Transfers, WaitForACommandAndAreCancelledMeanwhile)
{
    write(folder() / "far", "x");
    SshHost host(settings());
    host.connect(Progress::none());
    const fs::path end = folder() / "end";
    auto command = std::async(std::launch::async, [&] {
        return host.run("until test -e '" + end.string() + "'; do sleep 0.05; done; echo ended", seconds(60),
                        Progress::none());
    });
    AtBytes waiting(0, nullptr);
    auto transfer = std::async(std::launch::async, [&] {
        EXPECT_THROW(host.download((folder() / "far").string(), folder() / "near", waiting), Cancelled);
    });
    std::this_thread::sleep_for(milliseconds(200));  // so that it is the command's turn
    waiting.cancel();
    transfer.get();
    write(end, "now");
    EXPECT_EQ(command.get().output, "ended\n");
}

TEST_F(Transfers, OfAServerThatFallsSilentEndAndAreCancelled)
{
    write(folder() / "far", bytes(50'000'000));
    SshSettings settings = this->settings();
    settings.answerTimeout = milliseconds(700);
    SshHost host(settings);
    AtBytes frozen(5'000'000, [&] { sshd().freezeConnections(); });
    EXPECT_EQ(problemOf([&] { host.download((folder() / "far").string(), folder() / "near", frozen); }),
              ConnectionProblem::Dropped);

    settings.answerTimeout = seconds(60);
    SshHost patient(settings);
    const auto listing = [&](const Progress& progress) {
        patient.connect(Progress::none());
        sshd().freezeConnections();
        (void)patient.list(folder().string(), progress);
    };
    EXPECT_LE(test::quickestCancel(seconds(1), listing), test::longestCancel);  // connecting takes a part of that
}

TEST_F(Transfers, AnIdleConnectionThatBrokeIsReplaced)
{
    write(folder() / "x", "123");
    SshHost host(settings());
    EXPECT_EQ(host.read((folder() / "x").string(), 10, Progress::none()), "123");
    sshd().killConnections();
    EXPECT_EQ(host.read((folder() / "x").string(), 10, Progress::none()), "123");
}

TEST_F(Transfers, OfTwoThreadsBothArrive)
{
    const std::string a = bytes(4'000'000, 3);
    const std::string b = bytes(4'000'000, 4);
    write(folder() / "a", a);
    write(folder() / "b", b);
    SshHost host(settings());
    const auto fetch = [&](const std::string& name) {
        host.download((folder() / name).string(), folder() / ("near " + name), Progress::none());
    };
    auto other = std::async(std::launch::async, fetch, "a");
    fetch("b");
    other.get();
    EXPECT_TRUE(contentOf(folder() / "near a") == a);
    EXPECT_TRUE(contentOf(folder() / "near b") == b);
}

TEST_F(Transfers, UploadReplacesTheWholeFile)
{
    const fs::path target = folder() / "up" / "payload größer.json";
    fs::create_directories(target.parent_path());
    SshHost host(settings());
    const std::string content = bytes(200'000, 5);
    host.upload(content, target.string(), Progress::none());
    EXPECT_TRUE(contentOf(target) == content);
    host.upload("{}", target.string(), Progress::none());
    EXPECT_EQ(contentOf(target), "{}");
    host.upload("", target.string(), Progress::none());
    EXPECT_EQ(contentOf(target), "");
    EXPECT_EQ(filesIn(target.parent_path()), 1U);
    EXPECT_THROW(host.upload("{}", "/no/such/folder/x.json", Progress::none()), Error);
}

TEST_F(Transfers, UploadNeverLeavesAMomentWithoutTheFile)
{
    const fs::path target = folder() / "payload.json";
    SshHost host(settings());
    host.upload("0", target.string(), Progress::none());
    std::atomic<bool> over{false};
    std::atomic<int> missing{0};
    auto watcher = std::async(std::launch::async, [&] {
        while (!over) {
            missing += fs::exists(target) ? 0 : 1;
        }
    });
    for (int i = 1; i <= 20; ++i) {
        host.upload(std::to_string(i), target.string(), Progress::none());
        EXPECT_EQ(contentOf(target), std::to_string(i));
    }
    over = true;
    watcher.get();
    EXPECT_EQ(missing, 0);
}

TEST_F(Transfers, ReadStopsAtItsLimit)
{
    write(folder() / "x", "12345");
    SshHost host(settings());
    EXPECT_EQ(host.read((folder() / "x").string(), 5, Progress::none()), "12345");
    EXPECT_THROW((void)host.read((folder() / "x").string(), 4, Progress::none()), Error);
    EXPECT_THROW((void)host.read((folder() / "y").string(), 4, Progress::none()), Error);
}

TEST_F(Transfers, AServerWithoutSftpIsToldFromABrokenOne)
{
    test::Sshd bare(folder() / "bare", "Subsystem nothing /bin/false\n");
    SshSettings settings = this->settings();
    settings.port = bare.port();
    settings.privateKeyPath = bare.clientKey();
    settings.knownHostsPath = bare.knownHosts();
    SshHost host(settings);
    try {
        (void)host.list(folder().string(), Progress::none());
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("SFTP"), std::string::npos) << error.what();
    }
    EXPECT_EQ(host.run("echo next", seconds(10), Progress::none()).output, "next\n");
}

}  // namespace
