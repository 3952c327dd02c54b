// Files that are cut off, foreign or hostile: one sentence or the whole records, never silently less.
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/nda_builder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace aurora {

namespace {

using formats::AllColumns;
using formats::ReadOptions;
using test::ByteVector;
using testing::HasSubstr;

constexpr std::uint32_t noon = 1'700'000'000;

class NdaBadInput : public testing::Test
{
protected:
    [[nodiscard]] std::filesystem::path file() const { return m_folder.path() / "cell.nda"; }

    Recording read(const ByteVector& bytes, Progress& progress = Progress::none())
    {
        test::writeAll(file(), bytes);
        ReadOptions options;
        options.allColumns = AllColumns::Yes;
        return formats::readRecording(file(), options, progress);
    }

    std::string messageOf(const ByteVector& bytes)
    {
        try {
            (void)read(bytes);
        } catch (const FormatError& error) {
            return error.what();
        }
        return "no error";
    }

private:
    test::TemporaryFolder m_folder;
};

std::vector<ByteVector> rowsOf22(std::uint32_t count)
{
    std::vector<ByteVector> rows;
    for (std::uint32_t index = 1; index <= count; ++index) {
        rows.push_back(test::nda22Record({.index = index,
                                          .cycle = 0,
                                          .stepIndex = 1,
                                          .type = 4,
                                          .jump = 1,
                                          .time_ms = 1000 * (index - 1),
                                          .voltage = 36'000,
                                          .current = 0},
                                         noon + index));
    }
    return rows;
}

ByteVector version22(std::uint32_t rows = 3)
{
    return test::ndaFile(22, rowsOf22(rows));
}

ByteVector version8(std::uint32_t rows)
{
    std::vector<ByteVector> records;
    for (std::uint32_t index = 1; index <= rows; ++index) {
        records.push_back(test::nda8Record({index, 1, 4, index, 21'217, 0, 0, 0, noon + index}));
    }
    return test::ndaFile(8, records, 50);
}

ByteVector bts91(std::uint32_t rows)
{
    std::vector<ByteVector> records;
    for (std::uint32_t index = 1; index <= rows; ++index) {
        records.push_back(test::bts91Record({index, 1, 4, index, 0, 0, 3.5F, 0, 0, 0, noon + index}, 56, 25));
    }
    return test::bts9File(19, records, test::bts91Info(rows));
}

ByteVector first(const ByteVector& bytes, std::size_t size)
{
    return ByteVector(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
}

TEST_F(NdaBadInput, EmptyFileIsRefused)
{
    EXPECT_THAT(messageOf({}), HasSubstr("cell.nda: The file has only 0 bytes"));
}

TEST_F(NdaBadInput, PictureWithTheEndingNdaIsRefused)
{
    EXPECT_THAT(
        messageOf({0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, 'J', 'F', 'I', 'F'}),
        HasSubstr("cell.nda: The file is no Neware .nda: it begins with the bytes 0xFF 0xD8 0xFF 0xE0 0x0 0x10"));
}

TEST_F(NdaBadInput, VersionThatIsNotKnownIsRefusedByItsNumberWithTheKnownOnes)
{
    for (const int version : {0, 1, 10, 27, 129, 131}) {
        ByteVector file = version22();
        file[14] = static_cast<std::uint8_t>(version);
        EXPECT_THAT(messageOf(file),
                    HasSubstr("cell.nda: The file says at byte 14 that it is of nda version " +
                              std::to_string(version) + ", which is not known (known: 5, 6, 7, 8, 9, "));
        EXPECT_THAT(messageOf(file), HasSubstr("22, 23, 24, 26, 28, 29, 130)"));
    }
}

TEST_F(NdaBadInput, RecordsBehindTheEndOfTheFileAreRefused)
{
    ByteVector file = version22();
    test::putNumber<std::uint32_t>(file, 64, 0xFFFFFFFF);
    EXPECT_THAT(messageOf(file), HasSubstr("says at byte 64 that its records begin at byte 4294967295"));
    ByteVector newer = bts91(2);
    test::putNumber<std::uint64_t>(newer, 82, std::numeric_limits<std::uint64_t>::max() - 10);
    EXPECT_THAT(messageOf(newer), HasSubstr("says at byte 82 that its records begin at byte 18446744073709551605"));
}

TEST_F(NdaBadInput, RecordsInTheHeaderAreRefused)
{
    ByteVector file = version8(2);
    test::putNumber<std::uint32_t>(file, 64, 0);
    EXPECT_THAT(messageOf(file), HasSubstr("says at byte 64 that its records begin at byte 0"));
}

TEST_F(NdaBadInput, LengthThatIsTooLargeIsAFileThatIsNotComplete)
{
    ByteVector file = version22();
    test::putNumber<std::uint32_t>(file, 68, 0xFFFFFFFF);
    const Recording recording = read(file);
    EXPECT_EQ(recording.series.size(), 3U);
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings,
                testing::ElementsAre(HasSubstr("promises 4294967295 bytes of records from byte 4096 "
                                               "on, but ends after 258")));
    ByteVector newer = bts91(2);
    test::putNumber(newer, 90, std::numeric_limits<std::uint64_t>::max());
    EXPECT_THAT(messageOf(newer), HasSubstr("are like none that are known"));  // what follows the records is none
}

TEST_F(NdaBadInput, AuxiliaryRecordsThatAreMissingAreReported)
{
    ByteVector file = version22();
    test::putNumber<std::uint32_t>(file, 72, 5000);
    test::putNumber<std::uint32_t>(file, 76, 86);
    const Recording recording = read(file);
    EXPECT_EQ(recording.series.size(), 3U);
    EXPECT_EQ(recording.finished, false);
    EXPECT_THAT(recording.warnings, testing::ElementsAre(HasSubstr("promises 86 bytes of auxiliary records from byte "
                                                                   "5000 on, but has only 0")));
}

TEST_F(NdaBadInput, NumberOfRecordsThatFitsNoKnownSizeIsRefused)
{
    ByteVector file = bts91(3);
    test::putNumber<std::uint32_t>(file, file.size() - 481 + 428, 6);  // 28 bytes each
    EXPECT_THAT(messageOf(file), HasSubstr("nda version 130, records of version 19, but its records at byte 1024 are "
                                           "like none that are known (known sizes: 52, 56, 60, 88)"));
}

TEST_F(NdaBadInput, RecordsThatLookLikeNoneAreRefused)
{
    ByteVector file = bts91(3);
    file[1024 + 56] = 0x54;
    test::putNumber<std::uint64_t>(file, 42, 0);  // no test info, so no number of records
    EXPECT_THAT(messageOf(file), HasSubstr("are like none that are known"));
}

TEST_F(NdaBadInput, FileThatIsCutOffInItsRecordsGivesTheWholeOnesAndIsNotFinished)
{
    for (const auto& [whole, recordsAt, recordSize] :
         {std::tuple{version22(5), 4096U, 86U}, std::tuple{bts91(5), 1024U, 56U}})
    {
        // From two records on: a single one of 56 bytes, cut off, may as well be one of 52.
        for (std::size_t size = recordsAt + 2 * recordSize; size < recordsAt + 5 * recordSize; ++size) {
            const Recording recording = read(first(whole, size));
            ASSERT_EQ(recording.series.size(), (size - recordsAt) / recordSize) << size;
            ASSERT_EQ(recording.finished, false) << size;
        }
    }
}

TEST_F(NdaBadInput, FileThatIsCutOffBeforeItsRecordsIsRefused)
{
    for (const ByteVector& whole : {version22(), bts91(3)}) {
        for (const std::size_t size : {1U, 5U, 6U, 14U, 15U, 79U, 80U, 257U, 258U, 1023U}) {
            EXPECT_THAT(messageOf(first(whole, size)), HasSubstr("cell.nda: The file ")) << size;
        }
    }
}

TEST_F(NdaBadInput, RecordOfVersion8ThatIsNotCompleteIsToldFromOtherBytesByItsIndex)
{
    const ByteVector whole = version8(4);
    const Recording growing = read(first(whole, whole.size() - 20));
    EXPECT_EQ(growing.series.size(), 3U);
    EXPECT_EQ(growing.finished, false);
    ByteVector longer = whole;
    longer.resize(whole.size() + 12);
    const Recording complete = read(longer);
    EXPECT_EQ(complete.series.size(), 4U);
    EXPECT_EQ(complete.finished, std::nullopt);
    EXPECT_THAT(complete.warnings, testing::ElementsAre(HasSubstr("12 bytes behind the last whole record")));
}

TEST_F(NdaBadInput, AnyByteOfTheHeaderMayBeWrong)
{
    for (const ByteVector& whole : {version22(), version8(3), bts91(3)}) {
        for (std::size_t at = 0; at < 100; ++at) {
            for (const std::uint8_t value : {0x00, 0x7F, 0xFF}) {
                ByteVector file = whole;
                file[at] = value;
                try {
                    ASSERT_LE(read(file).series.size(), file.size() / 52) << at;
                } catch (const FormatError& error) {
                    ASSERT_THAT(error.what(), HasSubstr("cell.nda: ")) << at;
                }
            }
        }
    }
}

TEST_F(NdaBadInput, NumbersThatAreNoneLeaveTheTimeGoingForward)
{
    // Every byte of the second record is set: NaN voltages, dates and times outside of all bounds.
    for (ByteVector file : {version22(4), version8(4), bts91(4)}) {
        const std::size_t size = file[14] == 22 ? 86 : (file[14] == 8 ? 59 : 56);
        const std::size_t at = (file[14] == 130 ? 1024 : 4096) + size;
        std::fill_n(file.begin() + static_cast<std::ptrdiff_t>(at + 12), size - 12, std::uint8_t{0xFF});
        const Recording recording = read(file);
        EXPECT_EQ(recording.series.size(), 4U);
        for (std::size_t row = 1; row < recording.series.size(); ++row) {
            EXPECT_GT(recording.series.uts[row], recording.series.uts[row - 1]);
        }
    }
}

TEST_F(NdaBadInput, SectionsThatLeadToEachOtherEnd)
{
    ByteVector file(4096);
    for (std::size_t at = 0; at + 1024 <= file.size(); at += 1024) {
        test::putText(file, at, "NEWARE20240403");
        file[at + 14] = 130;
        file[at + 16] = 19;
        test::putNumber<std::uint64_t>(file, at + 82, at == 0 ? 0 : 1024);
        test::putNumber<std::uint64_t>(file, at + 90, at == 0 ? 0 : 3072);
        test::putNumber<std::uint64_t>(file, at + 242, at == 3072 ? 1024 : at + 1024);
    }
    EXPECT_THAT(messageOf(file), HasSubstr("are like none that are known"));
}

TEST_F(NdaBadInput, ReadingCanBeCancelled)
{
    class Cancelling : public Progress
    {
    public:
        void report(std::uint64_t, std::uint64_t, std::string_view) override {}

        [[nodiscard]] bool cancelRequested() const noexcept override { return true; }
    };

    Cancelling progress;
    EXPECT_THROW((void)read(version22(), progress), Cancelled);
}

}  // namespace

}  // namespace aurora
