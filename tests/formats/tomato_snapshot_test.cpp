#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/formats/registry.h"

#include "formats/mpr_bytes.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace aurora::formats {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A snapshot with these records.
std::string snapshot(const std::string& records)
{
    return R"({"metadata": {"datagram_version": "4.2.5"}, "steps": [{"metadata": {"tag": "W"}, "data": [)" + records +
           "]}]}";
}

/// A record at that second with 3.5 V and 0.001 A, and what else its raw shall hold.
std::string record(double uts, const std::string& more = "")
{
    return R"({"uts": )" + formatNumber(uts) +
           R"(, "fn": "C:\\Jobs\\9\\a \"quoted\" {name}.json", "raw": {"Ewe": {"n": 3.5, "s": 0.1, "u": "V"}, )" +
           R"("I": {"n": 0.001, "s": 0.2, "u": "A"})" + more + "}}";
}

class TomatoJson : public testing::Test
{
protected:
    Recording read(std::string_view text, AllColumns allColumns = AllColumns::No)
    {
        ReadOptions options;
        options.allColumns = allColumns;
        return readRecording(test::writeFile(m_folder.path() / "snapshot.9.json", text), options);
    }

    /// The sentence with which the text is refused; empty when it is read.
    std::string refusal(std::string_view text)
    {
        try {
            const Recording recording = read(text);
            return {};
        } catch (const FormatError& error) {
            return error.what();
        }
    }

    bool recognised(std::string_view text)
    {
        return findReader(test::writeFile(m_folder.path() / "any.json", text)) != nullptr;
    }

private:
    test::TemporaryFolder m_folder;
};

TEST_F(TomatoJson, KeysStandInAnyOrderAtEveryLevel)
{
    const Recording recording = read(
        R"({"steps": [{"data": [{"raw": {"technique": "CP", "I": {"u": "mA", "s": 0.2, "n": 2},
            "index": 4, "Ewe": {"u": "mV", "n": 3500, "s": 1}, "loop number": 2, "cycle number": 3},
            "fn": "a", "uts": 12.5}], "metadata": {"tag": "W"}}],
            "more": [{"any": "[}"}], "metadata": {"datagram_version": "4.2.5", "note": "]}"}})");
    EXPECT_THAT(recording.series.uts, ElementsAre(12.5));
    EXPECT_THAT(recording.series.voltage_V, ElementsAre(3.5F));
    EXPECT_THAT(recording.series.current_A, ElementsAre(0.002F));
    EXPECT_THAT(recording.series.cycleNumber, ElementsAre(3));
    EXPECT_THAT(recording.series.loopNumber, ElementsAre(2));
    EXPECT_THAT(recording.series.index, ElementsAre(4));
    EXPECT_THAT(recording.series.technique, ElementsAre(102));
    EXPECT_EQ(recording.jobData["note"], "]}");
    EXPECT_EQ(recording.device, "W");
    EXPECT_EQ(recording.finished, std::nullopt);
}

TEST_F(TomatoJson, RowsAreInOrderOfTimeAndEqualTimesStayAsTheyWere)
{
    const Recording recording = read(snapshot(record(3, R"(, "index": 1)") + "," + record(1, R"(, "index": 2)") + "," +
                                              record(3, R"(, "index": 3)") + "," + record(2, R"(, "index": 4)")));
    EXPECT_THAT(recording.series.uts, ElementsAre(1, 2, 3, 3));
    EXPECT_THAT(recording.series.index, ElementsAre(2, 4, 1, 3));
}

TEST_F(TomatoJson, RestsHaveNoCurrentAndTheCycleBefore)
{
    const std::string rest = R"({"uts": 2, "fn": "a", "raw": {"Ewe": {"n": 3.4, "s": 0, "u": "V"}}})";
    const Recording recording = read(snapshot(record(1, R"(, "cycle number": 7)") + "," + rest));
    EXPECT_THAT(recording.series.current_A, ElementsAre(0.001F, 0.0F));
    EXPECT_THAT(recording.series.cycleNumber, ElementsAre(7, 7));
    EXPECT_THAT(recording.series.loopNumber, IsEmpty());
    EXPECT_THAT(recording.series.technique, ElementsAre(-1, -1));
}

TEST_F(TomatoJson, NamesOfTechniquesAreCodesAndUnknownOnesAreTold)
{
    std::string records;
    for (const char* const name : {"NONE", "OCV", "CA", "CP", "CV", "CPLIMIT", "CALIMIT", "PEIS"}) {
        records += (records.empty() ? "" : ",") + record(1, R"(, "technique": ")" + std::string(name) + "\"");
    }
    const Recording recording = read(snapshot(records));
    EXPECT_THAT(recording.series.technique, ElementsAre(0, 100, 101, 102, 103, 155, 157, -1));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("\"PEIS\"")));
}

TEST_F(TomatoJson, BareNanAndInfinityAreNoValuesButTextsKeepThem)
{
    const Recording recording =
        read(snapshot(record(1, R"(, "T": {"n": NaN, "s": Infinity, "u": "K"}, "x": -Infinity, "t": "NaN Infinity")") +
                      "," + record(2, R"(, "T": {"n": 300, "s": 0.5, "u": "K"}, "x": 7, "t": "b")")),
             AllColumns::Yes);
    const auto column = [&recording](const std::string& name) {
        return std::ranges::find(recording.vendorColumns, name, &Column::name)->values;
    };
    EXPECT_TRUE(std::isnan(numberAt(column("T"), 0)));
    EXPECT_TRUE(std::isnan(numberAt(column("T uncertainty"), 0)));
    EXPECT_TRUE(std::isnan(numberAt(column("x"), 0)));
    EXPECT_EQ(numberAt(column("T"), 1), 300);
    EXPECT_EQ(numberAt(column("T uncertainty"), 1), 0.5);
    EXPECT_EQ(numberAt(column("x"), 1), 7);
    EXPECT_THAT(std::get<std::vector<std::string>>(column("t")), ElementsAre("NaN Infinity", "b"));
}

TEST_F(TomatoJson, AllColumnsKeepWhateverElseTheRecordsHold)
{
    const Recording recording =
        read(snapshot(record(2, R"(, "loop number": 5, "T_cell \u00b0": {"n": 25.5, "s": 0.25, "u": "C"})") + "," +
                      record(1)),
             AllColumns::Yes);
    std::vector<std::string> headers;
    for (const Column& column : recording.vendorColumns) {
        headers.push_back(header(column));
    }
    EXPECT_THAT(headers, ElementsAre("uts", "fn", "Ewe (V)", "Ewe uncertainty (V)", "I (A)", "I uncertainty (A)",
                                     "loop number", "T_cell ° (C)", "T_cell ° uncertainty (C)"));
    EXPECT_THAT(std::get<std::vector<std::string>>(recording.vendorColumns[1].values)[0],
                "C:\\Jobs\\9\\a \"quoted\" {name}.json");
    EXPECT_EQ(numberAt(recording.vendorColumns[0].values, 0), 2);  // the order of the file, not of time
    EXPECT_EQ(numberAt(recording.vendorColumns[7].values, 0), 25.5);
    EXPECT_TRUE(std::isnan(numberAt(recording.vendorColumns[7].values, 1)));
}

TEST_F(TomatoJson, ANameThatComesTwiceDoesNotHideThatARecordLacksIt)
{
    const Recording recording =
        read(snapshot(record(1, R"(, "loop number": 5, "loop number": 6)") + "," + record(2)), AllColumns::Yes);
    const auto loops = std::find_if(recording.vendorColumns.begin(), recording.vendorColumns.end(),
                                    [](const Column& column) { return column.name == "loop number"; });
    ASSERT_NE(loops, recording.vendorColumns.end());
    EXPECT_TRUE(std::isnan(toDoubles(loops->values).at(1)));
}

TEST_F(TomatoJson, RecordsOverManyWindowsAreAllThereInOrder)
{
    // some 9 MB: several windows of 1 MiB, whose borders fall anywhere
    constexpr int count = 40'000;
    std::string records;
    std::mt19937 random(7);
    for (int i = 0; i < count; ++i) {
        const std::string filler(random() % 40, random() % 2 == 0 ? '\\' : '}');
        const std::string even = filler.size() % 2 == 0 ? filler : filler + filler.front();
        records += (i == 0 ? "" : ",\n") +
                   record(i, R"(, "index": )" + std::to_string(i % 1000) + R"(, "t": ")" + even + "\", \"v\": NaN");
    }
    const Recording recording = read(snapshot(records));
    ASSERT_EQ(recording.series.size(), static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        ASSERT_EQ(recording.series.uts[static_cast<std::size_t>(i)], i);
        ASSERT_EQ(recording.series.index[static_cast<std::size_t>(i)], i % 1000);
    }
    EXPECT_THAT(recording.warnings, IsEmpty());
}

TEST_F(TomatoJson, FileThatIsCutOffAnywhereGivesItsWholeRecords)
{
    const std::string first = record(1);
    const std::string text = snapshot(first + ",\n" + record(2));
    const std::size_t firstEnds = text.find(first) + first.size();
    const std::size_t secondEnds = text.rfind("]}]}");
    const std::size_t stepsBegin = text.find("{\"metadata\": {\"tag\"");
    for (std::size_t size = stepsBegin + 1; size < text.size(); ++size) {
        const Recording recording = read(text.substr(0, size));
        EXPECT_EQ(recording.series.size(), size < firstEnds ? 0U : size < secondEnds ? 1U : 2U) << size;
        EXPECT_EQ(recording.finished, false) << size;
        EXPECT_THAT(recording.warnings, Contains(HasSubstr("ends at byte"))) << size;
    }
    for (std::size_t size = 40; size < stepsBegin; ++size) {
        EXPECT_THAT(refusal(text.substr(0, size)), AllOf(HasSubstr("snapshot.9.json"), HasSubstr("byte"))) << size;
    }
}

TEST_F(TomatoJson, UnitsThatAreNoneOfVoltageOrCurrentAreRefused)
{
    const std::string kelvin = R"({"uts": 1, "raw": {"Ewe": {"n": 3.5, "s": 0, "u": "K"}}})";
    EXPECT_THAT(refusal(snapshot(kelvin)), AllOf(HasSubstr("snapshot.9.json"), HasSubstr("\"Ewe\" in \"K\""),
                                                 HasSubstr("V or mV"), HasSubstr("byte 90")));
    const std::string volt = R"({"uts": 1, "raw": {"Ewe": {"n": 3.5}, "I": {"n": 1, "u": "V"}}})";
    EXPECT_THAT(refusal(snapshot(volt)), AllOf(HasSubstr("\"I\" in \"V\""), HasSubstr("A or mA")));
}

TEST_F(TomatoJson, WithoutAnyVoltageTheNamesThatAreThereAreTold)
{
    EXPECT_THAT(refusal(snapshot(R"({"uts": 1, "raw": {"value": {"n": 3, "s": 0, "u": " "}, "T": 5}})")),
                AllOf(HasSubstr("\"Ewe\""), HasSubstr("but value, T.")));
}

TEST_F(TomatoJson, RecordsOfAnotherDeviceAreLeftOutOfTheSeriesAndTold)
{
    const Recording recording = read(snapshot(record(1) + R"(, {"uts": 2, "raw": {"T": 5}}, )" + record(3)));
    EXPECT_THAT(recording.series.uts, ElementsAre(1, 3));
    EXPECT_THAT(recording.warnings, ElementsAre(HasSubstr("1 of 3 records have no voltage")));
}

TEST_F(TomatoJson, NoRecordsAreAnEmptyRecording)
{
    EXPECT_EQ(read(snapshot("")).series.size(), 0U);
    EXPECT_EQ(read(R"({"metadata": {"datagram_version": "1"}, "steps": []})").series.size(), 0U);
}

TEST_F(TomatoJson, WhatIsNoSnapshotIsRefusedWithTheByte)
{
    const std::string head = R"({"metadata": {"datagram_version": "4.2.5"}, )";
    EXPECT_THAT(refusal(head + R"("other": 5})"), HasSubstr("no \"steps\""));
    EXPECT_THAT(refusal(head + R"("steps": 5})"), AllOf(HasSubstr("byte"), HasSubstr("'[' was expected")));
    EXPECT_THAT(refusal(head + R"("steps" []})"), HasSubstr("':' was expected"));
    EXPECT_THAT(refusal(snapshot(record(1)) + "x"), HasSubstr("more behind its end"));
    EXPECT_THAT(refusal(snapshot(record(1) + " " + record(2))), HasSubstr("byte"));
    EXPECT_THAT(refusal(snapshot("5")), HasSubstr("byte"));
    EXPECT_THAT(refusal(snapshot(record(1) + ",")), HasSubstr("byte"));
    EXPECT_THAT(refusal(snapshot(R"({"uts": "now", "raw": {}})")), HasSubstr("byte"));
    EXPECT_THAT(refusal(snapshot(R"({"raw": {"Ewe": {"n": 1}}})")), HasSubstr("no time \"uts\""));
    EXPECT_THAT(refusal(snapshot(R"({"uts": 1})")), HasSubstr("no \"raw\""));
    EXPECT_THAT(refusal(snapshot(R"({"uts": 1, "raw": {"Ewe": {"n": "3,5"}}})")), HasSubstr("no number"));
    EXPECT_THAT(refusal(snapshot(R"({"uts": 1, "raw": {"Ewe": {"n": [3]}}})")), HasSubstr("no number"));
    EXPECT_THAT(refusal(snapshot(record(1, ", \"t\": \"\xFF\""))), HasSubstr("byte"));
}

TEST_F(TomatoJson, DeepAndLongNonsenseCostsNeitherMemoryNorTheStack)
{
    const std::string deep(200'000, '[');
    const std::string closed = deep + std::string(200'000, ']');
    const Recording left = read(R"({"metadata": {"datagram_version": )" + closed + R"(}, "steps": []})");
    EXPECT_THAT(left.warnings, ElementsAre(HasSubstr("too deeply nested")));
    EXPECT_THAT(read(snapshot(record(1, R"(, "deep": )" + closed))).warnings, ElementsAre(HasSubstr("\"deep\"")));
    EXPECT_THAT(refusal(snapshot(record(1, R"(, "long": ")" + std::string(20'000'000, 'x') + "\""))),
                HasSubstr("does not end within"));
    std::string names;
    for (int i = 0; i < 300; ++i) {
        names += ", \"n" + std::to_string(i) + "\": 1";
    }
    EXPECT_THAT(refusal(snapshot(record(1, names))), HasSubstr("more than 256 quantities"));
}

TEST_F(TomatoJson, DamagedBytesNeverCrashTheReader)
{
    const std::string whole = snapshot(record(1, R"(, "index": 1)") + "," + record(2) + "," + record(3));
    std::mt19937 random(5);
    for (int i = 0; i < 500; ++i) {
        std::string damaged = whole;
        for (int k = 0; k < 3; ++k) {
            damaged[60 + random() % (damaged.size() - 60)] = static_cast<char>(random() % 256);
        }
        try {
            const Recording recording = read(damaged);
            EXPECT_LE(recording.series.size(), 3U);
        } catch (const FormatError& error) {
            EXPECT_THAT(error.what(), HasSubstr("snapshot.9.json"));
        }
    }
}

TEST_F(TomatoJson, ForeignJsonIsNotRecognised)
{
    EXPECT_TRUE(recognised(snapshot(record(1))));
    EXPECT_TRUE(recognised("\xEF\xBB\xBF \n" + snapshot("")));
    for (const char* const text : {"", "{}", "[]", R"([{"Sample ID": "a"}])", R"({"data": {}, "metadata": {}})",
                                   R"({"metadata": {"provenance": {}}, "data": []})", R"({"uts": 1, "raw": {}})",
                                   R"({"payload": {"version": "0.1"}, "steps": []})"})
    {
        EXPECT_FALSE(recognised(text)) << text;
    }
}

}  // namespace

}  // namespace aurora::formats
