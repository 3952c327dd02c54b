#include "aurora/core/file.h"

#include "aurora/core/error.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

namespace fs = std::filesystem;

std::size_t filesIn(const fs::path& folder)
{
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

TEST(ReplaceFile, TheOldContentStaysWhenWritingFailsAndNoTemporaryFileIsLeft)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "numbers.json";
    replaceFileText(file, "old");
    EXPECT_THROW(replaceFile(file,
                             [](const fs::path& temporary) {
                                 replaceFileText(temporary, "half");
                                 throw Error("the disk is full");
                             }),
                 Error);
    EXPECT_EQ(readFile(file), "old");
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(ReplaceFile, TheNewContentTakesTheOldOnesPlace)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / pathFromText("Zelle_µ.json");
    replaceFileText(file, "old");
    replaceFileText(file, "new and longer");
    EXPECT_EQ(readFile(file), "new and longer");
    EXPECT_EQ(readBytes(file).size(), 14U);
    EXPECT_EQ(filesIn(folder.path()), 1U);
}

TEST(ReplaceFile, AMissingFolderIsNamed)
{
    const test::TemporaryFolder folder;
    try {
        replaceFileText(folder.path() / "nowhere" / "numbers.json", "new");
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("there is no folder " + pathText(folder.path() / "nowhere")),
                  std::string::npos);
    }
}

TEST(ReadFile, AMissingFileIsNamed)
{
    try {
        (void)readFile("/no/such/file.mpr");
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("/no/such/file.mpr"), std::string::npos);
    }
}

}  // namespace
}  // namespace aurora
