#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_time.h"
#include "aurora/remote/local_host.h"
#include "support/cancelling_progress.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace {

using namespace aurora;
using namespace aurora::remote;
namespace fs = std::filesystem;

class LocalFolders : public ::testing::Test
{
protected:
    LocalFolders()
    {
        write("b/Zelle größer.mpr", "12345");
        write("a.mpr", "1");
        write("b/c/d e.mpl", "");
    }

    void write(const std::string& path, const std::string& content)
    {
        fs::create_directories(pathFromText(text(path)).parent_path());
        std::ofstream(pathFromText(text(path)), std::ios::binary) << content;
    }

    [[nodiscard]] std::string text(const std::string& path) const { return pathText(m_folder.path()) + "/" + path; }

    test::TemporaryFolder m_folder;
    LocalFolder m_host;
};

TEST_F(LocalFolders, AreListedInOrderWithSizesAndTimes)
{
    const auto time = std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
    fs::last_write_time(pathFromText(text("a.mpr")), fileTime(time));
    std::error_code refused;  // Windows lets few users make links
    fs::create_directory_symlink(m_folder.path() / "b", m_folder.path() / "link", refused);
    const std::vector<RemoteFile> files = m_host.list(pathText(m_folder.path()), Progress::none());
    ASSERT_EQ(files.size(), 3U);
    EXPECT_EQ(files[0].path, "a.mpr");
    EXPECT_EQ(files[0].modified_uts, 1'700'000'000.0);
    EXPECT_EQ(files[1].path, "b/Zelle größer.mpr");
    EXPECT_EQ(files[1].size, 5U);
    EXPECT_EQ(files[2].path, "b/c/d e.mpl");
}

TEST_F(LocalFolders, AMissingFolderIsNamed)
{
    EXPECT_THROW((void)m_host.list(text("nowhere"), Progress::none()), Error);
    EXPECT_THROW((void)m_host.list(text("a.mpr"), Progress::none()), Error);
}

TEST_F(LocalFolders, FilesAreCopiedWithTheirTime)
{
    const auto time = std::chrono::sys_seconds(std::chrono::seconds(1'600'000'001));
    fs::last_write_time(pathFromText(text("b/Zelle größer.mpr")), fileTime(time));
    const fs::path local = m_folder.path() / "here" / "x.mpr";
    m_host.download(text("b/Zelle größer.mpr"), local, Progress::none());
    EXPECT_EQ(readFile(local), "12345");
    EXPECT_EQ(modifiedUts(local), 1'600'000'001.0);
    EXPECT_EQ(std::distance(fs::directory_iterator(local.parent_path()), fs::directory_iterator()), 1);
}

TEST_F(LocalFolders, FindKnowsFilesOnly)
{
    EXPECT_EQ(m_host.find(text("a.mpr"), Progress::none())->size, 1U);
    EXPECT_FALSE(m_host.find(text("b"), Progress::none()));
    EXPECT_FALSE(m_host.find(text("x"), Progress::none()));
}

TEST_F(LocalFolders, ReadStopsAtItsLimit)
{
    EXPECT_EQ(m_host.read(text("b/Zelle größer.mpr"), 5, Progress::none()), "12345");
    EXPECT_THROW((void)m_host.read(text("b/Zelle größer.mpr"), 4, Progress::none()), Error);
    EXPECT_THROW((void)m_host.read(text("x"), 4, Progress::none()), Error);
}

TEST_F(LocalFolders, RunNothing)
{
    EXPECT_THROW((void)m_host.run("echo", std::chrono::seconds(1), Progress::none()), Error);
}

TEST_F(LocalFolders, ListingIsCancelled)
{
    test::CancelAtLook progress(2);
    EXPECT_THROW((void)m_host.list(pathText(m_folder.path()), progress), Cancelled);
}

}  // namespace
