// Two programs that store recordings of one name at once.
#include "aurora/database/samples_table.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "services/lab_project.h"
#include "support/without_root_rights.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>

namespace aurora::services {
namespace {

namespace fs = std::filesystem;

TEST(SnapshotNames, TwoImportsAtOnceKeepEveryRecording)
{
    LabProject lab;
    lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}}));
    constexpr int rounds = 6;
    std::vector<std::vector<fs::path>> files(2);
    simulation::CellProgram program;
    program.cycles = 1;
    for (int i = 0; i < 2 * rounds; ++i) {
        const fs::path file = lab.folder() / ("raw" + std::to_string(i)) / "same.ndax";
        fs::create_directories(file.parent_path());
        program.start_uts += 86'400;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {});
        files[static_cast<std::size_t>(i % 2)].push_back(file);
    }
    std::vector<ImportDataResult> results(2);
    {
        std::vector<std::thread> threads;
        for (std::size_t i = 0; i < 2; ++i) {
            threads.emplace_back([&, i] { results[i] = lab.import(files[i], "run_a_01"); });
        }
        for (std::thread& thread : threads) {
            thread.join();
        }
    }
    std::set<std::string> names;
    const auto database = lab.project().openDatabase();
    for (const auto& row : database->query(R"(SELECT "Snapshot file" FROM files WHERE "Status" = 'stored')").rows) {
        names.insert(toText(row[0]));
        EXPECT_TRUE(fs::exists(lab.file("run_a_01", toText(row[0]))));
    }
    EXPECT_EQ(names.size(), 2U * rounds) << messages(results[0].report.failed) << messages(results[1].report.failed);
    for (const auto& entry : fs::directory_iterator(lab.file("run_a_01", "x").parent_path())) {
        EXPECT_NE(entry.path().extension(), ".part");
    }
}

/// Other programs that store something into the folder of a sample at every look of ours. Cancels what does not end.
class BusyFolder final : public Progress
{
public:
    BusyFolder(fs::path folder, std::size_t most) : m_folder(std::move(folder)), m_most(most) {}

    void report(std::uint64_t, std::uint64_t, std::string_view) override {}

    [[nodiscard]] bool cancelRequested() const noexcept override
    {
        const std::size_t look = ++m_looks;
        replaceFileText(m_folder / ("snapshot.other" + std::to_string(look) + ".h5"), "of another program");
        return look > m_most;
    }

    [[nodiscard]] std::size_t looks() const { return m_looks; }

private:
    fs::path m_folder;
    std::size_t m_most;
    mutable std::atomic<std::size_t> m_looks = 0;
};

TEST(SnapshotNames, AFolderThatAlwaysChangesDoesNotKeepASnapshotFromBeingStored)
{
    LabProject lab;
    lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}}));
    const fs::path folder = lab.file("run_a_01", "x").parent_path();
    fs::create_directories(folder);
    const fs::path source = lab.folder() / "raw" / "a.ndax";
    fs::create_directories(source.parent_path());
    simulation::CellProgram program;
    program.cycles = 1;
    simulation::writeNdax(source, simulation::simulate({}, program), program, {});
    ImportDataOptions options;
    options.inputs = {source};
    options.sample = SampleId("run_a_01");
    options.analysis = Analysis::Later;
    BusyFolder busy(folder, 2000);
    const ImportDataResult result = importData(lab.project(), options, busy);
    EXPECT_TRUE(result.report.ok()) << messages(result.report.failed) << busy.looks() << " looks";
    EXPECT_TRUE(fs::exists(folder / "snapshot.a.h5"));
}

TEST(SnapshotNames, AFolderThatCannotBeWrittenIsToldByTheNameOfTheSnapshotAndNotByThatOfItsTemporaryFile)
{
    if (!test::foldersCanBeReadOnly) {
        GTEST_SKIP() << test::noReadOnlyFolders;
    }
    LabProject lab;
    lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}}));
    const fs::path folder = lab.file("run_a_01", "x").parent_path();
    fs::create_directories(folder);
    const fs::path source = lab.folder() / "raw" / "a.ndax";
    fs::create_directories(source.parent_path());
    simulation::CellProgram program;
    program.cycles = 1;
    simulation::writeNdax(source, simulation::simulate({}, program), program, {});
    const test::WithoutRootRights ordinaryUser(lab.folder());
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    const ImportDataResult result = lab.import({source}, "run_a_01");
    fs::permissions(folder, fs::perms::owner_all);
    const std::string told = messages(result.report.failed);
    EXPECT_NE(told.find(pathText(folder / "snapshot.a.h5") + ": could not be written"), std::string::npos) << told;
    EXPECT_EQ(told.find(".part"), std::string::npos) << told;
}

}  // namespace
}  // namespace aurora::services
