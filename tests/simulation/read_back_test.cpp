#include "aurora/formats/registry.h"
#include "aurora/simulation/writers.h"

#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace aurora::simulation {

namespace {

/// What was written is what the readers give. Bytes and vendor exports are checked elsewhere; this finds a writer and a
/// reader that differ.
class ReadBack : public testing::Test
{
protected:
    ReadBack()
    {
        m_program.cycles = 6;
        m_program.secondsPerRow = 300;
        m_identity.sampleId = "250301_demo_07";
        m_identity.channel = 7;
    }

    Recording throughMpr(const Recording& recording, const CellProgram& program)
    {
        const auto file = m_folder.path() / "cell.mpr";
        writeMpr(file, recording, program, m_identity);
        return formats::readRecording(file, {});
    }

    Recording throughNdax(const Recording& recording, NdcVersion version = NdcVersion::V14)
    {
        const auto file = m_folder.path() / "cell.ndax";
        m_identity.device = "120";
        writeNdax(file, recording, m_program, m_identity, version);
        return formats::readRecording(file, {});
    }

    Recording throughNda(const Recording& recording)
    {
        const auto file = m_folder.path() / "cell.nda";
        formats::ReadOptions options;
        options.allColumns = formats::AllColumns::Yes;
        writeNda(file, recording, m_program, m_identity);
        return formats::readRecording(file, options);
    }

    [[nodiscard]] std::filesystem::path folder() const { return m_folder.path(); }

    CellProgram m_program;
    FileIdentity m_identity;

private:
    test::TemporaryFolder m_folder;
};

void expectTimes(const CyclingSeries& read, const CyclingSeries& written)
{
    ASSERT_EQ(read.size(), written.size());
    for (std::size_t row = 0; row < read.size(); ++row) {
        ASSERT_NEAR(read.uts[row], written.uts[row], 2e-6) << "row " << row;
    }
}

/// Charge steps within what the sums of a step lose in 32 bits.
void expectCharges(const CyclingSeries& read, const CyclingSeries& written, double tolerance_mAh)
{
    ASSERT_EQ(read.chargeStep_mAh.size(), written.chargeStep_mAh.size());
    for (std::size_t row = 0; row < read.size(); ++row) {
        ASSERT_NEAR(read.chargeStep_mAh[row], written.chargeStep_mAh[row], tolerance_mAh) << "row " << row;
    }
}

}  // namespace

TEST_F(ReadBack, MprGivesTheRowsThatWereWritten)
{
    const Recording written = simulate({}, m_program);
    const Recording read = throughMpr(written, m_program);
    expectTimes(read.series, written.series);
    EXPECT_EQ(read.series.voltage_V, written.series.voltage_V);
    EXPECT_EQ(read.series.chargeStep_mAh, written.series.chargeStep_mAh);
    EXPECT_EQ(read.series.cycleNumber, written.series.cycleNumber);
    EXPECT_EQ(read.series.technique, written.series.technique);
    for (std::size_t row = 0; row < read.series.size(); ++row) {
        const double current_A = written.series.current_A[row];
        ASSERT_NEAR(read.series.current_A[row], current_A, 1e-6 * std::abs(current_A)) << "row " << row;
    }
    EXPECT_EQ(read.technique, "GCPL");
    EXPECT_EQ(read.finished, true);
    EXPECT_EQ(read.device, "MPG-2");
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
}

TEST_F(ReadBack, MprOfARunningExperimentTakesItsStartFromTheLogBesideIt)
{
    m_program.finished = false;
    const Recording written = simulate({}, m_program);
    writeMpl(folder() / "cell.mpl", written, m_identity);
    const Recording read = throughMpr(written, m_program);
    EXPECT_EQ(read.finished, false);
    expectTimes(read.series, written.series);
}

TEST_F(ReadBack, MprGivesTheImpedanceThatWasWritten)
{
    m_program.impedanceEvery = 9;
    const auto segments = splitAtImpedance(simulate({}, m_program), m_program);
    ASSERT_EQ(segments.size(), 2U);
    const Segment& sweep = segments[1];
    const Recording read = throughMpr(sweep.recording, sweep.program);
    EXPECT_EQ(read.technique, "PEIS");
    EXPECT_EQ(read.series.frequency_Hz, sweep.recording.series.frequency_Hz);
    EXPECT_EQ(read.series.reZ_ohm, sweep.recording.series.reZ_ohm);
    EXPECT_EQ(read.series.imZ_ohm, sweep.recording.series.imZ_ohm);
    expectTimes(read.series, sweep.recording.series);
}

TEST_F(ReadBack, NdaxGivesTheRowsThatWereWritten)
{
    const Recording written = simulate({}, m_program);
    const Recording read = throughNdax(written);
    expectTimes(read.series, written.series);
    EXPECT_EQ(read.series.voltage_V, written.series.voltage_V);
    EXPECT_EQ(read.series.current_A, written.series.current_A);
    expectCharges(read.series, written.series, 1e-6);
    EXPECT_EQ(read.finished, true);
    ASSERT_FALSE(read.sampleHints.empty());
    EXPECT_EQ(read.sampleHints.front(), "250301_demo_07");
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
}

TEST_F(ReadBack, NdaxCountsTheSameCyclesFromOne)
{
    const Recording written = simulate({}, m_program);
    const Recording read = throughNdax(written);
    ASSERT_EQ(read.series.cycleNumber.size(), written.series.cycleNumber.size());
    for (std::size_t row = 0; row < read.series.size(); ++row) {
        ASSERT_EQ(read.series.cycleNumber[row], written.series.cycleNumber[row] + 1) << "row " << row;
    }
}

TEST_F(ReadBack, NdaxOfTheNewestVersionGivesTheSameRows)
{
    const Recording written = simulate({}, m_program);
    const Recording old = throughNdax(written);
    const Recording read = throughNdax(written, NdcVersion::V17);
    EXPECT_TRUE(read.formatVersion.starts_with("ndc 17")) << read.formatVersion;
    EXPECT_EQ(read.series.uts, old.series.uts);
    EXPECT_EQ(read.series.voltage_V, old.series.voltage_V);
    EXPECT_EQ(read.series.current_A, old.series.current_A);
    EXPECT_EQ(read.series.chargeStep_mAh, old.series.chargeStep_mAh);
    EXPECT_EQ(read.series.technique, old.series.technique);
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
}

TEST_F(ReadBack, NdaxOfVersion2KeepsRowsToTheStepsOfItsIntegers)
{
    // Range 5 mA: steps of 10 nA and of 1e-5 mA·s, 2.8e-9 mA·h; a difference of two counters may be wrong by one of
    // them.
    const Recording written = simulate({}, m_program);
    const Recording read = throughNdax(written, NdcVersion::V2);
    EXPECT_TRUE(read.formatVersion.starts_with("ndc 2")) << read.formatVersion;
    expectTimes(read.series, written.series);
    for (std::size_t row = 0; row < read.series.size(); ++row) {
        ASSERT_NEAR(read.series.voltage_V[row], written.series.voltage_V[row], 0.5e-4 + 1e-6) << "row " << row;
        ASSERT_NEAR(read.series.current_A[row], written.series.current_A[row], 0.5e-8 + 1e-9) << "row " << row;
        ASSERT_EQ(read.series.cycleNumber[row], written.series.cycleNumber[row] + 1) << "row " << row;
    }
    expectCharges(read.series, written.series, 3e-9 + 1e-7);
    EXPECT_EQ(read.series.technique, throughNdax(written).series.technique);
    EXPECT_EQ(read.finished, true);
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
}

TEST_F(ReadBack, NdaxOfARunningExperimentIsNotFinished)
{
    m_program.finished = false;
    EXPECT_EQ(throughNdax(simulate({}, m_program)).finished, false);
}

TEST_F(ReadBack, NdaGivesTheRowsThatWereWritten)
{
    const Recording written = simulate({}, m_program);
    const Recording read = throughNda(written);
    expectTimes(read.series, written.series);
    EXPECT_EQ(read.series.voltage_V, written.series.voltage_V);
    expectCharges(read.series, written.series, 1e-6);
    for (std::size_t row = 0; row < read.series.size(); ++row) {
        ASSERT_FLOAT_EQ(read.series.current_A[row], written.series.current_A[row]) << "row " << row;
        ASSERT_EQ(read.series.cycleNumber[row], written.series.cycleNumber[row] + 1) << "row " << row;
    }
    EXPECT_EQ(read.sampleHints, std::vector<std::string>{"250301_demo_07"});
    EXPECT_TRUE(read.warnings.empty()) << read.warnings.front();
}

TEST_F(ReadBack, NdaHasTheStepsOfTheNdaxOfTheSameRecording)
{
    const Recording written = simulate({}, m_program);
    EXPECT_EQ(throughNda(written).series.technique, throughNdax(written).series.technique);
}

TEST_F(ReadBack, NdaWithoutRowsIsAnEmptyRecording)
{
    const Recording read = throughNda({});
    EXPECT_EQ(read.series.size(), 0U);
    EXPECT_EQ(read.finished, std::nullopt);
}

}  // namespace aurora::simulation
