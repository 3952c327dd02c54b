#pragma once

#include "aurora/core/error.h"
#include "aurora/database/results_table.h"
#include "aurora/services/check.h"
#include "aurora/services/snapshots.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "lab_project.h"

#include <gtest/gtest.h>

namespace aurora::services {

inline constexpr double week_s = 7 * 86'400;

/// A cell of two recordings and one without data. Five cycles each.
class SnapshotsProject : public testing::Test
{
protected:
    SnapshotsProject()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}, {{"Sample ID", "run_a_02"}, {"Label", "right"}}}));
        write(m_a, 0);
        write(m_b, week_s);
        EXPECT_TRUE(m_lab.import({m_a, m_b}).report.ok());
        EXPECT_EQ(cyclesOf("run_a_01"), 10);
    }

    static void write(const std::filesystem::path& file, double secondsLater)
    {
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = 2;
        program.start_uts += secondsLater;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {.sampleId = "run_a_01"});
    }

    [[nodiscard]] std::optional<database::Row> results(const std::string& sample) const
    {
        const auto database = m_lab.project().openDatabase();
        return database::ResultsTable(*database).find(sample);
    }

    [[nodiscard]] int cyclesOf(const std::string& sample) const
    {
        const auto row = results(sample);
        return row ? static_cast<int>(std::get<std::int64_t>(row->at("Number of cycles"))) : -1;
    }

    Report move(const std::vector<std::string>& names, Progress& progress = Progress::none())
    {
        return moveSnapshots(m_lab.project(), "run_a_01", names, "run_a_02", progress);
    }

    Report exclude(const std::vector<std::string>& names)
    {
        return excludeSnapshots(m_lab.project(), "run_a_01", names, Progress::none());
    }

    Report include(const std::vector<std::string>& names)
    {
        return includeSnapshots(m_lab.project(), "run_a_01", names, Progress::none());
    }

    [[nodiscard]] std::vector<std::string> statuses(const std::string& sample) const
    {
        std::vector<std::string> all;
        for (const auto& row : listSnapshots(m_lab.project(), {sample}, Progress::none()).rows) {
            all.push_back(toText(row[1]) + " " + toText(row[2]));
        }
        return all;
    }

    void sql(const std::string& statement) const
    {
        const auto database = m_lab.project().openDatabase();
        database->write([&] { database->execute(statement); });
    }

    void expectSound() const
    {
        const Report check = checkProject(m_lab.project(), Repair::No, Progress::none());
        EXPECT_TRUE(check.ok()) << messages(check.failed);
        EXPECT_TRUE(check.skipped.empty()) << messages(check.skipped);
    }

    LabProject m_lab;
    std::filesystem::path m_a = m_lab.folder() / "raw" / "run_a" / "1" / "a.ndax";
    std::filesystem::path m_b = m_lab.folder() / "raw" / "run_a" / "1" / "b.ndax";
};

}  // namespace aurora::services
