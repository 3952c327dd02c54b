#include "aurora/core/nearest_names.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

TEST(NearestNames, TheIdThatStandsAlmostWholeInTheTextComesFirst)
{
    const std::vector<std::string> ids{"240606_svfe_gen1_01", "240606_svfe_gen1_02", "240701_kigr_gen2_02", "misc"};
    EXPECT_EQ(nearestNames(ids, {"data/240606 svfe gen1 02 C10.mpr"}).front(), "240606_svfe_gen1_02");
    EXPECT_EQ(nearestNames(ids, {"KIGR_gen2_2"}).front(), "240701_kigr_gen2_02");
}

TEST(NearestNames, OneOfSeveralTextsIsEnough)
{
    EXPECT_EQ(nearestNames({"cell_01", "cell_02"}, {"x.mpr", "Cell-02"}).front(), "cell_02");
}

TEST(NearestNames, WithoutATextTheOrderStays)
{
    EXPECT_EQ(nearestNames({"b_01", "a_01", "c_01"}, {}), (std::vector<std::string>{"b_01", "a_01", "c_01"}));
}

}  // namespace
}  // namespace aurora
