// Archives without a directory, put together byte by byte (PKWARE's APPNOTE.TXT, 4.3.7, 4.3.9, 4.5.3), and real ones
// that are cut off.
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/ndax_builder.h"
#include "support/corpus.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <optional>

namespace aurora {

namespace {

using test::ByteVector;
using testing::Contains;
using testing::HasSubstr;

template <class Number>
void append(ByteVector& bytes, Number number)
{
    bytes.resize(bytes.size() + sizeof number);
    test::putNumber(bytes, bytes.size() - sizeof number, number);
}

void appendText(ByteVector& bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

void appendBytes(ByteVector& bytes, const ByteVector& more)
{
    bytes.insert(bytes.end(), more.begin(), more.end());
}

ByteVector deflated(const ByteVector& content)
{
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(6);
    ByteVector packed(libdeflate_deflate_compress_bound(compressor, content.size()));
    packed.resize(
        libdeflate_deflate_compress(compressor, content.data(), content.size(), packed.data(), packed.size()));
    libdeflate_free_compressor(compressor);
    return packed;
}

/// Where the sizes of a member stand; writers differ.
enum class Sizes
{
    InHeader,
    InExtraField,
    BehindMarked,
    Behind,
    BehindLongMarked,
    BehindLong
};

/// How an archive is written.
struct Style
{
    Sizes sizes = Sizes::InHeader;
    bool compressed = true;
};

bool standBehind(Sizes sizes)
{
    return sizes != Sizes::InHeader && sizes != Sizes::InExtraField;
}

void appendHeader(ByteVector& zip, Style style, const std::string& name, std::uint32_t crc, std::size_t packed,
                  std::size_t size)
{
    constexpr std::uint32_t inExtraField = 0xFFFFFFFF;
    const bool extra = style.sizes == Sizes::InExtraField;
    const bool known = style.sizes == Sizes::InHeader;
    appendText(zip, "PK\x03\x04");
    append(zip, std::uint16_t{45});
    append(zip, static_cast<std::uint16_t>(standBehind(style.sizes) ? 8 : 0));
    append(zip, static_cast<std::uint16_t>(style.compressed ? 8 : 0));
    append(zip, std::uint32_t{0});  // time and date
    append(zip, standBehind(style.sizes) ? 0 : crc);
    append(zip, extra ? inExtraField : static_cast<std::uint32_t>(known ? packed : 0));
    append(zip, extra ? inExtraField : static_cast<std::uint32_t>(known ? size : 0));
    append(zip, static_cast<std::uint16_t>(name.size()));
    append(zip, static_cast<std::uint16_t>(extra ? 29 : 0));
    appendText(zip, name);
    if (extra) {
        append(zip, std::uint16_t{0x5455});  // a time stamp before the field that is looked for
        append(zip, std::uint16_t{5});
        appendText(zip, "\x01time");
        append(zip, std::uint16_t{1});
        append(zip, std::uint16_t{16});
        append(zip, std::uint64_t{size});
        append(zip, std::uint64_t{packed});
    }
}

void appendDescriptor(ByteVector& zip, Sizes sizes, std::uint32_t crc, std::size_t packed, std::size_t size)
{
    if (!standBehind(sizes)) {
        return;
    }
    if (sizes == Sizes::BehindMarked || sizes == Sizes::BehindLongMarked) {
        appendText(zip, "PK\x07\x08");
    }
    append(zip, crc);
    if (sizes == Sizes::BehindLong || sizes == Sizes::BehindLongMarked) {
        append(zip, std::uint64_t{packed});
        append(zip, std::uint64_t{size});
        return;
    }
    append(zip, static_cast<std::uint32_t>(packed));
    append(zip, static_cast<std::uint32_t>(size));
}

/// An archive that has no directory yet.
ByteVector unclosedZip(Style style)
{
    ByteVector zip;
    for (const auto& [name, content] : test::twoSteps()) {
        const std::uint32_t crc = libdeflate_crc32(0, content.data(), content.size());
        const ByteVector packed = style.compressed ? deflated(content) : content;
        appendHeader(zip, style, name, crc, packed.size(), content.size());
        appendBytes(zip, packed);
        appendDescriptor(zip, style.sizes, crc, packed.size(), content.size());
    }
    return zip;
}

class Unclosed : public testing::Test
{
protected:
    Recording read(const ByteVector& zip)
    {
        const std::filesystem::path file = m_folder.path() / "cell.ndax";
        test::writeAll(file, zip);
        return formats::readRecording(file, {});
    }

    std::string messageOf(const ByteVector& zip)
    {
        try {
            (void)read(zip);
        } catch (const FormatError& error) {
            return error.what();
        }
        return "no error";
    }

private:
    test::TemporaryFolder m_folder;
};

class UnclosedZip : public Unclosed, public testing::WithParamInterface<Style>
{
};

TEST_P(UnclosedZip, IsReadWhereverItsSizesStand)
{
    const Recording recording = read(unclosedZip(GetParam()));
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_EQ(recording.finished, false);  // there is no directory yet
    EXPECT_THAT(recording.sampleHints, testing::ElementsAre("cell_01", "second try"));
}

TEST_P(UnclosedZip, IsReadToItsLastWholeMemberWhereverItEnds)
{
    const ByteVector zip = unclosedZip(GetParam());
    const std::string text(zip.begin(), zip.end());
    const std::size_t testInfo = text.find("TestInfo.xml") - 30;  // its header
    for (std::size_t size = testInfo; size < zip.size(); ++size) {
        const Recording recording = read(ByteVector(zip.begin(), zip.begin() + static_cast<std::ptrdiff_t>(size)));
        ASSERT_EQ(recording.series.size(), 6U) << size;
        ASSERT_EQ(recording.finished, false) << size;
    }
}

INSTANTIATE_TEST_SUITE_P(Styles, UnclosedZip,
                         testing::Values(Style{Sizes::InHeader}, Style{Sizes::InExtraField}, Style{Sizes::BehindMarked},
                                         Style{Sizes::Behind}, Style{Sizes::BehindLongMarked}, Style{Sizes::BehindLong},
                                         Style{Sizes::InHeader, false}, Style{Sizes::InExtraField, false},
                                         Style{Sizes::BehindMarked, false}, Style{Sizes::BehindLongMarked, false}));

TEST_F(Unclosed, MemberWithAWrongChecksumBehindItIsRefused)
{
    ByteVector zip = unclosedZip({Sizes::BehindMarked});
    const std::string text(zip.begin(), zip.end());
    const std::size_t second = text.find("PK\x03\x04", 4);
    zip[second - 12] ^= 1;
    EXPECT_THAT(messageOf(zip), HasSubstr("data.ndc is damaged: its checksum"));
}

TEST_F(Unclosed, MemberThatIsNoDeflateStreamEndsWhatCanBeRead)
{
    ByteVector zip = unclosedZip({Sizes::BehindMarked});
    const std::string text(zip.begin(), zip.end());
    const std::size_t name = text.find("TestInfo.xml");
    zip[name + 12] = 0xFF;  // a block of the kind that does not exist
    const Recording recording = read(zip);
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("no TestInfo.xml")));
}

TEST_F(Unclosed, LastMemberWhoseSizesAreNotWrittenYetIsRead)
{
    // Writers that can go back fill in the sizes when a member is complete; until then they are 0.
    ByteVector zip = unclosedZip({Sizes::InHeader});
    const std::string text(zip.begin(), zip.end());
    const std::size_t header = text.find("TestInfo.xml") - 30;
    test::putNumber<std::uint32_t>(zip, header + 18, 0);
    test::putNumber<std::uint32_t>(zip, header + 22, 0);
    EXPECT_THAT(read(zip).sampleHints, testing::ElementsAre("cell_01", "second try"));
}

TEST_F(Unclosed, SizesThatPassTheFileEndWhatCanBeRead)
{
    ByteVector zip = unclosedZip({Sizes::InExtraField});
    const std::string text(zip.begin(), zip.end());
    const std::size_t sizes = text.find("TestInfo.xml") + 12 + 9 + 4;
    test::putNumber<std::uint64_t>(zip, sizes + 8, 0xFFFFFFFFFFFFFFF0U);
    EXPECT_EQ(read(zip).series.size(), 6U);
}

TEST_F(Unclosed, ArchiveThatEndsBeforeItsRecordsIsRefusedWithThatReason)
{
    ByteVector zip;
    const ByteVector content = test::bytesOf("<root/>");
    appendHeader(zip, {Sizes::InHeader, false}, "Step.xml", libdeflate_crc32(0, content.data(), content.size()),
                 content.size(), content.size());
    appendBytes(zip, content);
    EXPECT_THAT(messageOf(zip),
                HasSubstr("cell.ndax: The archive is not closed: it ends after 45 bytes, before data.ndc"));
}

/// How many rows a real file has where it ends. Found by a walk over the archive's bytes that knows the pages and
/// nothing of this program: records up to the last run info of a whole page. Nothing: there are no times yet.
struct Cut
{
    const char* name;
    std::size_t whole;
    std::size_t without200;  ///< bytes, of the directory
    std::optional<std::size_t> threeQuarters;
    std::optional<std::size_t> twoThirds;
    std::optional<std::size_t> half;
};

constexpr std::array cuts{
    Cut{"21_10_7_85.ndax", 141, 141, std::nullopt, std::nullopt, std::nullopt},
    Cut{"46_1_5_60_bts16.ndax", 84, 84, 84, std::nullopt, std::nullopt},
    Cut{"TESTCELL0001-Test_Data_Collection_Ndc17.ndax", 80, 80, 80, std::nullopt, std::nullopt},
    Cut{"Unit27_Example_Data_File.ndax", 301, 301, std::nullopt, std::nullopt, std::nullopt},
    Cut{"empty.ndax", 0, 0, 0, 0, std::nullopt},
    Cut{"nw4-120-1-6-53.ndax", 18700, 18700, 12118, 8493, 1994},
    Cut{"nw4-120-6-1-36.ndax", 7257, 7257, 3686, 2568, std::nullopt},
    Cut{"scrubbed_ndc2.ndax", 28, 28, 28, 28, std::nullopt},
};

class CutOffFile : public Unclosed, public testing::WithParamInterface<Cut>
{
protected:
    void SetUp() override
    {
        const auto folder = test::corpus();
        if (!folder) {
            GTEST_SKIP() << "no corpus";
        }
        m_bytes = test::readAll(*folder / "neware" / GetParam().name);
        m_whole = read(m_bytes).series;
    }

    /// Reads the beginning of the file and compares it with the whole one.
    void expectRows(std::size_t size, std::optional<std::size_t> rows)
    {
        SCOPED_TRACE(size);
        const ByteVector beginning(m_bytes.begin(), m_bytes.begin() + static_cast<std::ptrdiff_t>(size));
        if (!rows) {
            EXPECT_THAT(messageOf(beginning), HasSubstr("cell.ndax: "));
            return;
        }
        const Recording recording = read(beginning);
        EXPECT_EQ(recording.finished, false);
        EXPECT_THAT(recording.warnings, Contains(HasSubstr("not closed")));
        ASSERT_EQ(recording.series.size(), *rows);
        for (std::size_t row = 0; row < *rows; ++row) {
            ASSERT_EQ(recording.series.uts[row], m_whole.uts[row]) << row;
            ASSERT_EQ(recording.series.voltage_V[row], m_whole.voltage_V[row]) << row;
            ASSERT_EQ(recording.series.chargeStep_mAh[row], m_whole.chargeStep_mAh[row]) << row;
        }
    }

    ByteVector m_bytes;
    CyclingSeries m_whole;
};

TEST_P(CutOffFile, IsReadToTheLastRecordThatHasATime)
{
    const std::size_t size = m_bytes.size();
    EXPECT_EQ(m_whole.size(), GetParam().whole);
    expectRows(size - 1, GetParam().whole);
    expectRows(size - 200, GetParam().without200);
    expectRows(size * 3 / 4, GetParam().threeQuarters);
    expectRows(size * 2 / 3, GetParam().twoThirds);
    expectRows(size / 2, GetParam().half);
}

INSTANTIATE_TEST_SUITE_P(Files, CutOffFile, testing::ValuesIn(cuts));

}  // namespace

}  // namespace aurora
