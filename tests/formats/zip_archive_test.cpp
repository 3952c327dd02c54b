// Zip files that lie about their sizes, put together byte by byte (PKWARE's APPNOTE.TXT, 4.3.7 to 4.3.16).
#include "aurora/core/error.h"
#include "aurora/formats/registry.h"
#include "formats/ndax_builder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora {

namespace {

using test::ByteVector;
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

/// A stored member, and what its entry in the directory says of it.
struct Member
{
    std::string name;
    ByteVector content;
    std::uint64_t saidPacked = 0;
    std::uint64_t saidSize = 0;
};

Member honest(std::string name, ByteVector content)
{
    const std::uint64_t size = content.size();
    return {std::move(name), std::move(content), size, size};
}

constexpr std::uint16_t version = 45;  // knows sizes of eight bytes

void appendLocal(ByteVector& zip, const Member& member)
{
    appendText(zip, "PK\x03\x04");
    append(zip, version);
    append(zip, std::uint32_t{0});  // flags, stored
    append(zip, std::uint32_t{0});  // time and date
    append(zip, libdeflate_crc32(0, member.content.data(), member.content.size()));
    append(zip, static_cast<std::uint32_t>(member.content.size()));
    append(zip, static_cast<std::uint32_t>(member.content.size()));
    append(zip, static_cast<std::uint16_t>(member.name.size()));
    append(zip, std::uint16_t{0});
    appendText(zip, member.name);
    zip.insert(zip.end(), member.content.begin(), member.content.end());
}

/// Sizes stand in the extra field of 64-bit numbers.
void appendEntry(ByteVector& zip, const Member& member, std::uint32_t localAt)
{
    appendText(zip, "PK\x01\x02");
    append(zip, version);
    append(zip, version);
    append(zip, std::uint32_t{0});
    append(zip, std::uint32_t{0});
    append(zip, libdeflate_crc32(0, member.content.data(), member.content.size()));
    append(zip, 0xFFFFFFFFU);
    append(zip, 0xFFFFFFFFU);
    append(zip, static_cast<std::uint16_t>(member.name.size()));
    append(zip, std::uint16_t{20});
    append(zip, std::uint16_t{0});  // comment
    append(zip, std::uint16_t{0});  // disk
    append(zip, std::uint16_t{0});  // internal attributes
    append(zip, std::uint32_t{0});  // external ones
    append(zip, localAt);
    appendText(zip, member.name);
    append(zip, std::uint16_t{1});
    append(zip, std::uint16_t{16});
    append(zip, member.saidSize);
    append(zip, member.saidPacked);
}

ByteVector zipOf(const std::vector<Member>& members)
{
    ByteVector zip;
    std::vector<std::uint32_t> places;
    for (const Member& member : members) {
        places.push_back(static_cast<std::uint32_t>(zip.size()));
        appendLocal(zip, member);
    }
    const auto directoryAt = static_cast<std::uint32_t>(zip.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        appendEntry(zip, members[i], places[i]);
    }
    const auto directorySize = static_cast<std::uint32_t>(zip.size() - directoryAt);
    appendText(zip, "PK\x05\x06");
    append(zip, std::uint32_t{0});
    append(zip, static_cast<std::uint16_t>(members.size()));
    append(zip, static_cast<std::uint16_t>(members.size()));
    append(zip, directorySize);
    append(zip, directoryAt);
    append(zip, std::uint16_t{0});
    return zip;
}

class LyingZip : public testing::Test
{
protected:
    Recording read(const std::vector<Member>& members)
    {
        const std::filesystem::path file = m_folder.path() / "cell.ndax";
        test::writeAll(file, zipOf(members));
        formats::ReadOptions options;
        options.allColumns = formats::AllColumns::Yes;
        return formats::readRecording(file, options);
    }

    std::string messageOf(const std::vector<Member>& members)
    {
        try {
            (void)read(members);
        } catch (const FormatError& error) {
            return error.what();
        }
        return "no error";
    }

    static std::vector<Member> honestMembers()
    {
        std::vector<Member> members;
        for (auto& [name, content] : test::twoSteps()) {
            members.push_back(honest(name, content));
        }
        return members;
    }

private:
    test::TemporaryFolder m_folder;
};

TEST_F(LyingZip, HonestOneOfTheSameMakeIsRead)
{
    EXPECT_EQ(messageOf(honestMembers()), "no error");
}

TEST_F(LyingZip, SizeThatMakesTheSumOfAllWrapAroundIsRefused)
{
    // With the 8192 bytes of the member before, a sum in 64 bits would be small again.
    std::vector<Member> members = honestMembers();
    members[1].saidPacked = members[1].saidSize = 0xFFFFFFFFFFFFFF26U;
    EXPECT_THAT(messageOf(members), HasSubstr("cell.ndax: "));
    EXPECT_THAT(messageOf(members), HasSubstr("data_runInfo.ndc"));
}

TEST_F(LyingZip, MembersThatShareTheirBytesAreLeftOutWhenTheyPassTheFile)
{
    // Many directory entries that all say they hold as much as the file has would unpack it as often.
    std::vector<Member> members = honestMembers();
    for (int i = 0; i < 8; ++i) {
        Member copy = honest("data_" + std::to_string(i + 2) + ".ndc", {});
        copy.saidPacked = copy.saidSize = 8192;
        members.push_back(copy);
    }
    const Recording recording = read(members);
    EXPECT_EQ(recording.series.size(), 6U);
    EXPECT_THAT(recording.warnings, testing::Contains(HasSubstr("more than the file of")));
}

TEST_F(LyingZip, SizeOfGigabytesIsRefused)
{
    std::vector<Member> members = honestMembers();
    members[0].saidSize = std::uint64_t{3} << 30;
    EXPECT_THAT(messageOf(members), HasSubstr("data.ndc says that its 8192 bytes unpack to 3221225472"));
}

}  // namespace

}  // namespace aurora
