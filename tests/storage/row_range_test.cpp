#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/storage/frame.h"
#include "aurora/storage/sample_files.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <hdf5.h>

#include <array>
#include <fstream>
#include <numeric>
#include <random>

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

/// Rows 0, 1, 2, … as double and their negative as int32: a value tells its row.
Frame countingFrame(std::size_t rows)
{
    std::vector<double> up(rows);
    std::iota(up.begin(), up.end(), 0.0);
    std::vector<std::int32_t> down(rows);
    std::transform(up.begin(), up.end(), down.begin(), [](double row) { return static_cast<std::int32_t>(-row); });
    return {{{"up", {}, up}, {"down", {}, down}}, {{"kept", true}}, {}};
}

/// A column's rows [begin, end), cut to those that are there, the slow way.
ColumnValues rowsOf(const ColumnValues& whole, RowRange range)
{
    return std::visit(
        [&](const auto& values) -> ColumnValues {
            const std::size_t end = std::min(range.end, values.size());
            const std::size_t begin = std::min(range.begin, end);
            return std::decay_t<decltype(values)>(values.begin() + static_cast<std::ptrdiff_t>(begin),
                                                  values.begin() + static_cast<std::ptrdiff_t>(end));
        },
        whole);
}

/// The same values bit by bit: "no number" equals itself here.
bool areSame(const ColumnValues& one, const ColumnValues& other)
{
    return one.index() == other.index() &&
           std::visit(
               [&](const auto& values) {
                   using Values = std::decay_t<decltype(values)>;
                   const auto& others = std::get<Values>(other);
                   return values.size() == others.size() &&
                          std::equal(values.begin(), values.end(), others.begin(),
                                     [](const auto& a, const auto& b) { return a == b || (a != a && b != b); });
               },
               one);
}

void expectRangesOf(const fs::path& file, std::span<const RowRange> ranges)
{
    const Frame whole = readFrame(file);
    EXPECT_EQ(rowCount(file), whole.rows());
    for (const RowRange& range : ranges) {
        SCOPED_TRACE(file.filename().string() + ", rows " + std::to_string(range.begin) + " to " +
                     std::to_string(range.end));
        const Frame part = readFrame(file, {}, range);
        ASSERT_EQ(part.columns.size(), whole.columns.size());
        EXPECT_EQ(part.metadata, whole.metadata);
        EXPECT_EQ(part.leftOut, whole.leftOut);
        for (std::size_t i = 0; i < whole.columns.size(); ++i) {
            EXPECT_EQ(part.columns[i].name, whole.columns[i].name);
            EXPECT_TRUE(areSame(part.columns[i].values, rowsOf(whole.columns[i].values, range)))
                << whole.columns[i].name;
        }
    }
}

TEST(RowRange, GivesTheRowsThatWereWritten)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    writeFrame(file, countingFrame(200'001));  // four chunks of 50 001 rows
    const Frame part = readFrame(file, {}, RowRange{50'000, 50'003});
    EXPECT_EQ(part.columns.at(0).values, ColumnValues((std::vector<double>{50'000, 50'001, 50'002})));
    EXPECT_EQ(part.columns.at(1).values, ColumnValues((std::vector<std::int32_t>{-50'000, -50'001, -50'002})));
    EXPECT_EQ(part.rows(), 3U);
    const std::vector<RowRange> ranges{
        {}, {0, 0}, {0, 1}, {0, 50'001}, {50'001, 100'002}, {49'999, 150'010}, {200'000, 200'001}, {150'003, 200'000}};
    expectRangesOf(file, ranges);
}

TEST(RowRange, IsCutToTheRowsThatAreThere)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    writeFrame(file, countingFrame(10));
    EXPECT_EQ(readFrame(file, {}, RowRange{8, 99}).columns.at(0).values, ColumnValues((std::vector<double>{8, 9})));
    for (const RowRange& none : {RowRange{10, 20}, RowRange{11, 12}, RowRange{7, 3}, RowRange{~std::size_t{0}}}) {
        const Frame empty = readFrame(file, {}, none);
        EXPECT_EQ(empty.columns.size(), 2U);
        EXPECT_EQ(empty.rows(), 0U);
    }
}

TEST(RowRange, OfSomeColumnsGivesThemAlone)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    writeFrame(file, countingFrame(100));
    const std::vector<std::string> wanted{"down"};
    const Frame part = readFrame(file, wanted, RowRange{98, 100});
    ASSERT_EQ(part.columns.size(), 1U);
    EXPECT_EQ(part.columns[0].values, ColumnValues((std::vector<std::int32_t>{-98, -99})));
}

/// Makes the chunk of an array that holds the row undecodable.
void damageChunk(const fs::path& file, const std::string& array, hsize_t firstRow)
{
    const hid_t id = H5Fopen(file.string().c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(id, array.c_str(), H5P_DEFAULT);
    const std::array<hsize_t, 2> offset{firstRow, 0};
    unsigned mask = 0;
    haddr_t address = HADDR_UNDEF;
    hsize_t size = 0;
    ASSERT_GE(H5Dget_chunk_info_by_coord(dataset, offset.data(), &mask, &address, &size), 0);
    H5Dclose(dataset);
    H5Fclose(id);
    ASSERT_NE(address, HADDR_UNDEF);
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(address));
    stream << std::string(static_cast<std::size_t>(size), '\xFF');
}

TEST(RowRange, LeavesChunksOutsideOfItAlone)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    writeFrame(file, countingFrame(200'001));  // chunks begin at rows 0, 50 001, 100 002, 150 003
    damageChunk(file, "data/block0_values", 100'002);
    EXPECT_THROW(static_cast<void>(readFrame(file)), Error);
    EXPECT_THROW(static_cast<void>(readFrame(file, {}, RowRange{100'001, 100'003})), Error);
    EXPECT_EQ(numberAt(readFrame(file, {}, RowRange{100'000, 100'002}).columns.at(0).values, 1), 100'001.0);
    EXPECT_EQ(numberAt(readFrame(file, {}, RowRange{150'003, 200'001}).columns.at(0).values, 0), 150'003.0);
    EXPECT_EQ(readFrame(file, {}, RowRange{100'003, 100'003}).rows(), 0U) << "no row is in the damaged chunk";
    const std::vector<std::string> other{"down"};
    EXPECT_EQ(readFrame(file, other, RowRange{100'001, 100'003}).rows(), 2U) << "its chunks are whole";
}

TEST(RowCount, ReadsNoRows)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    writeFrame(file, countingFrame(70'000));
    for (const char* const array : {"data/axis1", "data/block0_values", "data/block1_values"}) {
        damageChunk(file, array, 0);
    }
    EXPECT_EQ(rowCount(file), 70'000U);
    EXPECT_THROW(static_cast<void>(rowCount(folder.path() / "absent.h5")), Error);
}

/// How another program might store three columns of doubles in one block.
struct ForeignLayout
{
    const char* name;
    bool rowsRunDown;                             ///< shape (rows, 3); else (3, rows)
    std::optional<std::array<hsize_t, 2>> chunk;  ///< none: in one run
};

void writeAttribute(hid_t object, const char* name, const std::string& text)
{
    const hid_t type = H5Tcopy(H5T_C_S1);
    H5Tset_size(type, text.size());
    H5Tset_cset(type, H5T_CSET_UTF8);
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT);
    ASSERT_GE(H5Awrite(attribute, type, text.data()), 0);
    H5Aclose(attribute);
    H5Sclose(space);
    H5Tclose(type);
}

void writeAttribute(hid_t object, const char* name, std::int64_t number)
{
    const hid_t space = H5Screate(H5S_SCALAR);
    const hid_t attribute = H5Acreate2(object, name, H5T_STD_I64LE, space, H5P_DEFAULT, H5P_DEFAULT);
    ASSERT_GE(H5Awrite(attribute, H5T_NATIVE_INT64, &number), 0);
    H5Aclose(attribute);
    H5Sclose(space);
}

void writeArray(hid_t group, const char* name, hid_t type, std::span<const hsize_t> shape, const void* values,
                const ForeignLayout& layout)
{
    const hid_t space = H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr);
    const hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    if (layout.chunk && shape.size() == 2) {
        H5Pset_chunk(creation, 2, layout.chunk->data());
        H5Pset_shuffle(creation);
        H5Pset_deflate(creation, 1);
    }
    const hid_t dataset = H5Dcreate2(group, name, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    ASSERT_GE(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), 0) << name;
    if (shape.size() == 2 && layout.rowsRunDown) {
        writeAttribute(dataset, "transposed", 1);
    }
    H5Dclose(dataset);
    H5Pclose(creation);
    H5Sclose(space);
}

/// Columns a, b, c: row r of column k is r + k / 4.
void writeForeignFrame(const fs::path& file, const ForeignLayout& layout, hsize_t rows)
{
    std::vector<double> values(rows * 3);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t k = 0; k < 3; ++k) {
            const double value = static_cast<double>(row) + 0.25 * static_cast<double>(k);
            values[layout.rowsRunDown ? row * 3 + k : k * rows + row] = value;
        }
    }
    const std::array<hsize_t, 2> shape =
        layout.rowsRunDown ? std::array<hsize_t, 2>{rows, 3} : std::array<hsize_t, 2>{3, rows};
    const std::array<hsize_t, 1> columns{3};
    const std::array<hsize_t, 1> labels{rows};
    const std::vector<std::int64_t> label(rows, 0);
    const hid_t id = H5Fcreate(file.string().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    const hid_t group = H5Gcreate2(id, "data", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    writeAttribute(group, "pandas_type", "frame");
    writeAttribute(group, "axis0_variety", "regular");
    writeAttribute(group, "axis1_variety", "regular");
    writeAttribute(group, "nblocks", 1);
    const hid_t name = H5Tcopy(H5T_C_S1);
    H5Tset_size(name, 1);
    writeArray(group, "axis0", name, columns, "abc", layout);
    writeArray(group, "axis1", H5T_NATIVE_INT64, labels, label.data(), layout);
    writeArray(group, "block0_items", name, columns, "abc", layout);
    writeArray(group, "block0_values", H5T_NATIVE_DOUBLE, shape, values.data(), layout);
    H5Tclose(name);
    H5Gclose(group);
    H5Fclose(id);
}

/// Every way to lie in a file: along rows and columns, chunked across both, in one run larger than is read at once.
const std::array foreignLayouts{
    ForeignLayout{"rows down, one run", true, std::nullopt},
    ForeignLayout{"rows across, one run", false, std::nullopt},
    ForeignLayout{"rows down, all columns in a chunk", true, std::array<hsize_t, 2>{7'000, 3}},
    ForeignLayout{"rows down, chunks split columns", true, std::array<hsize_t, 2>{9'999, 2}},
    ForeignLayout{"rows across, chunks split columns", false, std::array<hsize_t, 2>{2, 30'001}},
};

TEST(RowRange, OfForeignLayoutsGivesTheirRows)
{
    const test::TemporaryFolder folder;
    constexpr hsize_t rows = 300'000;  // 7 MB
    for (const ForeignLayout& layout : foreignLayouts) {
        SCOPED_TRACE(layout.name);
        const fs::path file = folder.path() / "foreign.h5";
        writeForeignFrame(file, layout, rows);
        const Frame part = readFrame(file, {}, RowRange{131'071, 131'073});
        ASSERT_EQ(part.columns.size(), 3U);
        EXPECT_EQ(part.columns[0].values, ColumnValues((std::vector<double>{131'071, 131'072})));
        EXPECT_EQ(part.columns[1].values, ColumnValues((std::vector<double>{131'071.25, 131'072.25})));
        EXPECT_EQ(part.columns[2].values, ColumnValues((std::vector<double>{131'071.5, 131'072.5})));
        const std::vector<RowRange> ranges{{}, {0, 1}, {6'999, 7'001}, {29'000, 160'003}, {299'999, 300'000}};
        expectRangesOf(file, ranges);
    }
}

TEST(RowRange, OfOneColumnLeavesChunksOfOthersAlone)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "foreign.h5";
    writeForeignFrame(file, foreignLayouts[3], 20'000);  // chunks of 9 999 rows of a and b, and of c
    damageChunk(file, "data/block0_values", 9'999);
    EXPECT_THROW(static_cast<void>(readFrame(file)), Error);
    const std::vector<std::string> wanted{"c"};
    const Frame frame = readFrame(file, wanted);
    EXPECT_EQ(numberAt(frame.columns.at(0).values, 19'999), 19'999.5);
}

TEST(RowRange, OfFilesOfThePythonProgramGivesTheirRows)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    std::size_t compared = 0;
    for (const char* const part : {"edge", "written_without_pandas", "project"}) {
        for (const auto& entry : fs::recursive_directory_iterator(*corpus / "python_project" / part)) {
            if (entry.path().extension() != ".h5") {
                continue;
            }
            std::size_t rows = 0;
            try {
                rows = readFrame(entry.path()).rows();
            } catch (const Error&) {
                EXPECT_THROW(static_cast<void>(readFrame(entry.path(), {}, RowRange{0, 1})), Error) << entry.path();
                continue;
            }
            const std::vector<RowRange> ranges{
                {}, {0, 1}, {3, 17}, {rows / 2, rows}, {5, rows + 9}, {rows, rows + 1}, {rows + 7, rows + 9}};
            expectRangesOf(entry.path(), ranges);
            ++compared;
        }
    }
    EXPECT_GT(compared, 35U);
}

TEST(RowCount, OfFilesOfThePythonProgramIsThatOfPandas)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const fs::path edge = *corpus / "python_project" / "edge";
    EXPECT_EQ(rowCount(edge / "reference.h5"), 200U);
    EXPECT_EQ(rowCount(edge / "empty_rows.h5"), 0U);
    EXPECT_EQ(rowCount(edge / "empty_frame.h5"), 0U);
    EXPECT_EQ(rowCount(edge / "one_row.h5"), 1U);
    try {
        static_cast<void>(rowCount(edge / "format_table.h5"));
        FAIL() << "was counted";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("format_table.h5: cannot be read: its table is stored in pandas' format"));
    }
}

MergedSeries countingSeries(std::size_t rows)
{
    MergedSeries series;
    series.uts.resize(rows);
    std::iota(series.uts.begin(), series.uts.end(), 1.7e9);
    series.voltage_V.assign(rows, 3.7F);
    series.current_A.assign(rows, 1e-3F);
    series.charge_mAh.assign(rows, 0.25);
    series.technique.assign(rows, 1);
    series.step.resize(rows);
    series.cycle.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        series.step[row] = static_cast<std::int32_t>(row / 1'000) + 1;
        series.cycle[row] = static_cast<std::int32_t>(row / 2'000) + 1;
    }
    return series;
}

TEST(RowRange, OfAMergedSeriesKeepsItsNumbers)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "full.cell.h5";
    writeFull(file, countingSeries(5'000), nullptr);
    const MergedSeries part = readFull(file, {2'999, 3'001});
    EXPECT_THAT(part.uts, ElementsAre(1.7e9 + 2'999, 1.7e9 + 3'000));
    EXPECT_THAT(part.step, ElementsAre(3, 4));
    EXPECT_THAT(part.cycle, ElementsAre(2, 2));
    EXPECT_THAT(part.charge_mAh, ElementsAre(0.25, 0.25));
    EXPECT_EQ(readFull(file, {4'990}).size(), 10U);
    EXPECT_EQ(readFull(file, {5'000}).size(), 0U);
}

TEST(RowRange, OfAMergedSeriesOfThePythonProgramCountsStepsFromOne)
{
    const auto corpus = test::corpus();
    if (!corpus) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const fs::path file = *corpus / "python_project" / "project" / "snapshots" / "commercial_cell" /
                          "commercial_cell_009" / "full.commercial_cell_009.h5";
    const MergedSeries last = readFull(file, {7'256});
    EXPECT_THAT(last.step, ElementsAre(5)) << "4 in the file, which counts from 0";
    EXPECT_THAT(last.cycle, ElementsAre(4));
    EXPECT_THAT(last.uts, ElementsAre(1738896939.55));
}

TEST(RowRange, OfASnapshotHasItsColumnsAndMetadata)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "snapshot.x.h5";
    CyclingSeries series;
    series.uts = {1, 2, 3};
    series.voltage_V = {3.1F, 3.2F, 3.3F};
    series.current_A = {0, 0, 1e-3F};
    series.cycleNumber = {1, 1, 2};
    series.technique = {1, 1, 2};
    writeSnapshot(file, series, {{"a", 1}});
    const Snapshot part = readSnapshot(file, RowRange{1, 3});
    EXPECT_THAT(part.series.uts, ElementsAre(2, 3));
    EXPECT_THAT(part.series.voltage_V, ElementsAre(3.2F, 3.3F));
    EXPECT_THAT(part.series.cycleNumber, ElementsAre(1, 2));
    EXPECT_TRUE(part.series.chargeStep_mAh.empty());
    EXPECT_EQ(part.metadata, (Json{{"a", 1}}));
}

}  // namespace
}  // namespace aurora::storage
