// Zips of files that somebody packed.
#include "aurora/formats/archive.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "ndax_builder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::formats {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;

class Archive : public testing::Test
{
protected:
    [[nodiscard]] fs::path zip(const test::ZipMembers& members, const char* name = "files.zip") const
    {
        const fs::path file = m_folder.path() / name;
        test::writeZip(file, members);
        return file;
    }

    [[nodiscard]] fs::path folder() const { return m_folder.path() / "inside"; }

private:
    test::TemporaryFolder m_folder;
};

TEST_F(Archive, OnlyAZipByNameAndContentIsOne)
{
    const test::ZipMembers members{{"a.txt", test::bytesOf("a")}};
    EXPECT_TRUE(isArchive(zip(members)));
    EXPECT_FALSE(isArchive(zip(members, "cell.ndax")));
    const fs::path text = folder().parent_path() / "text.zip";
    replaceFileText(text, "no zip at all");
    EXPECT_FALSE(isArchive(text));
    EXPECT_FALSE(isArchive(folder()));
}

TEST_F(Archive, FoldersOfWindowsAndOthersAreMade)
{
    const fs::path file = zip({{"run_a/1/a.mpr", test::bytesOf("one")}, {"run_a\\2\\b.mpr", test::bytesOf("two")}});
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()), ElementsAre());
    EXPECT_EQ(readFile(folder() / "run_a" / "1" / "a.mpr"), "one");
    EXPECT_EQ(readFile(folder() / "run_a" / "2" / "b.mpr"), "two");
}

TEST_F(Archive, TwoFilesForOnePlaceAreNotWrittenOverEachOther)
{
    const fs::path file = zip({{"run_a/1/a.mpr", test::bytesOf("first")},
                               {"run_a\\1\\A.mpr", test::bytesOf("the second")},
                               {"b.mpr", test::bytesOf("another")}});
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()), ElementsAre("run_a\\1\\A.mpr"));
    EXPECT_EQ(readFile(folder() / "run_a" / "1" / "a.mpr"), "first");
    EXPECT_EQ(readFile(folder() / "b.mpr"), "another");
}

TEST_F(Archive, NothingIsWrittenOutsideOfTheFolder)
{
    const fs::path file = zip({{"../outside.mpr", test::bytesOf("x")},
                               {"a/../../outside.mpr", test::bytesOf("x")},
                               {"/outside.mpr", test::bytesOf("x")},
                               {"C:\\outside.mpr", test::bytesOf("x")},
                               {"inside.mpr", test::bytesOf("y")}});
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()),
                ElementsAre("../outside.mpr", "a/../../outside.mpr", "/outside.mpr", "C:\\outside.mpr"));
    EXPECT_FALSE(fs::exists(folder().parent_path() / "outside.mpr"));
    EXPECT_EQ(readFile(folder() / "inside.mpr"), "y");
}

TEST_F(Archive, ABombIsRefusedByName)
{
    const fs::path file = zip({{"zeros.mpr", test::ByteVector(4U << 20U)}});
    try {
        static_cast<void>(unpackArchive(file, folder(), Progress::none()));
        FAIL() << "4 MiB of zeros were unpacked";
    } catch (const FormatError& error) {
        EXPECT_NE(std::string(error.what()).find("files.zip: "), std::string::npos) << error.what();
    }
    EXPECT_FALSE(fs::exists(folder() / "zeros.mpr"));
}

}  // namespace
}  // namespace aurora::formats
