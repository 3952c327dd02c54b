// Zips of files that somebody packed.
#include "aurora/formats/archive.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "ndax_builder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace aurora::formats {
namespace {

namespace fs = std::filesystem;

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

// Offsets in a local header, and in the directory's, which has two bytes more before them.
constexpr std::size_t flags = 6;
constexpr std::size_t method = 8;
constexpr std::size_t checksum = 14;
constexpr std::array<std::uint8_t, 4> localMark{'P', 'K', 3, 4};
constexpr std::array<std::uint8_t, 4> directoryMark{'P', 'K', 1, 2};

void put16(test::ByteVector& bytes, std::size_t at, std::uint16_t value)
{
    bytes.at(at) = static_cast<std::uint8_t>(value & 0xFFU);
    bytes.at(at + 1) = static_cast<std::uint8_t>(value >> 8U);
}

/// Writes a number of two bytes into both headers of a member.
void changeHeaders(const fs::path& file, const std::string& member, std::size_t offset, std::uint16_t value)
{
    constexpr std::size_t localName = 30;
    constexpr std::size_t directoryName = 46;
    test::ByteVector bytes = test::readAll(file);
    for (std::size_t i = 0; i + directoryName + member.size() <= bytes.size(); ++i) {
        const auto isHere = [&](const auto& mark, std::size_t name) {
            return std::equal(mark.begin(), mark.end(), bytes.begin() + static_cast<std::ptrdiff_t>(i)) &&
                   std::equal(member.begin(), member.end(), bytes.begin() + static_cast<std::ptrdiff_t>(i + name));
        };
        if (isHere(localMark, localName)) {
            put16(bytes, i + offset, value);
        } else if (isHere(directoryMark, directoryName)) {
            put16(bytes, i + offset + 2, value);
        }
    }
    test::writeAll(file, bytes);
}

class Archive : public testing::Test
{
protected:
    [[nodiscard]] fs::path zip(const test::ZipMembers& members, const char* name = "files.zip") const
    {
        const fs::path file = m_folder.path() / name;
        test::writeZip(file, members);
        return file;
    }

    [[nodiscard]] fs::path folder() const { return m_folder.path() / "inside"; }

    /// The sentence with which the whole archive is refused.
    [[nodiscard]] std::string refusal(const fs::path& file) const
    {
        try {
            static_cast<void>(unpackArchive(file, folder(), Progress::none()));
        } catch (const FormatError& error) {
            return error.what();
        }
        return "not refused";
    }

    static auto named(const std::string& name, const std::string& reason)
    {
        return AllOf(Field(&NotUnpacked::name, name), Field(&NotUnpacked::reason, HasSubstr(reason)));
    }

private:
    test::TemporaryFolder m_folder;
};

TEST_F(Archive, OnlyAZipByNameAndContentIsOne)
{
    const test::ZipMembers members{{"a.txt", test::bytesOf("a")}};
    EXPECT_TRUE(isArchive(zip(members)));
    EXPECT_FALSE(isArchive(zip(members, "cell.ndax")));
    const fs::path text = folder().parent_path() / "text.zip";
    replaceFileText(text, "no zip at all");
    EXPECT_FALSE(isArchive(text));
    EXPECT_FALSE(isArchive(folder()));
}

TEST_F(Archive, FoldersOfWindowsAndOthersAreMade)
{
    const fs::path file = zip({{"run_a/1/a.mpr", test::bytesOf("one")}, {"run_a\\2\\b.mpr", test::bytesOf("two")}});
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()), ElementsAre());
    EXPECT_EQ(readFile(folder() / "run_a" / "1" / "a.mpr"), "one");
    EXPECT_EQ(readFile(folder() / "run_a" / "2" / "b.mpr"), "two");
}

TEST_F(Archive, TwoFilesForOnePlaceAreNotWrittenOverEachOther)
{
    const fs::path file = zip({{"run_a/1/a.mpr", test::bytesOf("first")},
                               {"run_a\\1\\A.mpr", test::bytesOf("the second")},
                               {"b.mpr", test::bytesOf("another")}});
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()), ElementsAre(named("run_a\\1\\A.mpr", "place")));
    EXPECT_EQ(readFile(folder() / "run_a" / "1" / "a.mpr"), "first");
    EXPECT_EQ(readFile(folder() / "b.mpr"), "another");
}

TEST_F(Archive, NoFileIsWrittenWhereAnotherNeedsAFolder)
{
    const fs::path file = zip({{"a", test::bytesOf("file")},
                               {"A/b.mpr", test::bytesOf("below it")},
                               {"c/d.mpr", test::bytesOf("below")},
                               {"C", test::bytesOf("file")}});
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()),
                ElementsAre(named("A/b.mpr", "place"), named("C", "place")));
    EXPECT_EQ(readFile(folder() / "c" / "d.mpr"), "below");
}

TEST_F(Archive, ANameThatLeadsOutOfTheFolderRefusesTheWhole)
{
    for (const char* const name : {"../outside.mpr", "a/../../outside.mpr", "a\\..\\..\\outside.mpr"}) {
        const fs::path file = zip({{"inside.mpr", test::bytesOf("y")}, {name, test::bytesOf("x")}});
        EXPECT_THAT(refusal(file), HasSubstr("leads out of the folder")) << name;
        EXPECT_FALSE(fs::exists(folder().parent_path() / "outside.mpr"));
        EXPECT_FALSE(fs::exists(folder()));
    }
}

TEST_F(Archive, NamesThatNoFileCanHaveOnWindowsAreLeftOutAndTheRestIsRead)
{
    const std::vector<std::string> names{
        "/outside.mpr", "C:\\outside.mpr", "NUL",    "con.mpr", "run/COM1.txt", "aux/b.mpr",          "lpt9 .mpr",
        "COM\xC2\xB2",  "dot./c.mpr",      "blank ", "a:b.mpr", "what?.mpr",    std::string(201, 'x')};
    test::ZipMembers members{{"./com10.mpr", test::bytesOf("y")}, {"nully.mpr", test::bytesOf("z")}};
    for (const std::string& name : names) {
        members.emplace_back(name, test::bytesOf("x"));
    }
    std::vector<std::string> refused;
    for (const NotUnpacked& member : unpackArchive(zip(members), folder(), Progress::none())) {
        refused.push_back(member.name);
        EXPECT_THAT(member.reason, HasSubstr("No file may have this name on every system: it "));
        EXPECT_FALSE(member.isUnreadable);
    }
    EXPECT_EQ(refused, names);
    std::vector<std::string> written;
    for (const auto& entry : fs::recursive_directory_iterator(folder())) {
        written.push_back(pathText(entry.path().filename()));
    }
    EXPECT_THAT(written, UnorderedElementsAre("com10.mpr", "nully.mpr"));
}

TEST_F(Archive, ABombIsLeftOutByNameAndTheRestIsRead)
{
    const fs::path file = zip({{"zeros.mpr", test::ByteVector(4U << 20U)}, {"a.mpr", test::bytesOf("one")}});
    const std::vector<NotUnpacked> refused = unpackArchive(file, folder(), Progress::none());
    ASSERT_THAT(refused, ElementsAre(named("zeros.mpr", "more than 200 to 1 is refused.")));
    EXPECT_TRUE(refused[0].isUnreadable);
    EXPECT_FALSE(fs::exists(folder() / "zeros.mpr"));
    EXPECT_EQ(readFile(folder() / "a.mpr"), "one");
}

TEST_F(Archive, WhatIsEncryptedOrPackedInAnotherWayIsLeftOutAndTheRestIsRead)
{
    constexpr std::uint16_t deflate64 = 9;
    const fs::path file = zip(
        {{"secret.mpr", test::bytesOf("one")}, {"odd.mpr", test::bytesOf("two")}, {"a.mpr", test::bytesOf("three")}});
    changeHeaders(file, "secret.mpr", flags, 1);
    changeHeaders(file, "odd.mpr", method, deflate64);
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()),
                ElementsAre(named("secret.mpr", "is encrypted"), named("odd.mpr", "in an unknown way (method 9)")));
    EXPECT_EQ(readFile(folder() / "a.mpr"), "three");
}

TEST_F(Archive, ADamagedMemberIsLeftOutAndTheRestIsRead)
{
    const fs::path file = zip({{"bad.mpr", test::bytesOf("one")}, {"a.mpr", test::bytesOf("two")}});
    changeHeaders(file, "bad.mpr", checksum, 0x1234);
    EXPECT_THAT(unpackArchive(file, folder(), Progress::none()), ElementsAre(named("bad.mpr", "is damaged")));
    EXPECT_FALSE(fs::exists(folder() / "bad.mpr"));
    EXPECT_EQ(readFile(folder() / "a.mpr"), "two");
}

TEST_F(Archive, MembersThatShareTheirBytesRefuseTheWhole)
{
    test::ByteVector noise(4096);
    std::uint32_t state = 1;
    for (auto& byte : noise) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>(state >> 24U);
    }
    const fs::path file = zip({{"a.mpr", noise}, {"b.mpr", noise}});
    test::ByteVector bytes = test::readAll(file);
    // Two members of 4 KiB in a file of 6 KiB: the bytes of the second are cut out in front of the directory.
    const auto directory = std::search(bytes.begin(), bytes.end(), directoryMark.begin(), directoryMark.end());
    const auto cut = std::distance(bytes.begin(), directory) - 2048;
    bytes.erase(bytes.begin() + cut, directory);
    const std::size_t end = bytes.size() - 22;  // where the closing record begins, which has no comment
    put16(bytes, end + 16, static_cast<std::uint16_t>(cut));
    test::writeAll(file, bytes);
    EXPECT_THAT(refusal(file), HasSubstr("files.zip: The archive's members have more packed bytes than the file."));
    EXPECT_FALSE(fs::exists(folder()));
}

}  // namespace
}  // namespace aurora::formats
