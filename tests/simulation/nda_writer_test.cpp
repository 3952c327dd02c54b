#include "aurora/core/error.h"
#include "aurora/simulation/writers.h"

#include "simulation/file_bytes.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace aurora::simulation {

namespace {

using test::FileBytes;

constexpr std::size_t recordsAt = 1024;
constexpr std::size_t recordSize = 56;

class WriteNda : public testing::Test
{
protected:
    WriteNda()
    {
        m_program.cycles = 2;
        m_program.secondsPerRow = 600;
        m_identity.sampleId = "250301_demo_04";
        m_identity.testId = 44;
    }

    std::filesystem::path write(const char* name = "cell.nda")
    {
        std::filesystem::path file = m_folder.path() / name;
        m_recording = simulate({}, m_program);
        writeNda(file, m_recording, m_program, m_identity);
        return file;
    }

    Recording m_recording;
    CellProgram m_program;
    FileIdentity m_identity;

private:
    test::TemporaryFolder m_folder;
};

}  // namespace

TEST_F(WriteNda, HeaderNamesThePlacesOfRecordsAndTestInfo)
{
    const FileBytes file(write());
    const std::uint64_t rows = m_recording.series.size();
    EXPECT_EQ(file.text(0, 6), "NEWARE");
    EXPECT_EQ(file.at<std::uint8_t>(14), 130);
    EXPECT_EQ(file.at<std::uint16_t>(16), 19);
    EXPECT_EQ(file.at<std::uint64_t>(82), recordsAt);
    EXPECT_EQ(file.at<std::uint64_t>(90), rows * recordSize);
    const std::uint64_t info = file.at<std::uint64_t>(34);
    EXPECT_EQ(info + file.at<std::uint64_t>(42), file.size());
    EXPECT_EQ(file.at<std::uint16_t>(info), 19);
    EXPECT_EQ(file.text(info + 264, 15), std::string("250301_demo_04\0", 15));
    EXPECT_EQ(file.at<std::uint32_t>(info + 424), 44U);
    EXPECT_EQ(file.at<std::uint32_t>(info + 428), rows);
    EXPECT_EQ(file.at<std::uint64_t>(info + 432), 1'718'878'200'000'000U);
    EXPECT_EQ(file.at<std::uint8_t>(recordsAt + rows * recordSize), 0x81);  // where other programs stop
}

TEST_F(WriteNda, KeepsTheNumbersOfEveryRowInItsRecord)
{
    const FileBytes file(write());
    const CyclingSeries& series = m_recording.series;
    for (std::size_t row = 0; row < series.size(); ++row) {
        const std::size_t at = recordsAt + row * recordSize;
        ASSERT_EQ(file.at<std::uint8_t>(at), 0x55);
        ASSERT_EQ(file.at<std::uint32_t>(at + 8), row + 1);
        ASSERT_EQ(file.at<float>(at + 24), series.voltage_V[row]);
        ASSERT_FLOAT_EQ(file.at<float>(at + 20), 1000 * series.current_A[row]);
        ASSERT_EQ(file.at<std::uint32_t>(at + 36), static_cast<std::uint32_t>(series.cycleNumber[row]));
        ASSERT_NEAR(file.at<std::uint32_t>(at + 44) + 1e-9 * file.at<std::uint32_t>(at + 48), series.uts[row], 1e-6);
        ASSERT_NEAR(file.at<std::uint32_t>(at + 12) + 1e-9 * file.at<std::uint32_t>(at + 16),
                    series.uts[row] - series.uts[0], 1e-6);
    }
}

TEST_F(WriteNda, CountersAreThoseOfTheStepAndNegativeInDischarge)
{
    const FileBytes file(write());
    const CyclingSeries& series = m_recording.series;
    double step_mAs = 0;
    for (std::size_t row = 0; row < series.size(); ++row) {
        const std::size_t at = recordsAt + row * recordSize;
        const bool begins = row == 0 || file.at<std::uint8_t>(at + 2) != file.at<std::uint8_t>(at + 2 - recordSize);
        step_mAs = (begins ? 0 : step_mAs) + 3600.0 * series.chargeStep_mAh[row];
        ASSERT_NEAR(file.at<float>(at + 28), step_mAs, 1e-3) << "row " << row;
        const std::uint8_t type = file.at<std::uint8_t>(at + 3);
        ASSERT_TRUE(type != 2 || step_mAs <= 0) << "row " << row;  // discharge
        ASSERT_TRUE(type != 1 || step_mAs >= 0) << "row " << row;  // charge
    }
}

TEST_F(WriteNda, GivesTheSameBytesForTheSameInput)
{
    EXPECT_EQ(readBytes(write("first.nda")), readBytes(write("second.nda")));
}

TEST_F(WriteNda, RefusesImpedance)
{
    m_program.impedanceEvery = 1;
    EXPECT_THROW(write(), Error);
}

}  // namespace aurora::simulation
