#include "aurora/core/cell_capacity.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

/// A cathode of 14 mm (1.5394 cm²) that lies wholly under its anode.
Json wholeRow()
{
    return {{"Cathode C-rate definition areal capacity (mAh/cm2)", 2.0},
            {"Cathode C-rate definition specific capacity (mAh/g)", 150.0},
            {"Cathode active material mass (mg)", 20.0},
            {"Cathode diameter (mm)", 14.0},
            {"Anode diameter (mm)", 15.0},
            {"C-rate definition capacity (mAh)", 3.5}};
}

TEST(CellCapacity, IsDefinedInThreeWays)
{
    constexpr double twice49PiSquareMillimetres = 3.078760800518;  // 2 mAh/cm² · 49π mm²
    EXPECT_NEAR(cellCapacity(wholeRow(), CapacityDefinition::Areal).capacity_mAh.value(), twice49PiSquareMillimetres,
                1e-12);
    EXPECT_DOUBLE_EQ(cellCapacity(wholeRow(), CapacityDefinition::Specific).capacity_mAh.value(), 3.0);
    EXPECT_EQ(cellCapacity(wholeRow(), CapacityDefinition::Nominal).capacity_mAh, 3.5);
}

TEST(CellCapacity, OnlyThePartOfTheCathodeUnderASmallerAnodeCounts)
{
    Json row = wholeRow();
    row["Anode diameter (mm)"] = 7.0;
    EXPECT_DOUBLE_EQ(cellCapacity(row, CapacityDefinition::Specific).capacity_mAh.value(), 0.75);
    EXPECT_NEAR(cellCapacity(row, CapacityDefinition::Areal).capacity_mAh.value(), 3.078760800518 / 4, 1e-12);
    EXPECT_EQ(cellCapacity(row, CapacityDefinition::Nominal).capacity_mAh, 3.5);
}

TEST(CellCapacity, NamesTheColumnThatIsMissing)
{
    for (const char* column :
         {"Cathode C-rate definition areal capacity (mAh/cm2)", "Cathode diameter (mm)", "Anode diameter (mm)"})
    {
        for (const Json& nothing : {Json(), Json(0.0), Json(-1.0), Json("14")}) {
            Json row = wholeRow();
            row[column] = nothing;
            const CellCapacity found = cellCapacity(row, CapacityDefinition::Areal);
            EXPECT_FALSE(found.capacity_mAh.has_value()) << column << " " << nothing;
            EXPECT_EQ(found.missingColumn, column) << nothing;
        }
    }
    const CellCapacity ofNothing = cellCapacity(Json::object(), CapacityDefinition::Specific);
    EXPECT_EQ(ofNothing.missingColumn, "Cathode C-rate definition specific capacity (mAh/g)");
    EXPECT_TRUE(cellCapacity(wholeRow(), CapacityDefinition::Areal).missingColumn.empty());
}

TEST(KnownCellCapacity, IsArealBeforeSpecificBeforeNominal)
{
    Json row = wholeRow();
    EXPECT_NEAR(knownCellCapacity_mAh(row).value(), 3.078760800518, 1e-12);
    row.erase("Cathode C-rate definition areal capacity (mAh/cm2)");
    EXPECT_DOUBLE_EQ(knownCellCapacity_mAh(row).value(), 3.0);
    row.erase("Anode diameter (mm)");
    EXPECT_EQ(knownCellCapacity_mAh(row), 3.5) << "without the overlap the specific capacity says nothing";
    row.erase("C-rate definition capacity (mAh)");
    EXPECT_EQ(knownCellCapacity_mAh(row), std::nullopt);
}

}  // namespace
}  // namespace aurora
