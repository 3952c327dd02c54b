// Makes a project whose samples have snapshots but no analysis yet, for benchmarks and reliability tests:
//
//   make_bench_project SAMPLES ROWS SNAPSHOTS FOLDER
//
// Each sample has ROWS rows of a simulated cell, cut into SNAPSHOTS recordings that follow each other in time.
#include "aurora/core/error.h"
#include "aurora/core/file.h"
#include "aurora/core/text.h"
#include "aurora/services/import_samples.h"
#include "aurora/services/project.h"
#include "aurora/simulation/cell.h"
#include "aurora/storage/sample_files.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdio>
#include <string>

namespace {

using namespace aurora;

/// All columns of a series that a simulated recording fills.
template <class Apply>
void forEachColumn(const CyclingSeries& from, CyclingSeries& to, Apply&& apply)
{
    apply(from.uts, to.uts);
    apply(from.voltage_V, to.voltage_V);
    apply(from.current_A, to.current_A);
    apply(from.chargeStep_mAh, to.chargeStep_mAh);
    apply(from.cycleNumber, to.cycleNumber);
    apply(from.technique, to.technique);
}

CyclingSeries part(const CyclingSeries& series, std::size_t begin, std::size_t end)
{
    CyclingSeries cut;
    forEachColumn(series, cut, [&](const auto& from, auto& to) {
        to.assign(from.begin() + static_cast<std::ptrdiff_t>(begin), from.begin() + static_cast<std::ptrdiff_t>(end));
    });
    return cut;
}

/// A cell that fades slowly, on as many cycles as the rows need.
CyclingSeries simulated(std::size_t rows)
{
    simulation::CellProgram program;
    program.formationCycles = 1;
    program.secondsPerRow = rows > 1'000'000 ? 1 : 8;
    for (program.cycles = 64;; program.cycles *= 2) {
        CyclingSeries series = simulation::simulate({.fadePerCycle = 1e-5}, program).series;
        if (series.size() >= rows) {
            return part(series, 0, rows);
        }
    }
}

std::string sampleId(std::size_t number)
{
    const std::string text = std::to_string(number);
    return "bench_" + std::string(text.size() < 5 ? 5 - text.size() : 0, '0') + text;
}

std::size_t countOf(const char* text)
{
    const std::optional<std::int64_t> number = parseInteger(text);
    if (!number || *number < 1) {
        throw UsageError(std::string(text) + " is no number of samples, rows or snapshots.");
    }
    return static_cast<std::size_t>(*number);
}

void make(std::size_t samples, std::size_t rows, std::size_t snapshots, const std::filesystem::path& folder)
{
    const services::Project project = services::initProject(folder);
    Json table = Json::array();
    for (std::size_t i = 1; i <= samples; ++i) {
        table.push_back({{"Sample ID", sampleId(i)}, {"Cathode active material mass (mg)", 24.4}});
    }
    const std::filesystem::path file = folder / "samples.json";
    replaceFileText(file, dumpJson(table));
    services::applySampleImport(project, services::planSampleImport(project, file));

    const CyclingSeries series = simulated(rows);
    for (std::size_t i = 1; i <= samples; ++i) {
        const std::filesystem::path sampleFolder = project.sampleFolder(SampleId(sampleId(i)));
        makeFolder(sampleFolder);
        for (std::size_t n = 0; n < snapshots; ++n) {
            const CyclingSeries cut = part(series, n * rows / snapshots, (n + 1) * rows / snapshots);
            storage::writeSnapshot(sampleFolder / ("snapshot.part" + std::to_string(n + 1) + ".h5"), cut,
                                   {{"job_data", {{"finished", true}}}});
        }
    }
}

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 5) {
        std::fputs("make_bench_project SAMPLES ROWS SNAPSHOTS FOLDER\n", stderr);
        return 2;
    }
    try {
        make(countOf(argv[1]), countOf(argv[2]), countOf(argv[3]), pathFromText(argv[4]));
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
