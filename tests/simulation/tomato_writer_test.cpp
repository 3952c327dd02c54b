#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/json.h"
#include "aurora/formats/registry.h"
#include "aurora/simulation/writers.h"

#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::simulation {

namespace {

class WriteTomatoJson : public testing::Test
{
protected:
    WriteTomatoJson()
    {
        m_program.cycles = 2;
        m_program.secondsPerRow = 300;
        m_recording = simulate({}, m_program);
        m_identity.testId = 42;
    }

    std::filesystem::path written(JsonLayout layout)
    {
        const auto file = m_folder.path() / "snapshot.42.json";
        writeTomatoJson(file, m_recording, m_identity, layout);
        return file;
    }

    CellProgram m_program;
    Recording m_recording;
    FileIdentity m_identity;

private:
    test::TemporaryFolder m_folder;
};

}  // namespace

TEST_F(WriteTomatoJson, BothLayoutsAreTheSameJson)
{
    const std::string lines = readFile(written(JsonLayout::Indented));
    const std::string line = readFile(written(JsonLayout::OneLine));
    EXPECT_EQ(Json::parse(lines), Json::parse(line));
    EXPECT_EQ(std::ranges::count(line, '\n'), 0);
    EXPECT_EQ(lines.substr(0, 52), "{\n \"metadata\": {\n  \"provenance\": {\n   \"yadg\": {\n    ");
}

TEST_F(WriteTomatoJson, RecordsHaveTheShapeOfRealOnes)
{
    const Json snapshot = Json::parse(readFile(written(JsonLayout::Indented)));
    EXPECT_EQ(snapshot["metadata"]["input_schema"]["steps"][0]["input"]["files"][0], "C:\\tomato\\0.2.3\\Jobs\\42");
    const Json& data = snapshot["steps"][0]["data"];
    ASSERT_EQ(data.size(), m_recording.series.size());
    const Json& rest = data[0]["raw"];
    EXPECT_EQ(rest["technique"], "OCV");
    EXPECT_FALSE(rest.contains("I"));
    EXPECT_FALSE(rest.contains("cycle number"));
    EXPECT_TRUE(rest.contains("Ece"));
    const auto charge = std::ranges::find(m_recording.series.technique, 1) - m_recording.series.technique.begin();
    const Json& raw = data[static_cast<std::size_t>(charge)]["raw"];
    EXPECT_EQ(raw["technique"], "CPLIMIT");
    EXPECT_EQ(raw["I"]["u"], "A");
    EXPECT_EQ(raw["I"]["n"].get<float>(), m_recording.series.current_A[static_cast<std::size_t>(charge)]);
    EXPECT_EQ(raw["Ewe"]["u"], "V");
}

TEST_F(WriteTomatoJson, ReadBackItGivesTheRowsThatWereWritten)
{
    for (const JsonLayout layout : {JsonLayout::Indented, JsonLayout::OneLine}) {
        const Recording read = formats::readRecording(written(layout), {});
        EXPECT_EQ(read.series.uts, m_recording.series.uts);
        EXPECT_EQ(read.series.voltage_V, m_recording.series.voltage_V);
        EXPECT_EQ(read.series.current_A, m_recording.series.current_A);
        EXPECT_EQ(read.series.cycleNumber, m_recording.series.cycleNumber);
        EXPECT_EQ(read.testId, "42");
        EXPECT_TRUE(read.warnings.empty());
    }
}

TEST_F(WriteTomatoJson, TheSameInputGivesTheSameBytes)
{
    const std::string first = readFile(written(JsonLayout::OneLine));
    EXPECT_EQ(readFile(written(JsonLayout::OneLine)), first);
}

TEST_F(WriteTomatoJson, ImpedanceIsRefused)
{
    m_program.impedanceEvery = 1;
    m_recording = simulate({}, m_program);
    EXPECT_THROW(written(JsonLayout::Indented), Error);
}

}  // namespace aurora::simulation
