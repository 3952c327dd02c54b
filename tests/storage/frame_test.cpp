#include "aurora/storage/frame.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <cmath>
#include <limits>
#include <random>
#include <thread>

#ifndef _WIN32
#    include <csignal>
#    include <sys/wait.h>
#    include <unistd.h>
#endif

namespace aurora::storage {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

template <class T>
Column column(const std::string& name, std::vector<T> values)
{
    return {name, {}, std::move(values)};
}

/// Noise, so that nothing compresses well, with more rows than one chunk holds.
Frame noisyFrame(std::size_t rows)
{
    std::mt19937_64 random(7);
    std::vector<double> uts(rows);
    std::vector<float> voltage_V(rows);
    std::vector<std::int32_t> cycle(rows);
    for (std::size_t i = 0; i < rows; ++i) {
        uts[i] = 1.7e9 + static_cast<double>(random() % 1'000'000'000) * 1e-3;
        voltage_V[i] = static_cast<float>(random() % 100'000) * 1e-5F;
        cycle[i] = static_cast<std::int32_t>(random());
    }
    return {{column("uts", uts), column("V (V)", voltage_V), column("Cycle", cycle)}, {{"rows", rows}}, {}};
}

void expectEqual(const Frame& actual, const Frame& expected)
{
    ASSERT_EQ(actual.columns.size(), expected.columns.size());
    for (std::size_t i = 0; i < expected.columns.size(); ++i) {
        EXPECT_EQ(actual.columns[i].name, expected.columns[i].name);
        EXPECT_TRUE(actual.columns[i].values == expected.columns[i].values) << expected.columns[i].name;
    }
    EXPECT_EQ(actual.metadata, expected.metadata);
}

std::string messageOf(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "nothing was thrown";
}

TEST(Frame, ManyChunksComeBackAsTheyWere)
{
    const test::TemporaryFolder folder;
    for (const std::size_t rows : {std::size_t{1}, std::size_t{65536}, std::size_t{65537}, std::size_t{200'001}}) {
        SCOPED_TRACE(rows);
        const Frame frame = noisyFrame(rows);
        writeFrame(folder.path() / "frame.h5", frame);
        expectEqual(readFrame(folder.path() / "frame.h5"), frame);
    }
}

TEST(Frame, EveryNumberTypeKeepsItsLimits)
{
    const test::TemporaryFolder folder;
    const auto limits = []<class T>(T) {
        return std::vector<T>{std::numeric_limits<T>::lowest(), T{1}, std::numeric_limits<T>::max()};
    };
    const Frame frame{{column("f64", limits(double{})), column("f32", limits(float{})),
                       column("i64", limits(std::int64_t{})), column("i32", limits(std::int32_t{})),
                       column("i16", limits(std::int16_t{})), column("i8", limits(std::int8_t{})),
                       column("u64", limits(std::uint64_t{})), column("u32", limits(std::uint32_t{})),
                       column("u16", limits(std::uint16_t{})), column("u8", limits(std::uint8_t{}))},
                      Json::object(),
                      {}};
    writeFrame(folder.path() / "types.h5", frame);
    expectEqual(readFrame(folder.path() / "types.h5"), frame);
}

TEST(Frame, NotANumberStaysOne)
{
    const test::TemporaryFolder folder;
    const double nan = std::numeric_limits<double>::quiet_NaN();
    writeFrame(folder.path() / "nan.h5", {{column<double>("x", {nan, 2.0})}, nullptr, {}});
    const Frame back = readFrame(folder.path() / "nan.h5");
    EXPECT_TRUE(std::isnan(numberAt(back.columns[0].values, 0)));
    EXPECT_EQ(numberAt(back.columns[0].values, 1), 2.0);
}

TEST(Frame, FramesWithoutRowsOrColumnsKeepWhatTheyHave)
{
    const test::TemporaryFolder folder;
    const Frame noRows{{column<float>("V (V)", {}), column<std::int16_t>("technique", {})}, {{"a", 1}}, {}};
    writeFrame(folder.path() / "no_rows.h5", noRows);
    expectEqual(readFrame(folder.path() / "no_rows.h5"), noRows);
    writeFrame(folder.path() / "nothing.h5", {});
    expectEqual(readFrame(folder.path() / "nothing.h5"), {});
}

TEST(Frame, NamesAndMetadataAreUtf8)
{
    const test::TemporaryFolder folder;
    const Frame frame{{column<float>("Cs (µF)", {1.5F})}, {{"Label", "ä µ Ω"}}, {}};
    writeFrame(folder.path() / "größe.h5", frame);
    expectEqual(readFrame(folder.path() / "größe.h5"), frame);
}

TEST(Frame, UnitsOfColumnsBecomePartOfTheirNames)
{
    const test::TemporaryFolder folder;
    writeFrame(folder.path() / "unit.h5", {{{"Ewe", "V", std::vector<float>{1}}}, nullptr, {}});
    EXPECT_EQ(readFrame(folder.path() / "unit.h5").columns[0].name, "Ewe (V)");
}

TEST(Frame, TheSameInputGivesTheSameBytes)
{
    const test::TemporaryFolder folder;
    const Frame frame = noisyFrame(100'000);
    writeFrame(folder.path() / "a.h5", frame);
    writeFrame(folder.path() / "b.h5", frame);
    EXPECT_TRUE(readBytes(folder.path() / "a.h5") == readBytes(folder.path() / "b.h5"));
}

TEST(Frame, RegularColumnsAreStoredInATenthOfTheirSize)
{
    const test::TemporaryFolder folder;
    const std::vector<double> steady(1'000'000, 3.5);
    writeFrame(folder.path() / "steady.h5", {{column("x", steady)}, nullptr, {}});
    EXPECT_LT(fs::file_size(folder.path() / "steady.h5"), steady.size() * sizeof(double) / 10);
}

TEST(Frame, WhatDescribesAFileOfFewRowsTakesLittleRoom)
{
    const test::TemporaryFolder folder;
    Frame frame;
    for (const char* const name : {"uts", "V (V)", "I (A)", "dQ (mAh)", "technique", "Step", "Cycle"}) {
        frame.columns.push_back(column(name, std::vector<float>(1'000, 1)));
    }
    writeFrame(folder.path() / "few.h5", frame);
    EXPECT_LT(fs::file_size(folder.path() / "few.h5"), 14'000U) << "31 kB with the library's defaults";
    replaceMetadata(folder.path() / "few.h5", nullptr);
    EXPECT_LT(fs::file_size(folder.path() / "few.h5"), 14'000U);
}

TEST(Frame, DoublesCanBeStoredRounded)
{
    const test::TemporaryFolder folder;
    const std::vector<double> exact{0.1, 1e10 + 0.5};
    const std::vector<ColumnView> columns{{"dQ (mAh)", RoundedToFloat{exact}}};
    writeFrame(folder.path() / "rounded.h5", columns, nullptr);
    const Frame back = readFrame(folder.path() / "rounded.h5");
    EXPECT_EQ(back.columns[0].values, ColumnValues((std::vector<float>{0.1F, 1e10F})));
}

TEST(Frame, ReplacedMetadataLeavesTheDataAlone)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    Frame frame = noisyFrame(70'000);
    writeFrame(file, frame);
    for (int turn = 0; turn < 3; ++turn) {
        frame.metadata = {{"turn", turn}};
        replaceMetadata(file, frame.metadata);
        expectEqual(readFrame(file), frame);
    }
    const auto size = fs::file_size(file);
    writeFrame(folder.path() / "fresh.h5", frame);
    EXPECT_LT(size, fs::file_size(folder.path() / "fresh.h5") + 4096) << "the old metadata must not be left behind";
}

TEST(Frame, WhatPandasCouldNotReadIsNotWritten)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "bad.h5";
    const auto tryToWrite = [&](std::vector<Column> columns) {
        return messageOf([&] { writeFrame(file, {std::move(columns), nullptr, {}}); });
    };
    EXPECT_THAT(tryToWrite({column<std::string>("Step Type", {"Rest"})}), HasSubstr("\"Step Type\" is text"));
    EXPECT_THAT(tryToWrite({column<float>("x", {1}), column<double>("x", {1})}), HasSubstr("\"x\""));
    EXPECT_THAT(tryToWrite({column<float>("x", {1}), column<float>("y", {1, 2})}), HasSubstr("has 2 rows"));
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(Frame, AFileThatCannotBeWrittenLeavesTheOldOne)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    const Frame old = noisyFrame(10);
    writeFrame(file, old);
    EXPECT_THROW(writeFrame(file, {{column<std::string>("text", {"a"})}, nullptr, {}}), Error);
    EXPECT_THROW(writeFrame(folder.path() / "no such folder" / "frame.h5", old), Error);
    expectEqual(readFrame(file), old);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1) << "a temporary file was left behind";
}

TEST(Frame, ATornFileIsRefusedWithItsName)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "torn.h5";
    writeFrame(file, noisyFrame(100'000));
    const auto whole = fs::file_size(file);
    for (const auto part : {whole - 1, whole / 2, whole / 100, std::uintmax_t{7}, std::uintmax_t{0}}) {
        fs::resize_file(file, part);
        EXPECT_THAT(messageOf([&] { static_cast<void>(readFrame(file)); }), HasSubstr("torn.h5: cannot be read"));
    }
    EXPECT_THAT(messageOf([&] { static_cast<void>(readFrame(folder.path() / "absent.h5")); }),
                HasSubstr("absent.h5: cannot be opened"));
}

TEST(Frame, DamagedChunksAreRefusedOrReadButNeverCrash)
{
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    writeFrame(file, noisyFrame(5'000));
    const std::vector<std::uint8_t> whole = readBytes(file);
    int refused = 0;
    for (std::size_t at = 0; at < whole.size(); at += 997) {
        std::string damaged(whole.begin(), whole.end());
        damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ 0xFFU);
        replaceFileText(file, damaged);
        try {
            static_cast<void>(readFrame(file));
        } catch (const Error&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, 10);
}

TEST(Frame, KilledAtAnyMomentTheFileIsOldOrNew)
{
#ifdef _WIN32
    GTEST_SKIP() << "Windows forks no process";
#else
    const test::TemporaryFolder folder;
    const fs::path file = folder.path() / "frame.h5";
    const std::array frames{noisyFrame(30'000), noisyFrame(40'000)};
    writeFrame(file, frames[0]);
    for (int round = 0; round < 20; ++round) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            for (std::size_t turn = 1;; ++turn) {
                writeFrame(file, frames[turn % 2]);
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(3 + 7 * round));
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        const Frame back = readFrame(file);
        expectEqual(back, frames[back.rows() == frames[0].rows() ? 0 : 1]);
    }
#endif
}

TEST(VendorFrame, TextBecomesCodesThatTheMetadataExplains)
{
    const std::vector<Column> columns{
        {"Step Type", {}, std::vector<std::string>{"Rest", "CC Chg", "Rest"}},
        {"Voltage", "mV", std::vector<float>{1, 2, 3}},
    };
    const Frame frame = vendorFrame(columns, {{"provenance", 1}});
    EXPECT_EQ(frame.columns[0].values, ColumnValues((std::vector<std::int16_t>{0, 1, 0})));
    EXPECT_EQ(frame.columns[1].name, "Voltage (mV)");
    EXPECT_EQ(frame.metadata["codes"]["Step Type"], Json::array({"Rest", "CC Chg"}));
    EXPECT_EQ(frame.metadata["provenance"], 1);
}

TEST(VendorFrame, NamesThatComeAgainGetASuffix)
{
    const std::vector<Column> columns{{"dQ", "mAh", std::vector<float>{1}},
                                      {"dQ", "mAh", std::vector<float>{2}},
                                      {"dQ", "mAh", std::vector<float>{3}}};
    const Frame frame = vendorFrame(columns, nullptr);
    EXPECT_EQ(frame.columns[0].name, "dQ (mAh)");
    EXPECT_EQ(frame.columns[1].name, "dQ (mAh)~2");
    EXPECT_EQ(frame.columns[2].name, "dQ (mAh)~3");
}

}  // namespace
}  // namespace aurora::storage
