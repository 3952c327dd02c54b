// .ndc files of versions that are newer than all that are known.
#include "formats/ndc_version_fixture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora {

namespace {

using test::ByteVector;
using test::mainRecord;
using test::memberOf;
using test::ndcFile;
using test::NdcVersion;
using test::noon;
using test::stepRecord;
using test::twoSteps;
using test::ZipMembers;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

using NewerNdcVersion = NdcVersion;

/// twoSteps() as version 17 writes it, under another number.
ZipMembers newer(std::uint8_t version)
{
    ZipMembers members = twoSteps();
    const auto padded = [](ByteVector record) {
        record.resize(100);
        return record;
    };
    memberOf(members, "data.ndc")[2] = version;
    memberOf(members, "data_runInfo.ndc") = ndcFile(18, version, 100,
                                                    {padded(test::runInfoRecord({1, 1, 0, 10'000, noon})),
                                                     padded(test::runInfoRecord({4, 2, 0, 10'000, noon + 20}))});
    memberOf(members, "data_step.ndc") =
        ndcFile(7, version, 100, {padded(stepRecord(0, 1, 1)), padded(stepRecord(0, 2, 2))});
    return members;
}

TEST_F(NewerNdcVersion, IsReadAsTheNewestWhereAllAgreesAndThatIsTold)
{
    const Recording recording = read(newer(19));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F, 3.6F, 0.0F, 3.4F, 3.3F, 3.2F));
    EXPECT_THAT(recording.series.technique, ElementsAre(1, 1, 1, 2, 2, 2));
    EXPECT_TRUE(recording.formatVersion.starts_with("ndc 19")) << recording.formatVersion;
    EXPECT_THAT(recording.warnings, Contains(HasSubstr("ndc version 19, which is not known")));
}

TEST_F(NewerNdcVersion, IsRefusedWhereItsPagesDiffer)
{
    ZipMembers members = newer(19);
    memberOf(members, "data_runInfo.ndc") = ndcFile(18, 19, 55, std::vector<ByteVector>(50, ByteVector(55)));
    EXPECT_THAT(messageOf(members),
                HasSubstr("data_runInfo.ndc says at byte 2 that it is of ndc version 19, which is not known, and it is "
                          "not written as version 17: page 1 says that it holds 50 records"));
}

TEST_F(NewerNdcVersion, IsRefusedWhereItsNumbersAreInOtherUnits)
{
    ZipMembers members = newer(18);
    memberOf(members, "data.ndc") = ndcFile(1, 18, 8, {mainRecord(35'000.0F, 360.0F)});
    EXPECT_THAT(messageOf(members), HasSubstr("where a voltage in V was expected"));
}

TEST_F(NewerNdcVersion, IsRefusedWhereAChecksumIsWrong)
{
    ZipMembers members = newer(18);
    memberOf(members, "data.ndc")[4096 + 140] ^= 1;
    EXPECT_THAT(messageOf(members), HasSubstr("page 1 has a checksum that is not that of its content"));
}

TEST_F(NewerNdcVersion, IsRefusedWhereItsPagesHaveAnotherType)
{
    ZipMembers members = newer(18);
    memberOf(members, "data.ndc")[4096] = 7;
    EXPECT_THAT(messageOf(members), HasSubstr("page 1 begins with the byte 7 where 2 was expected"));
}

}  // namespace

}  // namespace aurora
