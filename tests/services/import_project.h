#pragma once

#include "aurora/services/import_data.h"
#include "aurora/services/tables.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "lab_project.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace aurora::services {

/// One real-format file of a simulated cell.
inline std::filesystem::path writeCell(const std::filesystem::path& file, int cycles, bool finished = true,
                                       double secondsLater = 0)
{
    std::filesystem::create_directories(file.parent_path());
    simulation::CellProgram program;
    program.cycles = cycles;
    program.finished = finished;
    program.start_uts += secondsLater;
    const simulation::CellModel model;
    simulation::FileIdentity identity;
    identity.sampleId = "run_a_01";
    const Recording recording = simulation::simulate(model, program);
    simulation::writeMpr(file, recording, program, identity);
    if (!finished) {
        // While it runs, the start stands only in the .mpl beside the file.
        simulation::writeMpl(std::filesystem::path(file).replace_extension(".mpl"), recording, identity);
    }
    return file;
}

/// A project of two samples that files are imported into.
class ImportDataTest : public testing::Test
{
protected:
    void SetUp() override
    {
        m_lab.addSamples(Json::parse(R"json([{"Sample ID": "run_a_01", "Cathode active material mass (mg)": 20},
                                             {"Sample ID": "run_a_02"}])json"));
    }

    [[nodiscard]] std::vector<std::string> filesOf(const std::string& sample) const
    {
        std::vector<std::string> names;
        const std::filesystem::path folder = m_lab.project().sampleFolder(SampleId(sample));
        if (std::filesystem::exists(folder)) {
            for (const auto& entry : std::filesystem::directory_iterator(folder)) {
                names.push_back(entry.path().filename().string());
            }
        }
        std::sort(names.begin(), names.end());
        return names;
    }

    [[nodiscard]] Table files() const
    {
        const auto database = m_lab.project().openDatabase();
        return readTable(*database, m_lab.project(), TableKind::Files);
    }

    LabProject m_lab;
};

}  // namespace aurora::services
