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
constexpr const char* unfinishedMark = "demo is being made.txt";

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

namespace {

Project makeWholeDemo(const fs::path& folder, Report& report, Progress& progress)
{
    const Project project = initProject(folder);

    const fs::path robotCsv = project.config().samplesFolder / pathFromText(std::string(simulation::demoRun) + ".csv");
    replaceFileText(robotCsv, simulation::demoRobotCsv());
    report.done.push_back(applySampleImport(project, planSampleImport(project, robotCsv)));

    progress.report(0, 0, "simulating cells");
    const fs::path raw = project.folder() / "raw";
    simulation::writeDemoRawFiles(raw);
    progress.throwIfCancelled();

    ImportDataOptions options;
    options.inputs = {raw};
    report.add(importData(project, options, progress).report);
    progress.throwIfCancelled();
    report.add(makeBatch(project, progress));
    progress.throwIfCancelled();
    progress.report(0, 0, "starting jobs on the simulated server");
    Project whole = addDemoLab(project, report, progress);
    progress.throwIfCancelled();
    return whole;
}

/// Moves what a program that was ended has left out of the way. It is not deleted: somebody may have worked on in it.
void moveAside(const fs::path& folder)
{
    for (int number = 1;; ++number) {
        const fs::path aside = pathFromText(pathText(folder) + " (unfinished " + std::to_string(number) + ")");
        if (!fs::exists(aside)) {
            fs::rename(folder, aside);
            return;
        }
    }
}

/// Takes everything away that is in a folder, and the folder itself if this program made it.
void takeAway(const fs::path& folder, bool wasThere)
{
    std::error_code ignored;  // why it could not be finished is told already
    if (!wasThere) {
        fs::remove_all(folder, ignored);
        return;
    }
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        fs::remove_all(entry.path(), ignored);
    }
}

}  // namespace

bool isUnfinishedDemo(const fs::path& folder)
{
    return fs::exists(folder / unfinishedMark);
}

Project makeDemo(const fs::path& folder, Report& report, Progress& progress)
{
    progress.report(0, 0, "making the project");
    if (isUnfinishedDemo(folder)) {
        moveAside(folder);
    }
    const bool wasThere = fs::exists(folder);
    if (wasThere && !fs::is_empty(folder)) {
        return makeWholeDemo(folder, report, progress);  // among other things nothing can be taken away again
    }
    fs::create_directories(folder);
    replaceFileText(folder / unfinishedMark,
                    "The demo is being made. Without a program that does it, this folder can be deleted.\n");
    try {
        Project project = makeWholeDemo(folder, report, progress);
        fs::remove(folder / unfinishedMark);
        return project;
    } catch (...) {
        takeAway(folder, wasThere);
        throw;
    }
}

}  // namespace aurora::services
