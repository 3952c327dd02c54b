#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/remote/safe_path.h"

#include <gtest/gtest.h>

namespace {

using aurora::Error;
using aurora::pathText;
using aurora::remote::safeRelativePath;

TEST(SafePath, OrdinaryNamesStayAsTheyAre)
{
    for (const char* path : {"a.mpr", "run 5/Zelle größer/x.mpr", "a/b/c/d", "...", "a..b/c", "console.txt",
                             "com10.txt", "-x", ".hidden", "com/x"})
    {
        EXPECT_EQ(pathText(safeRelativePath(path)), path);
    }
}

TEST(SafePath, NothingLeadsOutOfTheFolder)
{
    for (const std::string& path : {std::string(),           std::string("/etc/passwd"),
                                    std::string("../x"),     std::string("a/../../x"),
                                    std::string("a/.."),     std::string("."),
                                    std::string("a//b"),     std::string("a/"),
                                    std::string("C:/x"),     std::string("c:x"),
                                    std::string("a/C:/x"),   std::string("..\\x"),
                                    std::string("a\\b"),     std::string("\\\\server\\share"),
                                    std::string("a\0b", 3),  std::string("a\nb"),
                                    std::string("NUL"),      std::string("a/nul.txt"),
                                    std::string("Com1"),     std::string("lpt9.mpr"),
                                    std::string("aux .txt"), std::string("COM\xC2\xB9"),
                                    std::string("CONIN$"),   std::string("a\xFF")})
    {
        EXPECT_THROW((void)safeRelativePath(path), Error) << path;
    }
}

TEST(SafePath, TheErrorNamesThePath)
{
    try {
        (void)safeRelativePath("data/../../x.mpr");
        FAIL();
    } catch (const Error& error) {
        EXPECT_NE(std::string(error.what()).find("data/../../x.mpr"), std::string::npos);
    }
}

}  // namespace
