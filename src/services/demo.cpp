#include "aurora/services/demo.h"

#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/file_lock.h"
#include "aurora/services/batches.h"
#include "aurora/services/import_data.h"
#include "aurora/services/import_samples.h"
#include "aurora/simulation/demo_cells.h"
#include "demo_lab.h"

#include <fstream>
#include <optional>
#include <vector>

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

void importRun(const Project& project, std::string_view run, const std::vector<simulation::DemoCell>& cells,
               Report& report)
{
    const fs::path robotCsv = project.config().samplesFolder / pathFromText(std::string(run) + ".csv");
    replaceFileText(robotCsv, simulation::demoRobotCsv(cells));
    report.done.push_back(applySampleImport(project, planSampleImport(project, robotCsv)));
}

Project makeWholeDemo(const fs::path& folder, Report& report, Progress& progress)
{
    const Project project = initProject(folder);

    importRun(project, simulation::demoRun, simulation::demoCells(), report);
    importRun(project, simulation::demoFreshRun, simulation::demoFreshCells(), report);

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

/// Says that a demo is being made in a folder; by its lock, whether the program that makes it still runs. It stays the
/// same file all the time: the lock is one of the file.
class Mark
{
public:
    explicit Mark(const fs::path& folder) : m_file(folder / unfinishedMark), m_lock(FileLock::tryLock(m_file))
    {
        if (!m_lock) {
            throw Error("The demo is being made in " + pathText(folder) +
                        " already. Wait until it is ready, and open it.");
        }
    }

    /// Whether somebody else has written it, and was ended.
    [[nodiscard]] bool wasLeft() const { return fs::file_size(m_file) > 0; }

    void write()
    {
        std::ofstream stream(m_file, std::ios::binary);
        stream << "The demo is being made. Without a program that does it, this folder can be deleted.\n";
        if (!stream.flush()) {
            throw Error(pathText(m_file) + ": cannot be written.");
        }
    }

    void remove()
    {
        std::error_code ignored;
        fs::resize_file(m_file, 0,
                        ignored);  // one that somebody holds, a scanner on Windows, is then of no demo any more
        fs::remove(m_file, ignored);
        m_lock.reset();
    }

private:
    fs::path m_file;
    std::optional<FileLock> m_lock;
};

std::vector<fs::path> besidesMark(const fs::path& folder)
{
    std::vector<fs::path> paths;
    std::error_code unreadable;  // then there is nothing that could be moved or taken away
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, unreadable)) {
        if (entry.path().filename() != unfinishedMark) {
            paths.push_back(entry.path());
        }
    }
    return paths;
}

/// Moves what a program that was ended has left out of the way. It is not deleted: somebody may have worked on in it.
/// The folder stays, with the mark by which nobody else moves what is made now.
void moveAside(const fs::path& folder)
{
    for (int number = 1;; ++number) {
        const fs::path aside = pathFromText(pathText(folder) + " (unfinished " + std::to_string(number) + ")");
        if (fs::exists(aside) || !fs::create_directory(aside)) {
            continue;
        }
        fs::copy_file(folder / unfinishedMark, aside / unfinishedMark);
        for (const fs::path& path : besidesMark(folder)) {
            fs::rename(path, aside / path.filename());
        }
        return;
    }
}

/// Takes everything away that is in a folder, and the folder itself if this program made it.
void takeAway(const fs::path& folder, Mark& mark, bool wasThere)
{
    std::error_code ignored;  // why it could not be finished is told already
    for (const fs::path& path : besidesMark(folder)) {
        fs::remove_all(path, ignored);
    }
    mark.remove();
    if (!wasThere) {
        fs::remove(folder, ignored);
    }
}

}  // namespace

bool isUnfinishedDemo(const fs::path& folder)
{
    std::error_code code;
    const auto size = fs::file_size(folder / unfinishedMark, code);
    return !code && (size > 0 || !fs::exists(folder / "shared_config.json"));
}

Project makeDemo(const fs::path& wanted, Report& report, Progress& progress)
{
    progress.report(0, 0, "making the project");
    const fs::path folder = wanted.has_filename() ? wanted : wanted.parent_path();  // "demo/" is "demo"
    const bool wasThere = fs::exists(folder) && !isUnfinishedDemo(folder);
    if (wasThere && !fs::is_empty(folder)) {
        return makeWholeDemo(folder, report, progress);  // among other things nothing can be taken away again
    }
    fs::create_directories(folder);
    Mark mark(folder);
    if (mark.wasLeft()) {
        moveAside(folder);
    }
    if (!besidesMark(folder).empty()) {  // somebody has finished one since the folder was looked at
        mark.remove();
        return makeWholeDemo(folder, report, progress);
    }
    mark.write();
    try {
        Project project = makeWholeDemo(folder, report, progress);
        mark.remove();
        return project;
    } catch (...) {
        takeAway(folder, mark, wasThere);
        throw;
    }
}

}  // namespace aurora::services
