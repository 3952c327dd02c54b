#include "aurora/services/protocol_files.h"

#include "aurora/core/error.h"
#include "aurora/protocols/step_fields.h"
#include "aurora/protocols/unicycler.h"
#include "aurora/services/protocol_preview.h"
#include "services/lab_project.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::services {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* formation = R"({"version": "0.2", "sample": {"name": "$NAME"}, "method": [
    {"technique": "open_circuit_voltage", "time": 3600, "device": "MPG2"},
    {"technique": "constant_current", "current": "C/2", "time": 14400, "limit_voltage_max": 4.2},
    {"technique": "constant_current", "current": "D/2", "time": 14400, "limit_voltage_min": 3.0},
    {"technique": "loop", "goto": 1, "n_gotos": 99}]})";

class ProtocolFiles : public testing::Test
{
protected:
    void put(const std::string& name, std::string_view text)
    {
        replaceFileText(m_lab.project().config().protocolsFolder / pathFromText(name), text);
    }

    [[nodiscard]] const Project& project() const { return m_lab.project(); }

    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return protocolPath(project(), name); }

    [[nodiscard]] std::vector<std::string> names() const
    {
        std::vector<std::string> all;
        for (const ProtocolFile& file : protocolFiles(project())) {
            all.push_back(file.name);
        }
        return all;
    }

    LabProject m_lab;
};

std::string refusal(const std::function<void()>& work)
{
    try {
        work();
    } catch (const Error& error) {
        return error.what();
    }
    return "accepted";
}

TEST_F(ProtocolFiles, AreListedInNaturalOrderWithoutOtherFiles)
{
    put("c10.json", formation);
    put("c2.json", formation);
    put("notes.txt", "");
    put("C1.JSON", formation);
    EXPECT_THAT(names(), ElementsAre("C1", "c2", "c10"));
    std::filesystem::remove_all(project().config().protocolsFolder);
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(ProtocolFiles, AreWrittenAsTheyWereRead)
{
    put("a.json", formation);
    const OpenedProtocol opened = openProtocol(path("a"));
    EXPECT_FALSE(opened.translated);
    EXPECT_EQ(opened.text, formation);
    const std::string written = saveProtocol(project(), path("b"), opened.protocol);
    EXPECT_EQ(readFile(path("b")), written);
    EXPECT_EQ(parseJson(written, "b"), parseJson(formation, "a"));
}

TEST_F(ProtocolFiles, AreMadeInAFolderThatIsNotThereYet)
{
    std::filesystem::remove_all(project().config().protocolsFolder);
    static_cast<void>(saveProtocol(project(), path("a"), protocols::newProtocol()));
    EXPECT_THAT(names(), ElementsAre("a"));
}

TEST_F(ProtocolFiles, AreRenamedAndDuplicatedButNeverOverTheOthers)
{
    put("a.json", formation);
    put("b.json", "other");
    EXPECT_THAT(refusal([this] { renameProtocol(project(), path("a"), "b"); }), HasSubstr("\"b\" already"));
    EXPECT_THAT(refusal([this] { duplicateProtocol(project(), path("a"), "b"); }), HasSubstr("\"b\" already"));
    EXPECT_EQ(readFile(path("b")), "other");
    EXPECT_EQ(freeProtocolName(project(), "a"), "a (2)");
    duplicateProtocol(project(), path("a"), "a (2)");
    renameProtocol(project(), path("a"), "A");
    EXPECT_THAT(names(), ElementsAre("A", "a (2)", "b"));
    deleteProtocol(project(), path("b"));
    EXPECT_THAT(names(), ElementsAre("A", "a (2)"));
}

TEST_F(ProtocolFiles, StayInTheirFolderWhateverTheirName)
{
    put("a.json", formation);
    for (const char* name : {"../a", "..", "a/b", "a\\b", "", "  ", "con", "LPT1", "a:b", "end.", "line\nbreak"}) {
        EXPECT_NE(refusal([&] { renameProtocol(project(), path("a"), name); }), "accepted") << name;
    }
    EXPECT_EQ(whyNotProtocolName("Formation C/10"), "A name may hold none of /\\:*?\"<>|.");
    EXPECT_EQ(whyNotProtocolName("Formation C10, 4.9 V (Zürich)"), "");
}

TEST_F(ProtocolFiles, OfUnicyclerAreTranslatedBothWays)
{
    put("a.json", formation);
    const protocols::EditedProtocol protocol = openProtocol(path("a")).protocol;
    EXPECT_THAT(exportUnicycler(protocol, path("u")), ElementsAre(HasSubstr("how often it is recorded")));
    const OpenedProtocol back = openProtocol(path("u"));
    EXPECT_TRUE(back.translated);
    EXPECT_EQ(protocols::payloadOf(back.protocol)["method"][3]["n_gotos"], 99);
}

TEST_F(ProtocolFiles, MeanCurrentsForASampleByTheFirstCapacityThatIsKnown)
{
    m_lab.addSamples(Json::array({{{"Sample ID", "a_01"},
                                   {"Cathode C-rate definition areal capacity (mAh/cm2)", 2},
                                   {"Cathode diameter (mm)", 14},
                                   {"Anode diameter (mm)", 15}},
                                  {{"Sample ID", "a_02"}, {"C-rate definition capacity (mAh)", 3}},
                                  {{"Sample ID", "a_03"}}}));
    EXPECT_THAT(sampleIds(project()), ElementsAre("a_01", "a_02", "a_03"));
    put("a.json", formation);
    protocols::EditedProtocol protocol = openProtocol(path("a")).protocol;
    protocol = protocols::withNewStep(protocol, 4, protocols::techniques::rest);  // not complete: no number
    const ProtocolForSample areal = protocolForSample(project(), protocol, "a_01");
    EXPECT_EQ(areal.capacityWords, "3.079 mAh (areal)");  // 2 mAh/cm² × π × 0.7² cm²
    EXPECT_THAT(areal.cells, ElementsAre("1 h", "1.539 mA", "-1.539 mA", "to step 2", ""));
    EXPECT_EQ(protocolForSample(project(), protocol, "a_02").capacityWords, "3 mAh (nominal)");
    EXPECT_THAT(protocolForSample(project(), protocol, "a_03").problem, HasSubstr("C-rate definition capacity (mAh)"));
    EXPECT_THAT(protocolForSample(project(), protocol, "b_01").problem, HasSubstr("no sample b_01"));
}

TEST_F(ProtocolFiles, AreSketchedOnASimulatedCell)
{
    put("a.json", formation);
    const protocols::EditedProtocol protocol = openProtocol(path("a")).protocol;
    const auto sketch = sketchOf(protocol, 3.0);
    ASSERT_TRUE(sketch);
    const CyclingSeries& series = sketch->series;
    EXPECT_THAT(sketch->notes, ElementsAre(HasSubstr("at most 3 cycles")));
    EXPECT_NEAR(*std::max_element(series.current_A.begin(), series.current_A.end()), 0.0015, 1e-7);  // C/2 of 3 mAh
    EXPECT_NEAR(*std::min_element(series.current_A.begin(), series.current_A.end()), -0.0015, 1e-7);
    EXPECT_NEAR(*std::max_element(series.voltage_V.begin(), series.voltage_V.end()), 4.2, 0.002);
    EXPECT_GT(series.uts.back() / 3600, 7);  // three cycles of about 2 h each way, and the rest
    EXPECT_LT(series.uts.back() / 3600, 14);
    EXPECT_FALSE(sketchOf(protocols::withNewStep(protocol, 0, protocols::techniques::rest), 3.0));
}

}  // namespace
}  // namespace aurora::services
