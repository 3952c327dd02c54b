#include "aurora/core/sample_id.h"

#include "aurora/core/error.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

TEST(SampleId, TheRunIsTheIdWithoutItsNumber)
{
    EXPECT_EQ(SampleId("240620_kigr_gen2_01").run(), "240620_kigr_gen2");
    EXPECT_EQ(SampleId("commercial_cell").run(), "misc");
    EXPECT_EQ(SampleId("01").run(), "misc");
    EXPECT_EQ(SampleId("cell_").run(), "misc");
    EXPECT_EQ(SampleId("_01").run(), "misc");
}

TEST(SampleId, NamesThatLeaveTheirFolderOrReachAShellAreRefused)
{
    for (const char* bad : {"", "../up", "a/b", "a\\b", "\"; rm -rf ~ #", "a'b", "-rf", " a", "a ", "a.", "a\nb", "a*",
                            "C:", "a|b", "<a>", "a\x7F", "\xFF"})
    {
        EXPECT_THROW(SampleId{bad}, Error) << bad;
    }
    EXPECT_EQ(whyNoName(std::string_view("a\0b", 3)), "contains a control character");
}

TEST(SampleId, NamesOfWindowsDevicesAreRefusedInAnyCaseAndWithAnyEnding)
{
    for (const char* bad : {"con", "NUL", "Com1", "lpt9.txt", "aux.h5"}) {
        EXPECT_EQ(whyNoName(bad), "is the name of a device on Windows") << bad;
    }
    EXPECT_EQ(whyNoName("com0"), "");
    EXPECT_EQ(whyNoName("console"), "");
}

}  // namespace
}  // namespace aurora
