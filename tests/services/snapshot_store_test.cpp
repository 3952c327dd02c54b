// Two programs that store recordings of one name at once.
#include "aurora/database/samples_table.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "services/lab_project.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace aurora::services
