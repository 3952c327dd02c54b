#include "aurora/core/json.h"
#include "aurora/storage/frame.h"
#include "support/corpus.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;

/// A column as pandas 2.3 reads it: numpy's type (float16 read as float32), values of three rows, sum over all.
struct ExpectedColumn
{
    const char* name;
    const char* type;
    double first;
    double middle;  ///< of row rows / 2
    double last;
    double sum;
};

struct ExpectedFile
{
    const char* path;
    std::size_t rows;
    std::vector<ExpectedColumn> columns;
};

// clang-format off
const std::vector<ExpectedFile> expectedFiles{
    {"240620_kigr_gen2/240620_kigr_gen2_01/full.240620_kigr_gen2_01.h5",
     1104,
     {
         {"uts", "float64", 1718878200.0, 1719089175.843, 1719163557.966, 1897848973920.4888},
         {"V (V)", "float32", 3.309999942779541, 4.739363193511963, 4.318234920501709, 4719.405438899994},
         {"I (A)", "float32", 0.0, 0.0011959730181843042, -0.0011959730181843042, 0.0},
         {"technique", "int16", 100.0, 155.0, 155.0, 170790.0},
         {"dQ (mAh)", "float32", 0.0, 0.05007074028253555, -0.021306591108441353, 2.684722954601966},
         {"Step", "int64", 0.0, 4.0, 8.0, 4395.0},
         {"Cycle", "int64", 1.0, 5.0, 9.0, 5499.0},
     }},
    {"240620_kigr_gen2/240620_kigr_gen2_01/shrunk.240620_kigr_gen2_01.h5",
     2110,
     {
         {"V (V)", "float32", 3.310546875, 4.7265625, 4.31640625, 9018.509765625},
         {"I (A)", "float32", 0.0, 0.0011959075927734375, -0.0011959075927734375, -0.0009565353393554688},
         {"uts", "float64", 1718878200.0, 1719089025.125, 1719163557.966, 3627229185551.996},
         {"dQ (mAh)", "float32", 0.0, 0.0, 0.0, 2.714838147163391},
         {"Cycle", "int16", 1.0, 5.0, 9.0, 10502.0},
     }},
    {"240620_kigr_gen2/240620_kigr_gen2_01/snapshot.tt1-12.h5",
     1104,
     {
         {"uts", "float64", 1718878200.0, 1719089175.843, 1719163557.966, 1897848973920.4888},
         {"V (V)", "float32", 3.309999942779541, 4.739363193511963, 4.318234920501709, 4719.405438899994},
         {"I (A)", "float32", 0.0, 0.0011959730181843042, -0.0011959730181843042, 0.0},
         {"cycle_number", "int32", 0.0, 0.0, 0.0, 0.0},
         {"loop_number", "int32", 0.0, 1.0, 5.0, 2196.0},
         {"index", "int16", 0.0, 4.0, 5.0, 3843.0},
         {"technique", "int16", 100.0, 155.0, 155.0, 170790.0},
     }},
    {"250116_kigr_gen6/250116_kigr_gen6_01/full.250116_kigr_gen6_01.h5",
     4183,
     {
         {"uts", "float64", 1737032754.213, 1737092216.5498245, 1737114470.6729267, 7266248574996.9795},
         {"V (V)", "float32", 0.29356077313423157, 4.718682289123535, 3.8382880687713623, 16864.857068687677},
         {"I (A)", "float32", -0.0, 0.0012067371280863881, 0.0, 0.2856753455530736},
         {"technique", "int16", 3.0, 1.0, 3.0, 5470.0},
         {"dQ (mAh)", "float32", 0.0, 0.0033520476426929235, 0.0, 0.6237819685683377},
         {"Step", "int64", 0.0, 2.0, 3.0, 7419.0},
         {"Cycle", "int64", 0.0, 2.0, 3.0, 7419.0},
     }},
    {"250116_kigr_gen6/250116_kigr_gen6_01/shrunk.250116_kigr_gen6_01.h5",
     2418,
     {
         {"V (V)", "float32", 0.29345703125, 4.71875, 3.837890625, 9740.940673828125},
         {"I (A)", "float32", -0.0, 0.0012063980102539062, 0.0, 0.16205406188964844},
         {"uts", "float64", 1737032754.213, 1737092196.5498235, 1737114470.6729267, 4200284156834.3438},
         {"dQ (mAh)", "float32", 0.0, 0.0, 0.0, 0.5498034954071045},
         {"Cycle", "int16", 0.0, 2.0, 3.0, 4288.0},
     }},
    {"250116_kigr_gen6/250116_kigr_gen6_01/snapshot.250116_kigr_gen6_01_01_GCPL_CD8.h5",
     392,
     {
         {"uts", "float64", 1737032754.213, 1737052688.0259469, 1737075967.9690526, 680924685723.1207},
         {"V (V)", "float32", 0.29356077313423157, 0.3832065165042877, 0.28836390376091003, 182.2481577694416},
         {"I (A)", "float32", -0.0, 0.0, 0.0, 0.004818587067831004},
         {"cycle_number", "int32", 0.0, 0.0, 0.0, 0.0},
         {"technique", "int16", 3.0, 3.0, 3.0, 1136.0},
     }},
    {"250116_kigr_gen6/250116_kigr_gen6_01/snapshot.250116_kigr_gen6_01_02_GCPL_CD8.h5",
     3791,
     {
         {"uts", "float64", 1737075967.9750526, 1737094153.1179163, 1737114470.6729267, 6585323889273.859},
         {"V (V)", "float32", 0.28836390376091003, 4.900454044342041, 3.8382880687713623, 16682.608910918236},
         {"I (A)", "float32", -0.0, 0.0008284037467092276, 0.0, 0.2808567584852426},
         {"cycle_number", "int32", 0.0, 1.0, 2.0, 3628.0},
         {"technique", "int16", 3.0, 2.0, 3.0, 4334.0},
     }},
    {"commercial_cell/commercial_cell_009/full.commercial_cell_009.h5",
     7257,
     {
         {"V (V)", "float32", 4.125736713409424, 3.902939796447754, 2.7498414516448975, 28308.285952091217},
         {"I (A)", "float32", 0.02247949130833149, -0.022499436512589455, -0.02249920554459095, -5.037346477154642},
         {"technique", "int16", 1.0, 2.0, 2.0, 14077.0},
         {"uts", "float64", 1738836017.850001, 1738865635.35, 1738896939.55, 12618951416085.95},
         {"dQ (mAh)", "float32", 0.0, -0.062498368322849274, -0.02499915286898613, -34.01926995619422},
         {"Step", "int64", 0.0, 2.0, 4.0, 15591.0},
         {"Cycle", "int64", 0.0, 2.0, 4.0, 15591.0},
     }},
    {"commercial_cell/commercial_cell_009/shrunk.commercial_cell_009.h5",
     2724,
     {
         {"V (V)", "float32", 4.125, 3.798828125, 2.75, 10543.779296875},
         {"I (A)", "float32", 0.0224761962890625, -0.0225067138671875, -0.0225067138671875, -5.444986343383789},
         {"uts", "float64", 1738836017.850001, 1738866485.35, 1738896939.55, 4736672252632.199},
         {"dQ (mAh)", "float32", 0.0, -0.1875, 0.0, -34.156097412109375},
         {"Cycle", "int16", 0.0, 2.0, 4.0, 5908.0},
     }},
    {"commercial_cell/commercial_cell_009/snapshot.nw4-120-6-1-36.h5",
     7257,
     {
         {"V (V)", "float32", 4.125736713409424, 3.902939796447754, 2.7498414516448975, 28308.285952091217},
         {"I (A)", "float32", 0.02247949130833149, -0.022499436512589455, -0.02249920554459095, -5.037346477154642},
         {"technique", "int16", 1.0, 2.0, 2.0, 14077.0},
         {"cycle_number", "int32", 0.0, 2.0, 4.0, 15591.0},
         {"uts", "float64", 1738836017.850001, 1738865635.35, 1738896939.55, 12618951416085.95},
     }},
};

// clang-format on

double sumOf(const ColumnValues& values)
{
    double sum = 0;
    for (std::size_t row = 0; row < rowCount(values); ++row) {
        sum += numberAt(values, row);
    }
    return sum;
}

void expectColumn(const Column& column, const ExpectedColumn& expected, std::size_t rows)
{
    SCOPED_TRACE(expected.name);
    EXPECT_EQ(column.name, expected.name);
    EXPECT_EQ(typeName(column.values), expected.type);
    ASSERT_EQ(rowCount(column.values), rows);
    EXPECT_EQ(numberAt(column.values, 0), expected.first);
    EXPECT_EQ(numberAt(column.values, rows / 2), expected.middle);
    EXPECT_EQ(numberAt(column.values, rows - 1), expected.last);
    const double scale = std::max({std::abs(expected.sum), std::abs(expected.middle) * static_cast<double>(rows)});
    EXPECT_NEAR(sumOf(column.values), expected.sum, 1e-11 * scale) << "pandas adds in another order";
}

TEST(PythonProject, EveryFileOfItReadsAsPandasReadsIt)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const fs::path snapshots = *corpus / "python_project" / "project" / "snapshots";
    for (const ExpectedFile& expected : expectedFiles) {
        SCOPED_TRACE(expected.path);
        const Frame frame = readFrame(snapshots / expected.path);
        EXPECT_TRUE(frame.leftOut.empty());
        ASSERT_EQ(frame.columns.size(), expected.columns.size());
        for (std::size_t i = 0; i < expected.columns.size(); ++i) {
            expectColumn(frame.columns[i], expected.columns[i], expected.rows);
        }
    }
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(snapshots)) {
        files += entry.path().extension() == ".h5" ? 1 : 0;
    }
    EXPECT_EQ(files, expectedFiles.size()) << "a file of the project is not in the table";
}

}  // namespace
}  // namespace aurora::storage
