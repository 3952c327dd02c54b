#include "demo_lab.h"

#include "aurora/core/file.h"
#include "aurora/cyclers/simulated_server.h"
#include "aurora/services/control_cyclers.h"
#include "aurora/services/sample_data.h"
#include "aurora/services/submit_jobs.h"
#include "aurora/services/update_cyclers.h"
#include "aurora/simulation/cell.h"
#include "aurora/simulation/demo_cells.h"
#include "aurora/simulation/writers.h"
#include "simulated_folder.h"

#include <algorithm>

namespace aurora::services {

namespace {

namespace fs = std::filesystem;

constexpr const char* label = "demo";
constexpr const char* harvesterLabel = "demo-by-hand";
constexpr const char* handFolder = "started by hand";  ///< beside the project's file
constexpr int demoFileIndentation = 4;

Json step(const char* technique, Json fields)
{
    fields["technique"] = technique;
    fields["device"] = "worker";
    fields["record_every_dt"] = 30.0;
    return fields;
}

/// Charge to 4.2 V at a C-rate, hold, discharge to 3 V, again and again.
Json payload(const std::string& cRate, int cycles)
{
    return {{"version", "0.2"},
            {"sample", {{"name", "$NAME"}, {"capacity", 0.0}}},
            {"method",
             {step("open_circuit_voltage", {{"time", 3600.0}}),
              step("constant_current",
                   {{"current", "C/" + cRate}, {"time", 72000.0}, {"limit_voltage_max", 4.2}, {"I_range", "10 mA"}}),
              step("constant_voltage", {{"voltage", 4.2}, {"time", 7200.0}, {"limit_current_min", "C/20"}}),
              step("constant_current",
                   {{"current", "D/" + cRate}, {"time", 72000.0}, {"limit_voltage_min", 3.0}, {"I_range", "10 mA"}}),
              {{"technique", "loop"}, {"device", "worker"}, {"goto", 1}, {"n_gotos", cycles - 1}}}},
            {"tomato", {{"unlock_when_done", false}, {"verbosity", "INFO"}}}};
}

/// The project's file with a simulated server in it, and a folder of this PC in place of one of a cycler's PC.
void writeServer(const fs::path& sharedConfig)
{
    Json content = parseJson(readFile(sharedConfig), pathText(sharedConfig));
    content["Servers"] = Json::array({{{"label", label}, {"server_type", "simulated"}, {"speed", 3600}}});
    content["EC-lab harvester"]["Servers"] =
        Json::array({{{"label", harvesterLabel}, {"EC-lab folder location", handFolder}}});
    replaceFileText(sharedConfig, dumpJson(content, demoFileIndentation) + "\n");
}

/// When the last recording of the demo's own files ended: the server goes on from there.
double endOfData_uts(const Project& project)
{
    double end_uts = 0;
    for (const std::string& sample : samplesWithData(project)) {
        const SampleCurves curves = loadSampleCurves(project, SampleId(sample), Detail::Thinned);
        end_uts = curves.uts.empty() ? end_uts : std::max(end_uts, curves.uts.back());
    }
    return end_uts;
}

/// A cell that is carried from one cycler to the other rests for some minutes, not since the demo's files were made.
void setServerClock(const Project& project, const Progress& progress)
{
    constexpr double carried_s = 600;
    const double end_uts = endOfData_uts(project);
    for (const config::Server& server : project.config().servers) {
        if (end_uts > 0 && server.label == label) {
            cyclers::SimulatedServer(server, simulatedFolder(project)).beginAt(end_uts + carried_s, progress);
        }
    }
}

/// What EC-Lab would have left of experiments that were started by hand: a cell that was cycled on some days later,
/// and one that nobody gave a name, to be assigned.
void writeHandFiles(const Project& project)
{
    constexpr double later_s = 2 * 86400;
    constexpr double worn = 0.85;
    simulation::DemoCell cell = simulation::demoCells().front();
    const fs::path folder = project.folder() / handFolder;
    const fs::path known = folder / simulation::demoRun / std::to_string(cell.number);
    const fs::path unknown = folder / "spare";
    fs::create_directories(known);
    fs::create_directories(unknown);
    const auto write = [&cell](const fs::path& file) {
        const Recording recording = simulation::simulate(cell.model, cell.program);
        simulation::writeMpr(file, recording, cell.program, cell.identity);
        fs::path log = file;
        simulation::writeMpl(log.replace_extension(".mpl"), recording, cell.identity);
    };
    const SampleCurves before = loadSampleCurves(project, SampleId(cell.sampleId), Detail::Thinned);
    cell.program.start_uts = (before.uts.empty() ? cell.program.start_uts : before.uts.back()) + later_s;
    cell.program.formationCycles = 1;
    cell.program.cycles = 5;
    cell.model.capacity_mAh *= worn;
    cell.model.firstCycleLoss = 0;
    write(known / (cell.sampleId + "_again_GCPL_C01.mpr"));
    cell.identity.sampleId = "";
    write(unknown / "cell of Friday_GCPL_C02.mpr");
}

std::string pipeline(int number)
{
    return std::string(label) + "-simulated-1-" + std::to_string(number);
}

}  // namespace

Project addDemoLab(const Project& project, Report& report, Progress& progress)
{
    const Json formation = payload("10", 3);
    const fs::path& protocols = project.config().protocolsFolder;
    replaceFileText(protocols / "formation_C10.json", dumpJson(formation, demoFileIndentation) + "\n");
    replaceFileText(protocols / "cycling_C2.json", dumpJson(payload("2", 100), demoFileIndentation) + "\n");
    writeHandFiles(project);
    writeServer(project.config().file);
    Project withServer = openProject(project.config().file);
    setServerClock(withServer, progress);

    Lab lab(withServer, config::UserConfig{});
    // The server's channels cycle every cell as a fresh one: what was cycled before would get its capacity back there.
    const std::vector<simulation::DemoCell> cells = simulation::demoFreshCells();
    report.add(updateFromCyclers(lab, {}, progress));
    report.add(loadSamples(
        lab, {{cells[0].sampleId, pipeline(1)}, {cells[1].sampleId, pipeline(2)}, {cells[2].sampleId, pipeline(3)}},
        progress));
    report.add(readyPipelines(lab, {pipeline(1), pipeline(2)}, progress));
    report.add(submitJobs(lab,
                          {.payload = formation,
                           .payloadName = "formation_C10",
                           .samples = {cells[0].sampleId},
                           .capacity = CapacityDefinition::Areal,
                           .comment = "formation",
                           .questions = Questions::NotAnswered},
                          progress));
    return withServer;
}

}  // namespace aurora::services
