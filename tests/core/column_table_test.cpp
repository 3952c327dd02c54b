#include "aurora/core/column_table.h"

#include <gtest/gtest.h>

namespace aurora {
namespace {

Table samples()
{
    Table table;
    table.columns = {{.name = "Sample ID"}, {.name = "Mass (mg)", .type = CellType::Real}, {.name = "Comment"}};
    table.rows = {{"a_1", CellValue(), CellValue()}, {"a_2", 22.5, CellValue()}, {"a_3", CellValue(), CellValue()}};
    return table;
}

TEST(ColumnTable, HoldsEachColumnDownToItsLastFilledCellOnly)
{
    const ColumnTable table = toColumns(samples());
    EXPECT_EQ(table.rowCount, 3U);
    EXPECT_EQ(table.cells[0].size(), 3U);
    EXPECT_EQ(table.cells[1].size(), 2U);
    EXPECT_TRUE(table.cells[2].empty());
    EXPECT_EQ(table.cell(1, 1), CellValue(22.5));
    EXPECT_TRUE(isEmpty(table.cell(2, 1)));
    EXPECT_TRUE(isEmpty(table.cell(0, 2)));
}

TEST(ColumnTable, GivesBackTheRowsItWasMadeOf)
{
    const Table rows = toRows(toColumns(samples()));
    EXPECT_EQ(rows.rows, samples().rows);
    EXPECT_EQ(rows.columns[1].name, "Mass (mg)");
    EXPECT_EQ(rows.columns[1].type, CellType::Real);
}

TEST(ColumnTable, RowsAreAppendedBehindEmptyCells)
{
    Table more = samples();
    more.rows = {{"a_4", 24.0, "last"}};
    ColumnTable table = toColumns(samples());
    appendRows(table, toColumns(more));
    EXPECT_EQ(table.rowCount, 4U);
    EXPECT_TRUE(isEmpty(table.cell(2, 1)));
    EXPECT_EQ(table.cell(3, 1), CellValue(24.0));
    EXPECT_TRUE(isEmpty(table.cell(0, 2)));
    EXPECT_EQ(table.cell(3, 2), CellValue("last"));
}

TEST(ColumnTable, TakesRowsInAnotherOrder)
{
    ColumnTable table = toColumns(samples());
    takeRows(table, {1, 2});
    EXPECT_EQ(table.rowCount, 2U);
    EXPECT_EQ(table.cell(0, 0), CellValue("a_2"));
    EXPECT_EQ(table.cell(1, 0), CellValue("a_3"));
    EXPECT_EQ(table.cell(0, 1), CellValue(22.5));
    EXPECT_EQ(table.cells[1].size(), 1U);  // compared with a table that was read in this order
}

TEST(ColumnTable, IsTheSameWhenEveryCellIs)
{
    Table other = samples();
    EXPECT_TRUE(sameCells(toColumns(samples()), toColumns(other)));
    other.rows[2][2] = "new";
    EXPECT_FALSE(sameCells(toColumns(samples()), toColumns(other)));
    other = samples();
    other.rows.push_back({CellValue(), CellValue(), CellValue()});
    EXPECT_FALSE(sameCells(toColumns(samples()), toColumns(other)));
}

}  // namespace
}  // namespace aurora
