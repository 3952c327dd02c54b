#pragma once

#include "aurora/core/file.h"
#include "aurora/services/check.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "lab_project.h"

#include <gtest/gtest.h>

namespace aurora::services {

/// A project with one cell, imported and analysed.
class CheckProject : public testing::Test
{
protected:
    CheckProject()
    {
        m_lab.addSamples(Json::array({{{"Sample ID", "run_a_01"}}}));
        simulateCell(m_source, 2);
        EXPECT_TRUE(m_lab.import({m_source}).report.ok());
    }

    /// Writes what a Neware cycler would of a cell with that many cycles after formation.
    static void simulateCell(const std::filesystem::path& file, std::int32_t cycles)
    {
        std::filesystem::create_directories(file.parent_path());
        simulation::CellProgram program;
        program.cycles = cycles;
        simulation::writeNdax(file, simulation::simulate({}, program), program, {});
    }

    [[nodiscard]] Report check(Repair repair = Repair::No)
    {
        return checkProject(m_lab.project(), repair, Progress::none());
    }

    /// Repairs; afterwards nothing may be wrong.
    void expectRepaired()
    {
        const Report repaired = check(Repair::Yes);
        EXPECT_TRUE(repaired.ok()) << messages(repaired.failed);
        const Report after = check();
        EXPECT_TRUE(after.ok()) << messages(after.failed);
    }

    LabProject m_lab;
    std::filesystem::path m_source = m_lab.folder() / "raw" / "run_a" / "1" / "a.ndax";
    std::filesystem::path m_snapshot = m_lab.file("run_a_01", "snapshot.a.h5");
    std::filesystem::path m_full = m_lab.file("run_a_01", "full.run_a_01.h5");
};

}  // namespace aurora::services
