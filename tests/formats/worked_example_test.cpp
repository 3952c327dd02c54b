// The reader of docs/adding-a-reader.md: it compiles, and does what the document says.
#include "formats/worked_example_reader.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "support/source_folder.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace aurora::formats {

namespace {

constexpr const char* log = "# bench log 1\n"
                            "# start 2026-11-01 09:00:00\n"
                            "0;3.2001;0;1\n"
                            "10;3.2514;1.5;1\n"
                            "20.5;3.1999;-1.5;2\n";

Recording readLog(const std::string& text)
{
    const test::TemporaryFolder folder;
    const std::filesystem::path file = folder.path() / "a.bench";
    replaceFileText(file, text);
    return benchLogReader().read(file, {}, Progress::none());  // in Zurich, where nothing else is said
}

std::string refusalOf(const std::string& text)
{
    try {
        static_cast<void>(readLog(text));
    } catch (const FormatError& error) {
        return error.what();
    }
    return "read";
}

}  // namespace

TEST(WorkedExample, RowsComeInOurUnits)
{
    const Recording recording = readLog(log);
    // 2026-11-01 09:00 in Zurich is 08:00 UTC: date --utc --date '2026-11-01 08:00' +%s
    EXPECT_THAT(recording.series.uts, testing::ElementsAre(1793520000.0, 1793520010.0, 1793520020.5));
    EXPECT_THAT(recording.series.voltage_V, testing::ElementsAre(3.2001F, 3.2514F, 3.1999F));
    EXPECT_THAT(recording.series.current_A, testing::ElementsAre(0.0F, 0.0015F, -0.0015F));
    EXPECT_THAT(recording.series.cycleNumber, testing::ElementsAre(1, 1, 2));
}

TEST(WorkedExample, AFileThatIsStillWrittenGivesItsWholeLines)
{
    const Recording recording = readLog(std::string(log) + "30;3.1");
    EXPECT_EQ(recording.series.size(), 3U);
    EXPECT_EQ(recording.finished, false);
}

TEST(WorkedExample, AWrongLineIsNamed)
{
    EXPECT_EQ(refusalOf(std::string(log) + "30;x;0;2\n"),
              "a.bench: line 6 should be 4 numbers with ; between, but is \"30;x;0;2\". Nothing was read.");
    EXPECT_EQ(refusalOf(""), "a.bench: does not begin with \"# bench log 1\". Nothing was read.");
}

TEST(WorkedExample, ItIsTheOneThatTheDocumentShows)
{
    const std::string document = readFile(test::sourceFolder() / "docs" / "adding-a-reader.md");
    for (const char* file : {"worked_example_reader.cpp", "worked_example_reader.h"}) {
        const std::string code = readFile(test::sourceFolder() / "tests" / "formats" / file);
        EXPECT_NE(document.find("```cpp\n" + code + "```"), std::string::npos)
            << "docs/adding-a-reader.md does not show tests/formats/" << file << " as it is";
    }
}

}  // namespace aurora::formats
