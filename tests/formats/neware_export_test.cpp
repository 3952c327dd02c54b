// Every column of every Neware file in the corpus against BTSDA's own table.
#include "aurora/formats/registry.h"
#include "formats/btsda_export.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace aurora {

namespace {

using formats::AllColumns;
using formats::ReadOptions;

class NewareExport : public testing::TestWithParam<std::string>
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        m_file = *folder / "neware" / GetParam();
    }

    [[nodiscard]] Recording read(AllColumns columns) const
    {
        ReadOptions options;
        options.allColumns = columns;
        return formats::readRecording(m_file, options);
    }

    [[nodiscard]] std::filesystem::path folder() const { return m_file.parent_path(); }

    [[nodiscard]] std::string stem() const { return m_file.stem().string(); }

private:
    std::filesystem::path m_file;
};

TEST_P(NewareExport, EqualsEveryColumnOnEveryRow)
{
    test::expectEqualsExport(read(AllColumns::Yes), folder(), stem());
}

TEST_P(NewareExport, EqualsTheSeriesInVoltAndAmpereAndTimeGoesForward)
{
    test::expectSeriesEqualsExport(read(AllColumns::No).series, folder(), stem());
}

TEST_P(NewareExport, HasTheSameColumnsWhereTheirNamesAreAskedFor)
{
    test::expectSameNames(read(AllColumns::No), read(AllColumns::Yes));
}

INSTANTIATE_TEST_SUITE_P(Files, NewareExport,
                         testing::Values("21_10_7_85.ndax", "Unit27_Example_Data_File.ndax", "nw4-120-1-6-53.ndax",
                                         "empty.ndax", "46_1_5_60_bts16.ndax",
                                         "TESTCELL0001-Test_Data_Collection_Ndc17.ndax", "scrubbed_ndc2.ndax",
                                         "nda_v8.nda", "nda_v22.nda", "new_nda_file.nda", "TestFile.nda"),
                         [](const auto& instance) {
                             std::string name = instance.param;
                             std::replace_if(
                                 name.begin(), name.end(),
                                 [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
                             return name;
                         });

}  // namespace

}  // namespace aurora
