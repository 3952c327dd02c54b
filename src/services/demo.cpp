#include "aurora/services/demo.h"

#include "aurora/core/file.h"
#include "aurora/services/import_data.h"
#include "aurora/services/import_samples.h"
#include "aurora/simulation/demo_cells.h"
#include "demo_lab.h"

namespace aurora::services {

namespace fs = std::filesystem;

Project makeDemo(const fs::path& folder, Report& report, Progress& progress)
{
    progress.report(0, 0, "making the project");
    const Project project = initProject(folder);

    const fs::path robotCsv = project.config().samplesFolder / pathFromText(std::string(simulation::demoRun) + ".csv");
    replaceFileText(robotCsv, simulation::demoRobotCsv());
    report.done.push_back(applySampleImport(project, planSampleImport(project, robotCsv)));

    progress.report(0, 0, "simulating cells");
    const fs::path raw = project.folder() / "raw";
    simulation::writeDemoRawFiles(raw);

    ImportDataOptions options;
    options.inputs = {raw};
    report.add(importData(project, options, progress).report);
    progress.report(0, 0, "starting jobs on the simulated server");
    return addDemoLab(project, report, progress);
}

}  // namespace aurora::services
