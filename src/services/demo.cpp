#include "aurora/services/demo.h"

#include "aurora/core/file.h"
#include "aurora/services/batches.h"
#include "aurora/services/import_data.h"
#include "aurora/services/import_samples.h"
#include "aurora/simulation/demo_cells.h"
#include "demo_lab.h"

namespace aurora::services {

namespace fs = std::filesystem;

namespace {

constexpr const char* batchName = "with and without VC";

/// All cells, to be compared by what differs in them.
Report makeBatch(const Project& project, Progress& progress)
{
    std::vector<std::string> samples;
    for (const simulation::DemoCell& cell : simulation::demoCells()) {
        samples.push_back(cell.sampleId);
    }
    Report report = createBatch(project, batchName, samples, "12 simulated cells: 6 baseline, 6 with 2 % VC");
    report.add(analyseBatches(project, {batchName}, progress));
    return report;
}

}  // namespace

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
    report.add(makeBatch(project, progress));
    progress.report(0, 0, "starting jobs on the simulated server");
    return addDemoLab(project, report, progress);
}

}  // namespace aurora::services
