#include "aurora/simulation/writers.h"

#include "simulation/file_bytes.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>

namespace aurora::simulation {

namespace {

using test::FileBytes;

struct Module
{
    std::string name;
    std::size_t body;
    std::size_t length;
    std::uint32_t version;
};

/// Walks the modules by their lengths: headers of 65 bytes from byte 52 on.
std::vector<Module> modulesOf(const FileBytes& file)
{
    std::vector<Module> modules;
    for (std::size_t at = 52; at < file.size();) {
        EXPECT_EQ(file.text(at, 6), "MODULE");
        EXPECT_EQ(file.at<std::uint32_t>(at + 41), 0xFFFFFFFF);
        const auto length = file.at<std::uint32_t>(at + 45);
        std::string name = file.text(at + 6, 10);
        name.erase(name.find_last_not_of(' ') + 1);
        modules.push_back({name, at + 65, length, file.at<std::uint32_t>(at + 53)});
        at += 65 + length;
    }
    return modules;
}

class WriteMpr : public testing::Test
{
protected:
    static CellProgram shortProgram()
    {
        CellProgram program;
        program.cycles = 2;
        program.secondsPerRow = 600;
        return program;
    }

    FileBytes written(const Recording& recording, const CellProgram& program)
    {
        FileIdentity identity;
        identity.sampleId = "250301_demo_01";
        const auto file = m_folder.path() / "cell.mpr";
        writeMpr(file, recording, program, identity);
        return FileBytes(file);
    }

    FileBytes written(const CellProgram& program) { return written(simulate({}, program), program); }

private:
    test::TemporaryFolder m_folder;
};

}  // namespace

TEST_F(WriteMpr, BeginsWithTheMagicAndDividesTheFileIntoModules)
{
    const FileBytes file = written(shortProgram());
    EXPECT_EQ(file.text(0, 23), "BIO-LOGIC MODULAR FILE\x1A");
    EXPECT_EQ(file.text(23, 29), std::string(25, ' ') + std::string(4, '\0'));
    const auto modules = modulesOf(file);
    ASSERT_EQ(modules.size(), 4U);
    EXPECT_EQ(modules[0].name, "VMP Set");
    EXPECT_EQ(modules[1].name, "VMP data");
    EXPECT_EQ(modules[2].name, "VMP LOG");
    EXPECT_EQ(modules[3].name, "VMP loop");
    EXPECT_EQ(modules[0].version, 10U);
    EXPECT_EQ(modules[1].version, 11U);
    EXPECT_EQ(file.text(52 + 57, 8), "06/20/24");  // start_uts of CellProgram
}

TEST_F(WriteMpr, PutsRowsOf53BytesBehindTheColumnIds)
{
    const Recording recording = simulate({}, shortProgram());
    const FileBytes file = written(recording, shortProgram());
    const Module data = modulesOf(file)[1];
    EXPECT_EQ(file.at<std::uint32_t>(data.body), recording.series.size());
    EXPECT_EQ(file.at<std::uint8_t>(data.body + 4), 16);
    EXPECT_EQ(file.at<std::uint16_t>(data.body + 6), 1);             // mode
    EXPECT_EQ(file.at<std::uint16_t>(data.body + 6 + 13 * 2), 467);  // Q charge/discharge
    EXPECT_EQ(file.at<std::uint8_t>(data.body + 0x3EE), 1);
    EXPECT_EQ(data.length, 0x3EF + recording.series.size() * 53);
    // A row: flags, Ns, time at 3, dq at 11, (Q-Qo) at 19, control at 27, Ewe at 31, …
    const std::size_t row = data.body + 0x3EF + 20 * 53;
    EXPECT_EQ(file.at<double>(row + 3), recording.series.uts[20] - recording.series.uts[0]);
    EXPECT_EQ(file.at<double>(row + 11), recording.series.chargeStep_mAh[20]);
    EXPECT_EQ(file.at<float>(row + 31), recording.series.voltage_V[20]);
}

TEST_F(WriteMpr, MarksTheLastRowOfAFinishedRun)
{
    CellProgram program = shortProgram();
    const FileBytes finished = written(program);
    const Module data = modulesOf(finished)[1];
    EXPECT_EQ(finished.at<std::uint8_t>(data.body + data.length - 53) & 0x43, 0x43);  // in a rest
    EXPECT_EQ(finished.at<std::uint8_t>(data.body + data.length - 2 * 53) & 0x40, 0);
}

TEST_F(WriteMpr, HasNeitherLogNorMarkWhileTheExperimentRuns)
{
    CellProgram program = shortProgram();
    program.finished = false;
    const FileBytes running = written(program);
    const auto modules = modulesOf(running);
    ASSERT_EQ(modules.size(), 2U);
    EXPECT_EQ(running.at<std::uint8_t>(modules[1].body + modules[1].length - 53) & 0x43, 0x01);
}

TEST_F(WriteMpr, KeepsTheStartAsDaysOfLocalTime)
{
    const FileBytes file = written(shortProgram());
    const Module log = modulesOf(file)[2];
    // 2024-06-20 12:10:00 in Zurich; 2024-06-20 is day 45463 after 1899-12-30.
    EXPECT_NEAR(file.at<double>(log.body + 0x249), 45463 + (12 * 60 + 10) / 1440.0, 1e-9);
    EXPECT_EQ(file.at<std::uint8_t>(log.body + 0x3CE), 22);  // MPG-2
}

TEST_F(WriteMpr, SaysWhatWasRunInTheSettings)
{
    const FileBytes file = written(shortProgram());
    const Module set = modulesOf(file)[0];
    EXPECT_EQ(file.at<std::uint8_t>(set.body), 0x04);  // GCPL
    EXPECT_EQ(file.text(set.body + 8, 14), "250301_demo_01");
    EXPECT_EQ(file.at<float>(set.body + 0x25C), 3.4F);
    EXPECT_EQ(file.at<float>(set.body + 0x107), 24.4F);

    // A rest, charge and discharge of the formation, charge and discharge of the cycles: records of 108 bytes.
    const std::size_t place = set.body + 0x1847;
    EXPECT_EQ(file.at<std::uint8_t>(place - 5), 10);
    EXPECT_EQ(file.at<std::uint32_t>(place - 4), 260U + 5 * 108);
    EXPECT_EQ(set.length, 0x1847U + 260 + 5 * 108 + 154);
    EXPECT_EQ(file.at<std::uint16_t>(place), 5);
    EXPECT_EQ(file.at<std::uint16_t>(place + 2), 33);
    const std::size_t formationCharge = place + 4 + 108;
    EXPECT_EQ(file.at<std::uint8_t>(formationCharge), 1);    // C / N
    EXPECT_EQ(file.at<float>(formationCharge + 10), 10.0F);  // N
    EXPECT_EQ(file.at<float>(formationCharge + 32), 4.2F);   // EM
    const std::size_t cyclingDischarge = place + 4 + 4 * 108;
    EXPECT_EQ(file.at<float>(cyclingDischarge + 10), 3.0F);         // N
    EXPECT_EQ(file.at<std::uint32_t>(cyclingDischarge + 14), 1U);   // I sign: discharge
    EXPECT_EQ(file.at<float>(cyclingDischarge + 32), 3.0F);         // EM
    EXPECT_EQ(file.at<std::uint32_t>(cyclingDischarge + 100), 3U);  // goto Ns'
    EXPECT_EQ(file.at<std::uint32_t>(cyclingDischarge + 104), 1U);  // nc cycles: once more
}

TEST_F(WriteMpr, PutsImpedanceIntoAFileOfItsOwn)
{
    CellProgram program = shortProgram();
    program.impedanceEvery = 3;
    const auto segments = splitAtImpedance(simulate({}, program), program);
    ASSERT_EQ(segments.size(), 3U);
    EXPECT_FALSE(segments[0].recording.series.hasImpedance());
    ASSERT_TRUE(segments[1].recording.series.hasImpedance());
    EXPECT_EQ(segments[0].program.formationCycles, 3);
    EXPECT_EQ(segments[0].program.cycles, 0);
    EXPECT_EQ(segments[2].program.cycles, 2);
    EXPECT_EQ(segments[2].recording.series.cycleNumber.front(), 0);

    const FileBytes file = written(segments[1].recording, segments[1].program);
    const auto modules = modulesOf(file);
    EXPECT_EQ(file.at<std::uint8_t>(modules[0].body), 0x1D);     // PEIS
    EXPECT_EQ(file.at<std::uint16_t>(modules[1].body + 6), 32);  // freq
    const std::size_t rows = modules[1].body + 0x3EF;
    EXPECT_EQ(file.at<float>(rows), 200'000.0F);
    EXPECT_EQ(file.at<float>(rows + 8), -segments[1].recording.series.imZ_ohm[0]);
}

TEST(WriteMpl, SaysWhenTheAcquisitionStarted)
{
    const test::TemporaryFolder folder;
    Recording recording;
    recording.series.uts = {1'718'878'200.25};
    FileIdentity identity;
    identity.sampleId = "250301_demo_01";
    writeMpl(folder.path() / "cell.mpl", recording, identity);
    const std::string text = readFile(folder.path() / "cell.mpl");
    EXPECT_NE(text.find("Acquisition started on : 06/20/2024 12:10:00.250\n"), std::string::npos) << text;
    EXPECT_NE(text.find("Comments : 250301_demo_01\n"), std::string::npos) << text;
}

}  // namespace aurora::simulation
