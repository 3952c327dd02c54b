#pragma once

#include "aurora/core/file.h"
#include "aurora/core/file_time.h"
#include "aurora/core/json.h"
#include "aurora/services/lab.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/writers.h"
#include "lab_project.h"

#include <chrono>
#include <memory>
#include <string>

namespace aurora::services {

/// The lab of a project after these keys were put into its configuration. Raw files go into `raw` beside the project.
inline std::unique_ptr<Lab> labWith(const LabProject& lab, const Json& keys)
{
    const std::filesystem::path file = lab.project().config().file;
    Json content = parseJson(readFile(file), "shared_config.json");
    content.update(keys);
    replaceFileText(file, dumpJson(content, 4));
    config::UserConfig user;
    user.snapshotsFolder = lab.folder() / "raw";
    return std::make_unique<Lab>(openProject(lab.project().folder()), user);
}

/// What a simulated cell leaves: so many cycles, begun so much later than others.
struct CellFile
{
    int cycles = 2;
    double later_s = 0;
    bool finished = true;
    std::string barcode = "run_a_01";
};

inline std::filesystem::path writeCellMpr(const std::filesystem::path& file, const CellFile& cell = {})
{
    std::filesystem::create_directories(file.parent_path());
    simulation::CellProgram program;
    program.cycles = cell.cycles;
    program.formationCycles = 1;
    program.finished = cell.finished;
    program.start_uts += cell.later_s;
    simulation::writeMpr(file, simulation::simulate({}, program), program, {.sampleId = cell.barcode});
    return file;
}

/// The log that stands beside such a file.
inline std::filesystem::path writeCellMpl(const std::filesystem::path& file, const CellFile& cell = {})
{
    simulation::CellProgram program;
    program.cycles = cell.cycles;
    program.formationCycles = 1;
    program.start_uts += cell.later_s;
    simulation::writeMpl(file, simulation::simulate({}, program), {.sampleId = cell.barcode});
    return file;
}

/// Gives a file a time of change, as a PC with another clock would.
inline void setModified(const std::filesystem::path& file, double uts)
{
    const std::chrono::sys_seconds time{std::chrono::seconds(static_cast<std::int64_t>(uts))};
    std::filesystem::last_write_time(file, fileTime(time));
}

/// A column of a query, as text.
inline std::vector<std::string> texts(const Project& project, const std::string& sql)
{
    std::vector<std::string> found;
    for (const auto& row : project.openDatabase()->query(sql).rows) {
        found.push_back(toText(row.front()));
    }
    return found;
}

}  // namespace aurora::services
