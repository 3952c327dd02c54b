#include "aurora/core/json.h"
#include "aurora/storage/sample_files.h"
#include "command_line.h"

#include <gmock/gmock.h>

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class ExportCommand : public CommandLine
{
protected:
    ExportCommand()
    {
        EXPECT_EQ(call({"init", path("lab")}).status, 0);
        EXPECT_EQ(call({"import-samples", write("a.csv", "Sample ID\nrun_a_1\nrun_a_2\nrun_a_3\n")}).status, 0);
        storeSeries("run_a_1");
        storeSeries("run_a_2");
    }

    void storeSeries(const std::string& sample) const
    {
        MergedSeries series;
        series.uts = {10, 20};
        series.voltage_V = {4, 3};
        series.current_A = {1, -1};
        series.charge_mAh = {0, 0.5};
        series.technique = {1, 1};
        series.step = {1, 1};
        series.cycle = {1, 1};
        const fs::path folder = m_folder.path() / "lab" / "snapshots" / "run_a" / sample;
        makeFolder(folder);
        storage::writeFull(folder / ("full." + sample + ".h5"), series, Json::object());
    }

    [[nodiscard]] bool isThere(const std::string& name) const { return fs::exists(m_folder.path() / name); }
};

TEST_F(ExportCommand, SeveralFormatsAndTablesOfSeveralSamples)
{
    const Answer answer = call({"--json", "export", "run_a_1", "run_a_2", "-o", path("out"), "--format", "csv,bdf",
                                "--format", "h5", "--with", "metadata"});
    EXPECT_EQ(answer.status, 0) << answer.error;
    const Json document = parseJson(answer.out, "answer");
    EXPECT_EQ(document["done"].size(), 2U);
    EXPECT_EQ(document["files"].size(), 8U);
    EXPECT_EQ(document["files"][0], (Json{{"sample", "run_a_1"}, {"file", path("out/run_a_1.csv")}, {"rows", 2}}));
    for (const char* const ending : {".csv", ".bdf.csv", ".h5", ".metadata.json"}) {
        EXPECT_TRUE(isThere(std::string("out/run_a_2") + ending)) << ending;
    }
    EXPECT_THAT(readFile(m_folder.path() / "out" / "run_a_1.csv"), HasSubstr("\n20,3,-1,0.5,1,1,1,0.5,\n"));
}

TEST_F(ExportCommand, SamplesWithoutDataAreNamedAndTheRestIsDone)
{
    const Answer some = call({"export", "run_a_3", "run_a_1", "-o", path("out")});
    EXPECT_EQ(some.status, 0);
    EXPECT_THAT(some.out, HasSubstr("run_a_3: no data: There is no data of run_a_3 yet."));
    EXPECT_TRUE(isThere("out/run_a_1.csv")) << "CSV where nothing is said";

    const Answer none = call({"export", "run_a_3", "-o", path("none")});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.error, HasSubstr("Nothing was written"));

    const Answer unknown = call({"export", "run_a_9", "run_a_2", "-o", path("out")});
    EXPECT_EQ(unknown.status, 1);
    EXPECT_THAT(unknown.error, HasSubstr("There is no sample \"run_a_9\" in the project."));
    EXPECT_TRUE(isThere("out/run_a_2.csv"));
}

TEST_F(ExportCommand, ABatchGoesIntoAZipOfItsName)
{
    ASSERT_EQ(call({"batch", "create", "best ones", "run_a_1", "run_a_2"}).status, 0);
    const Answer answer = call({"export", "--batch", "best ones", "--zip", "-o", path("out")});
    EXPECT_EQ(answer.status, 0) << answer.error;
    EXPECT_TRUE(isThere("out/best ones.zip"));
    EXPECT_EQ(call({"export", "run_a_1", "-o", path("my.zip"), "--format", "bdf"}).status, 0);
    EXPECT_TRUE(isThere("my.zip"));
    EXPECT_EQ(call({"export", "--batch", "nothing", "-o", path("out")}).status, 1);
}

TEST_F(ExportCommand, ACrateTakesWhatIsSaidAndElseTheTemplate)
{
    fs::create_directories(m_folder.path() / "user");
    Json user = parseJson(readFile(m_folder.path() / "user" / "config.json"), "user");
    user["RO-Crate template"] = {{"title", "Old title"}, {"licence", "CC0-1.0"}};
    write("user/config.json", dumpJson(user));
    const Answer answer = call({"export", "run_a_1", "-o", path("out"), "--format", "rocrate", "--title", "New title",
                                "--author", "Ada; Empa", "--author", "Bob"});
    EXPECT_EQ(answer.status, 0) << answer.error;
    EXPECT_TRUE(isThere("out/run_a_1.ro-crate.zip"));
    EXPECT_EQ(call({"export", "run_a_1", "-o", path("out"), "--format", "rocrate", "--doi", "x"}).status, 2);
}

TEST_F(ExportCommand, FilesThatAreThereAreReplacedUnlessTheyAreToBeKept)
{
    fs::create_directories(m_folder.path() / "out");
    write("out/run_a_1.csv", "mine");
    const Answer kept = call({"export", "run_a_1", "-o", path("out"), "--keep-existing"});
    EXPECT_EQ(kept.status, 1);
    EXPECT_EQ(readFile(m_folder.path() / "out" / "run_a_1.csv"), "mine");
    const Answer replaced = call({"export", "run_a_1", "-o", path("out")});
    EXPECT_EQ(replaced.status, 0);
    EXPECT_THAT(replaced.out, HasSubstr("1 older file was replaced"));
}

TEST_F(ExportCommand, WrongUsageIsStatusTwo)
{
    EXPECT_EQ(call({"export"}).status, 2);
    EXPECT_EQ(call({"export", "run_a_1", "--format", "parquet"}).status, 2);
    EXPECT_EQ(call({"export", "run_a_1", "--with", "photos"}).status, 2);
}

}  // namespace
}  // namespace aurora::cli
