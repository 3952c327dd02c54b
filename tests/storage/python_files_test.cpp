#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/core/time.h"
#include "aurora/storage/frame.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

// What pandas 3 reads from files of the Python program and of PyTables stands in edge/expected.json: row count, types
// and every n-th value of every column.

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

std::optional<fs::path> pythonFiles()
{
    const auto corpus = test::corpus();
    return corpus ? std::optional(*corpus / "python_project") : std::nullopt;
}

/// The files that are refused, and words that must be in the sentence.
const std::map<std::string, std::string>& refusals()
{
    static const std::map<std::string, std::string> words{
        {"categorical_column.h5", "`block4_items` is missing"},
        {"column_twice.h5", "`nblocks` is missing"},
        {"complib_blosc2.h5", "blosc2"},
        {"complib_blosc2_lz4.h5", "blosc2"},
        {"complib_blosc2_zstd.h5", "blosc2"},
        {"format_table.h5", "format \"table\""},
        {"multi_columns.h5", "several levels"},
        {"series.h5", "a single pandas series"},
    };
    return words;
}

/// numpy's name of a type → the name of what we make of it.
std::string ourType(const std::string& numpyType)
{
    static const std::map<std::string, std::string> changed{
        {"float16", "float32"}, {"bool", "uint8"}, {"datetime64[ns]", "float64"}};
    const auto found = changed.find(numpyType);
    return found == changed.end() ? numpyType : found->second;
}

void expectValue(const Column& column, std::size_t row, const Json& expected)
{
    SCOPED_TRACE("column " + column.name + ", row " + std::to_string(row));
    if (expected.is_string()) {
        const auto uts = parseTimestamp(expected.get<std::string>(), "UTC");
        ASSERT_TRUE(uts.has_value());
        EXPECT_NEAR(numberAt(column.values, row), *uts, 1e-6);
    } else if (expected.is_null()) {
        EXPECT_TRUE(std::isnan(numberAt(column.values, row)));
    } else if (const auto* wide = std::get_if<std::vector<std::uint64_t>>(&column.values)) {
        EXPECT_EQ((*wide)[row], expected.get<std::uint64_t>());
    } else if (const auto* counts = std::get_if<std::vector<std::int64_t>>(&column.values)) {
        EXPECT_EQ((*counts)[row], expected.get<std::int64_t>());
    } else {
        const double number =
            expected.is_boolean() ? static_cast<double>(expected.get<bool>()) : expected.get<double>();
        EXPECT_EQ(numberAt(column.values, row), number);
    }
}

void expectFrame(const Frame& frame, const Json& expected)
{
    std::vector<std::string> names;
    std::vector<std::string> textNames;
    const auto every = expected["n"].get<std::size_t>();
    for (const Json& column : expected["columns"]) {
        const auto name = column["name"].get<std::string>();
        if (column["dtype"] == "object") {
            textNames.push_back(name);
            continue;
        }
        names.push_back(name);
        const Column* found = frame.find(name);
        ASSERT_NE(found, nullptr) << name;
        EXPECT_EQ(typeName(found->values), ourType(column["dtype"].get<std::string>())) << name;
        ASSERT_EQ(rowCount(found->values), expected["rows"].get<std::size_t>()) << name;
        std::size_t row = 0;
        for (const Json& value : column["every n-th"]) {
            expectValue(*found, row, value);
            row += every;
        }
    }
    std::vector<std::string> order;
    for (const Column& column : frame.columns) {
        order.push_back(column.name);
    }
    EXPECT_EQ(order, names);
    EXPECT_EQ(frame.leftOut, textNames);
}

TEST(PythonFiles, EveryEdgeCaseReadsAsPandasReadsItOrIsRefusedByName)
{
    const auto folder = pythonFiles();
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const Json expected = parseJson(readFile(*folder / "edge" / "expected.json"), "expected.json");
    ASSERT_GT(expected.size(), 30U);
    for (const auto& [name, content] : expected.items()) {
        SCOPED_TRACE(name);
        const fs::path file = *folder / "edge" / name;
        const auto refusal = refusals().find(name);
        if (refusal == refusals().end()) {
            expectFrame(readFrame(file), content);
            continue;
        }
        try {
            static_cast<void>(readFrame(file));
            FAIL() << "was read";
        } catch (const Error& error) {
            EXPECT_THAT(error.what(), AllOf(HasSubstr(name), HasSubstr(refusal->second)));
        }
    }
}

TEST(PythonFiles, WithOtherMetadataHoldTheSameFrame)
{
    const auto folder = pythonFiles();
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const test::TemporaryFolder copies;
    const fs::path copy = copies.path() / "copy.h5";
    const Json metadata{{"is", "new"}};
    const Json expected = parseJson(readFile(*folder / "edge" / "expected.json"), "expected.json");
    for (const auto& [name, content] : expected.items()) {
        SCOPED_TRACE(name);
        copyWithMetadata(*folder / "edge" / name, copy, metadata);
        EXPECT_EQ(readMetadata(copy), metadata);
        if (refusals().count(name) == 0) {
            expectFrame(readFrame(copy), content);
        }
    }
}

TEST(PythonFiles, FilesWrittenThroughTheLibraryAloneReadAlike)
{
    const auto folder = pythonFiles();
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const Frame full = readFrame(*folder / "written_without_pandas" / "full.h5");
    ASSERT_EQ(full.rows(), 300U);
    EXPECT_EQ(full.columns.size(), 5U);
    for (const char* const name : {"minimal.h5", "not_transposed.h5", "refused_ascii_attributes.h5"}) {
        SCOPED_TRACE(name);
        const Frame other = readFrame(*folder / "written_without_pandas" / name);
        ASSERT_EQ(other.columns.size(), full.columns.size());
        for (std::size_t i = 0; i < full.columns.size(); ++i) {
            EXPECT_EQ(other.columns[i].name, full.columns[i].name);
            EXPECT_EQ(other.columns[i].values, full.columns[i].values);
        }
    }
    const Frame empty = readFrame(*folder / "written_without_pandas" / "zero_rows.h5");
    EXPECT_EQ(empty.columns.size(), 5U);
    EXPECT_EQ(empty.rows(), 0U);
}

TEST(PythonFiles, NamesOfVariableLengthAreRefusedAsPandasRefusesThem)
{
    const auto folder = pythonFiles();
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    try {
        static_cast<void>(readFrame(*folder / "written_without_pandas" / "refused_vlen_names.h5"));
        FAIL() << "was read";
    } catch (const Error& error) {
        EXPECT_THAT(error.what(), HasSubstr("refused_vlen_names.h5: cannot be read: its column names (`axis0`) are not "
                                            "texts of fixed length."));
    }
}

TEST(PythonFiles, OnlyTheColumnsAskedForAreRead)
{
    const auto folder = pythonFiles();
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const std::vector<std::string> wanted{"I (A)", "no such column", "uts"};
    const Frame frame = readFrame(*folder / "edge" / "reference.h5", wanted);
    ASSERT_EQ(frame.columns.size(), 2U);
    EXPECT_EQ(frame.columns[0].name, "uts");
    EXPECT_EQ(frame.columns[1].name, "I (A)");
    EXPECT_EQ(numberAt(frame.columns[1].values, 20), 0.00024136819411069155);
}

TEST(PythonFiles, MetadataKeepsItsParts)
{
    const auto folder = pythonFiles();
    if (!folder) {
        GTEST_SKIP() << "the corpus is not there";
    }
    const fs::path sample = *folder / "project" / "snapshots" / "240620_kigr_gen2" / "240620_kigr_gen2_01";
    const Json metadata = readMetadata(sample / "snapshot.tt1-12.h5");
    EXPECT_EQ(metadata["sample_data"]["Sample ID"], "240620_kigr_gen2_01");
    EXPECT_TRUE(metadata["provenance"]["aurora_metadata"].contains("json_conversion"));
    EXPECT_TRUE(readMetadata(sample / "shrunk.240620_kigr_gen2_01.h5").is_null());
}

}  // namespace
}  // namespace aurora::storage
