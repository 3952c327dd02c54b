#include "aurora/core/error.h"
#include "aurora/simulation/writers.h"

#include "simulation/file_bytes.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cmath>

namespace aurora::simulation {

namespace {

using test::FileBytes;

constexpr std::size_t pageSize = 4096;

FileBytes memberOf(const std::filesystem::path& file, const char* name)
{
    int error = 0;
    zip_t* archive = zip_open(file.c_str(), ZIP_RDONLY, &error);
    EXPECT_NE(archive, nullptr);
    zip_stat_t status{};
    EXPECT_EQ(zip_stat(archive, name, 0, &status), 0) << name;
    std::vector<std::uint8_t> bytes(status.size);
    zip_file_t* member = zip_fopen(archive, name, 0);
    EXPECT_EQ(zip_fread(member, bytes.data(), bytes.size()), static_cast<zip_int64_t>(bytes.size()));
    zip_fclose(member);
    zip_close(archive);
    return FileBytes(std::move(bytes));
}

/// CRC-32 by its definition, bit by bit.
std::uint32_t crc32(const FileBytes& bytes, std::size_t begin, std::size_t end)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (std::size_t at = begin; at < end; ++at) {
        crc ^= bytes.at<std::uint8_t>(at);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
        }
    }
    return ~crc;
}

class WriteNdax : public testing::Test
{
protected:
    WriteNdax()
    {
        m_program.cycles = 2;
        m_program.secondsPerRow = 600;
        m_identity.sampleId = "250301_demo_04";
        m_identity.device = "120";
        m_identity.channel = 4;
    }

    std::filesystem::path write(const char* name = "cell.ndax", NdcVersion version = NdcVersion::V14)
    {
        std::filesystem::path file = m_folder.path() / name;
        m_recording = simulate({}, m_program);
        writeNdax(file, m_recording, m_program, m_identity, version);
        return file;
    }

    Recording m_recording;
    CellProgram m_program;
    FileIdentity m_identity;

private:
    test::TemporaryFolder m_folder;
};

}  // namespace

TEST_F(WriteNdax, ChecksEveryPageByItsCrc)
{
    const auto file = write();
    for (const auto& [name, content] :
         {std::pair{"data.ndc", 1}, std::pair{"data_step.ndc", 7}, std::pair{"data_runInfo.ndc", 18}})
    {
        const FileBytes member = memberOf(file, name);
        EXPECT_EQ(member.at<std::uint8_t>(0), content);
        EXPECT_EQ(member.at<std::uint8_t>(2), 14);
        ASSERT_EQ(member.size() % pageSize, 0U);
        ASSERT_GT(member.size(), pageSize);
        for (std::size_t page = pageSize; page < member.size(); page += pageSize) {
            EXPECT_EQ(member.at<std::uint8_t>(page), content + 1);
            EXPECT_EQ(member.at<std::uint32_t>(page + pageSize - 4), crc32(member, page, page + pageSize - 4)) << name;
        }
    }
}

TEST_F(WriteNdax, KeepsVoltageAndCurrentOfEveryRowInItsSlot)
{
    const FileBytes data = memberOf(write(), "data.ndc");
    const CyclingSeries& series = m_recording.series;
    ASSERT_GT(series.size(), 500U);
    for (const std::size_t row : {std::size_t{0}, std::size_t{494}, std::size_t{495}, series.size() - 1}) {
        const std::size_t page = pageSize * (1 + row / 495);  // 495 records of 8 bytes
        const std::size_t slot = row % 495;
        EXPECT_EQ(data.at<std::uint8_t>(page + 4 + slot / 8) >> (slot % 8) & 1, 1);
        EXPECT_EQ(data.at<float>(page + 132 + slot * 8), series.voltage_V[row]);
        EXPECT_EQ(data.at<float>(page + 132 + slot * 8 + 4), series.current_A[row]);
    }
    EXPECT_EQ(data.at<std::uint16_t>(pageSize + 2), 495);
}

TEST_F(WriteNdax, BeginsTheRunInfoInTheSecondSlotWithTheFirstRow)
{
    const FileBytes info = memberOf(write(), "data_runInfo.ndc");
    EXPECT_EQ(info.at<std::uint8_t>(pageSize + 4) & 3, 2);  // first slot off, second on
    const std::size_t record = pageSize + 132 + 55;
    EXPECT_EQ(info.at<std::uint32_t>(record), 0U);                   // step time
    EXPECT_EQ(info.at<std::uint32_t>(record + 33), 1'718'878'200U);  // Unix time
    EXPECT_EQ(info.at<std::uint32_t>(record + 37), 1U);              // step
    EXPECT_EQ(info.at<std::uint32_t>(record + 41), 1U);              // index
}

TEST_F(WriteNdax, ListsTheStepsAsRun)
{
    const FileBytes steps = memberOf(write(), "data_step.ndc");
    // Rest, then five cycles of CC charge, CV charge, rest, CC discharge, rest.
    EXPECT_EQ(steps.at<std::uint16_t>(pageSize + 2), 26);
    const auto typeOf = [&](std::size_t step) { return steps.at<std::uint8_t>(pageSize + 132 + 37 * step + 24); };
    EXPECT_EQ(typeOf(0), 4);
    EXPECT_EQ(typeOf(1), 1);
    EXPECT_EQ(typeOf(2), 3);
    EXPECT_EQ(typeOf(3), 4);
    EXPECT_EQ(typeOf(4), 2);
    EXPECT_EQ(typeOf(5), 4);
    const std::size_t fourthCycle = pageSize + 132 + std::size_t{37} * 16;
    EXPECT_EQ(steps.at<std::uint32_t>(fourthCycle), 3U);      // counted from 0
    EXPECT_EQ(steps.at<std::uint32_t>(fourthCycle + 4), 8U);  // rest, 5 steps and loop of formation, then this one
}

TEST_F(WriteNdax, WritesLongRecordsInVersion17)
{
    const auto file = write("newest.ndax", NdcVersion::V17);
    const FileBytes info = memberOf(file, "data_runInfo.ndc");
    EXPECT_EQ(info.at<std::uint8_t>(2), 17);
    EXPECT_EQ(info.text(182, 9), "BTSServer");
    EXPECT_EQ(info.at<std::uint32_t>(pageSize + 132 + 100 + 41), 1U);  // index, in the second slot of 100 bytes
    EXPECT_EQ(info.at<std::uint16_t>(pageSize + 2), 38);               // 39 fit, the first is off
    const FileBytes steps = memberOf(file, "data_step.ndc");
    EXPECT_EQ(steps.at<std::uint8_t>(pageSize + 132 + 100 + 24), 1);  // the second step charges
}

TEST_F(WriteNdax, WritesEverythingIntoSmallPagesInVersion2)
{
    const auto file = write("old.ndax", NdcVersion::V2);
    const FileBytes data = memberOf(file, "data.ndc");
    const CyclingSeries& series = m_recording.series;
    EXPECT_EQ(data.at<std::uint8_t>(2), 2);
    ASSERT_EQ(data.size(), 512 * (1 + (series.size() + 4) / 5));  // 5 records of 94 bytes a page
    const std::size_t row = 503;
    const std::size_t page = 512 * (1 + row / 5);
    const std::size_t record = page + 5 + 94 * (row % 5);
    EXPECT_EQ(data.at<std::uint8_t>(page), 2);
    EXPECT_EQ(data.at<std::uint32_t>(page + 508), crc32(data, page, page + 508));
    EXPECT_EQ(data.at<std::uint8_t>(record), 0x55);
    EXPECT_EQ(data.at<std::uint32_t>(record + 8), row + 1);
    EXPECT_EQ(data.at<std::int32_t>(record + 31), std::lround(series.voltage_V[row] * 1e4));
    EXPECT_EQ(data.at<std::int32_t>(record + 35),
              std::lround(series.current_A[row] * 1e8));  // range 5 mA: steps of 10 nA
    EXPECT_EQ(data.at<std::int32_t>(record + 82), -5);
    // 2024-06-20 10:10:00 UTC is 12:10:00 in Zurich.
    EXPECT_EQ(data.at<std::uint16_t>(512 + 5 + 75), 2024);
    EXPECT_EQ(data.at<std::uint8_t>(512 + 5 + 77), 6);
    EXPECT_EQ(data.at<std::uint8_t>(512 + 5 + 78), 20);
    EXPECT_EQ(data.at<std::uint8_t>(512 + 5 + 79), 12);
    EXPECT_EQ(data.at<std::uint8_t>(512 + 5 + 80), 10);
}

TEST_F(WriteNdax, WritesTheProtocolWithItsLoopsAndItsCapacity)
{
    const auto file = write();
    const FileBytes member = memberOf(file, "Step.xml");
    const std::string xml = member.text(0, member.size());
    EXPECT_NE(xml.find("<MultCap Value=\"12240\" />"), std::string::npos) << xml;  // 3.4 mAh in mA·s
    EXPECT_NE(xml.find("<Cycle_Count Value=\"3\" />"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<Stop_Volt Value=\"42000\" />"), std::string::npos) << xml;
    EXPECT_NE(xml.find("<Rate Value=\"0.1\" />"), std::string::npos) << xml;
}

TEST_F(WriteNdax, HasAnEndTimeOnlyWhenTheExperimentHasEnded)
{
    const FileBytes finished = memberOf(write(), "TestInfo.xml");
    m_program.finished = false;
    const FileBytes running = memberOf(write("running.ndax"), "TestInfo.xml");
    EXPECT_NE(finished.text(0, finished.size()).find("EndTime="), std::string::npos);
    EXPECT_EQ(running.text(0, running.size()).find("EndTime="), std::string::npos);
    EXPECT_NE(running.text(0, running.size()).find("StartTime=\"2024-06-20 12:10:00\""), std::string::npos);
    EXPECT_NE(running.text(0, running.size()).find("Barcode=\"250301_demo_04\""), std::string::npos);
}

TEST_F(WriteNdax, GivesTheSameBytesForTheSameInput)
{
    EXPECT_EQ(readBytes(write("first.ndax")), readBytes(write("second.ndax")));
}

TEST_F(WriteNdax, RefusesImpedance)
{
    m_program.impedanceEvery = 1;
    EXPECT_THROW(write(), Error);
}

}  // namespace aurora::simulation
