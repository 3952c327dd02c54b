// Moves and exclusions that are cancelled or ended at any moment, and done again.
#include "aurora/database/files_table.h"
#include "aurora/services/analyse.h"
#include "aurora/services/convert.h"
#include "aurora/services/sample_data.h"
#include "aurora/storage/frame.h"
#include "services/snapshots_project.h"

#include <gmock/gmock.h>

#include <atomic>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Cancels when it is asked for the n-th time, counted from 0, and from then on.
class CancelAtLook final : public Progress
{
public:
    explicit CancelAtLook(int look) : m_left(look) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override { return m_left-- <= 0; }

    [[nodiscard]] bool wasReached() const noexcept { return m_left < 0; }

private:
    mutable std::atomic<int> m_left;
};

class MovedSnapshots : public SnapshotsProject
{
protected:
    [[nodiscard]] std::vector<std::string> namesIn(const std::string& sample) const
    {
        std::vector<std::string> names;
        for (const auto& row : listSnapshots(m_lab.project(), {sample}, Progress::none()).rows) {
            names.push_back(toText(row[1]));
        }
        return names;
    }

    void analyseNow() const { EXPECT_TRUE(analyseSamples(m_lab.project(), {}, When::NewData, Progress::none()).ok()); }

    [[nodiscard]] int cyclesInBoth() const
    {
        return std::max(cyclesOf("run_a_01"), 0) + std::max(cyclesOf("run_a_02"), 0);
    }

    /// What charts and batches would show must be what the table of results tells.
    void expectNothingLeftOver() const
    {
        const std::vector<std::string> shown = samplesWithData(m_lab.project());
        for (const char* sample : {"run_a_01", "run_a_02"}) {
            const bool isShown = std::find(shown.begin(), shown.end(), sample) != shown.end();
            EXPECT_EQ(isShown, results(sample).has_value()) << sample;
        }
    }
};

TEST_F(MovedSnapshots, CountOnceWheneverTheMoveIsCancelledAndAreMovedByTheNext)
{
    bool reached = true;
    for (int look = 0; reached; look += 1 + look / 8) {
        SCOPED_TRACE("look " + std::to_string(look));
        CancelAtLook progress(look);
        const Report report = move({"a", "b"}, progress);
        reached = progress.wasReached();
        EXPECT_EQ(report.cancelled, reached);
        EXPECT_THAT(report.failed, IsEmpty());
        analyseNow();
        EXPECT_EQ(cyclesInBoth(), 10);
        expectNothingLeftOver();
        if (const std::vector<std::string> left = namesIn("run_a_01"); !left.empty()) {
            EXPECT_TRUE(move(left).ok());
        }
        EXPECT_THAT(statuses("run_a_02"), ElementsAre("snapshot.a.h5 stored", "snapshot.b.h5 stored"));
        EXPECT_FALSE(results("run_a_01"));
        expectNothingLeftOver();
        expectSound();
        ASSERT_TRUE(moveSnapshots(m_lab.project(), "run_a_02", {"a", "b"}, "run_a_01", Progress::none()).ok());
        ASSERT_FALSE(HasFailure());
    }
    EXPECT_EQ(m_lab.project().openDatabase()->query("SELECT * FROM files").rows.size(), 2U);
}

TEST_F(MovedSnapshots, TellInTheirStoryWhereTheyWereBefore)
{
    EXPECT_TRUE(move({"a"}).ok());
    const fs::path file = m_lab.project().sampleFolder(SampleId("run_a_02")) / "snapshot.a.h5";
    const auto story = inspectFile(file, {})["story"].get<std::vector<std::string>>();
    EXPECT_THAT(story.back(), StartsWith("Moved from run_a_01, where it was snapshot.a.h5, by aurora-cycler-manager "));
}

TEST_F(MovedSnapshots, OneAfterTheOtherTakeTheFilesOfAnAnalysisOfBothWithThem)
{
    // Ended after the first was moved, before the samples were analysed: the look of the analysis, found by trying.
    const fs::path source = m_lab.file("run_a_01", "snapshot.a.h5");
    const auto analysedBefore = toText(results("run_a_01")->at("Last analysis"));
    for (int look = 0; fs::exists(source); ++look) {
        CancelAtLook progress(look);
        static_cast<void>(move({"a"}, progress));
    }
    ASSERT_EQ(toText(results("run_a_01")->at("Last analysis")), analysedBefore);
    EXPECT_TRUE(exclude({"b"}).ok());
    expectNothingLeftOver();
    analyseNow();
    EXPECT_THAT(samplesWithData(m_lab.project()), ElementsAre("run_a_02"));
}

TEST_F(MovedSnapshots, TakeTheNameThatAnEndedMoveHadNoted)
{
    const auto database = m_lab.project().openDatabase();
    database->write([&] {
        database::FilesTable(*database).exclude(
            "run_a_02", "snapshot.b.h5", pathText(m_lab.file("run_a_02", "x").parent_path()), "moved from run_a_01");
    });
    EXPECT_TRUE(move({"b"}).ok());
    EXPECT_THAT(statuses("run_a_02"), ElementsAre("snapshot.b.h5 stored"));
}

TEST_F(MovedSnapshots, ReplaceTheCopyOfAnEndedMoveWhenTheyWereStoredAgainSince)
{
    // Ended when the copy was there, before it was handed over.
    const fs::path copy = m_lab.file("run_a_02", "snapshot.b.h5");
    fs::create_directories(copy.parent_path());
    fs::copy_file(m_lab.file("run_a_01", "snapshot.b.h5"), copy);
    Json metadata = storage::readMetadata(copy);
    metadata["provenance"]["reader"] = "an older one";
    storage::replaceMetadata(copy, metadata);
    const auto database = m_lab.project().openDatabase();
    database->write([&] {
        database::FilesTable(*database).exclude("run_a_02", "snapshot.b.h5", pathText(copy.parent_path()),
                                                "moved from run_a_01");
    });
    EXPECT_TRUE(move({"b"}).ok());
    EXPECT_THAT(statuses("run_a_02"), ElementsAre("snapshot.b.h5 stored"));
    EXPECT_NE(storage::readMetadata(copy)["provenance"]["reader"], "an older one");
    expectSound();
}

TEST_F(MovedSnapshots, LeaveTheFilesOfTheAnalysisWhereOneOfThemIsDamaged)
{
    const fs::path file = m_lab.file("run_a_01", "snapshot.b.h5");
    std::string bytes = readFile(file);
    const auto middle = bytes.size() / 2;  // a chunk of data: /metadata and the tables of HDF5 stay
    bytes.replace(middle, 512, std::string(512, 'x'));
    replaceFileText(file, bytes);
    static_cast<void>(move({"a", "b"}));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "full.run_a_01.h5")));
    EXPECT_TRUE(fs::exists(m_lab.file("run_a_01", "cycles.run_a_01.json")));
}

TEST_F(MovedSnapshots, ExclusionThatIsCancelledIsToldWhenItWasDone)
{
    int told = 0;
    bool reached = true;
    for (int look = 0; reached; look += 1 + look / 4) {
        SCOPED_TRACE("look " + std::to_string(look));
        CancelAtLook progress(look);
        const Report report = excludeSnapshots(m_lab.project(), "run_a_01", {"b"}, progress);
        reached = progress.wasReached();
        EXPECT_EQ(report.cancelled, reached);
        EXPECT_THAT(messages(report.done), HasSubstr("left out of the analysis"));
        EXPECT_THAT(statuses("run_a_01"), ElementsAre("snapshot.a.h5 stored", "snapshot.b.h5 excluded"));
        told += report.cancelled ? 1 : 0;
        EXPECT_TRUE(include({"b"}).ok());
        ASSERT_EQ(cyclesOf("run_a_01"), 10);
    }
    EXPECT_GT(told, 0);
}

TEST_F(MovedSnapshots, AnalysingIsCancelledBetweenTheFoldersOfSamples)
{
    constexpr int samples = 300;
    Json rows = Json::array();
    for (int i = 0; i < samples; ++i) {
        rows.push_back({{"Sample ID", "run_b_" + std::to_string(i)}});
    }
    m_lab.addSamples(rows);
    CancelAtLook progress(samples / 2);
    const Report report = analyseSamples(m_lab.project(), {}, When::Always, progress);
    EXPECT_TRUE(report.cancelled);
    EXPECT_THAT(report.done, IsEmpty());
    EXPECT_TRUE(progress.wasReached());
}

}  // namespace
}  // namespace aurora::services
