#include "aurora/core/file_lock.h"

#include "aurora/core/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

TEST(FileLock, IsHadByOneAtATimeAndGivenBack)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.part";
    std::optional<FileLock> first = FileLock::tryLock(file);
    ASSERT_TRUE(first);
    EXPECT_FALSE(FileLock::tryLock(file));
    first.reset();
    EXPECT_TRUE(FileLock::tryLock(file));
}

TEST(FileLock, IsOfTheNameAndNotOfAFileThatWasRenamed)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.part";
    const std::optional<FileLock> first = FileLock::tryLock(file);
    std::filesystem::rename(file, folder.path() / "a");
    EXPECT_TRUE(FileLock::tryLock(file)) << "what is called so now is nobody's";
}

TEST(FileLock, FolderThatIsNotThereIsTold)
{
    const test::TemporaryFolder folder;
    EXPECT_THROW(static_cast<void>(FileLock::tryLock(folder.path() / "none" / "a.part")), Error);
}

}  // namespace
}  // namespace aurora
